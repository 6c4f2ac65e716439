import type { Translate } from '#platform/i18n/index.ts'
import {
  choiceKey,
  labelOf,
  maskNumbers,
  plainText,
  type Difference,
  type StagedRow,
  type StoredProblem,
} from '#platform/imports/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { parseDay, type FieldSpec } from '#platform/sheets/index.ts'
import { Icon } from '#ui/index.ts'
import { problemWords, valueWords } from '../cell-words.ts'

type CellProps = { row: StagedRow; field: FieldSpec; context: ViewContext; isOpen: boolean }

/** One cell: what was written, what is wrong with it, and a box to correct what stops the row. */
export function CellView({ row, field, context, isOpen }: CellProps) {
  const problems = row.problems.filter((problem) => problem.field === field.key)
  const difference = row.differences?.[field.key]
  const needsBox = isOpen && problems.some((problem) => problem.level === 'error')
  const id = `c-${row.row_number}-${field.key}`
  const text = needsBox ? '' : shownText(row, field, context)
  // Nothing at all, so that the card of a phone leaves the line out.
  if (!needsBox && text === '' && !difference && problems.length === 0) return null
  return (
    <div class={needsBox ? 'min-w-40' : difference ? 'min-w-32' : undefined}>
      {needsBox ? <CellBox row={row} field={field} context={context} id={id} /> : <span>{text}</span>}
      {difference && <BothVersions difference={difference} field={field} t={context.t} />}
      <Problems problems={problems} t={context.t} id={id} />
    </div>
  )
}

/** What the cell shows; the number of a person keeps its last digits only. */
export function shownText(
  row: StagedRow,
  field: FieldSpec,
  { app, t }: Pick<ViewContext, 'app' | 't'>,
): string {
  const written = plainText(row, field, app.keys)
  if (field.kind === 'national-id') return maskNumbers(written)
  const text = withSerial(written, field, t)
  const column = row.raw[choiceKey(field.key)]
  if (column !== undefined) return [labelOf(field, column), text].filter(Boolean).join(': ')
  if (text === '') return ''
  const note = row.notes[field.key]
  return note && !text.includes(note) ? t('imports.review.note', { text, note }) : text
}

/** A day kept as the number Excel gives it says nothing to a person: the day stands beside it. */
function withSerial(text: string, field: FieldSpec, t: Translate): string {
  if (!field.kind.startsWith('date') || !/^\d{5}(\.0+)?$/.test(text)) return text
  const day = parseDay(text)
  return day.ok ? t('imports.review.read_as', { text, day: t.date(day.value) }) : text
}

function CellBox({ row, field, context, id }: Omit<CellProps, 'isOpen'> & { id: string }) {
  const { t, app, form } = context
  const name = `rows.r${row.row_number}.${field.key}`
  const text = plainText(row, field, app.keys)
  const sent = form.values[name]
  // A whole number of a person is not shown again; an empty box leaves it as it is.
  const isWhole =
    field.kind === 'national-id' &&
    row.problems.every((problem) => problem.field !== field.key || problem.code !== 'not_a_national_id')
  const value = typeof sent === 'string' ? sent : isWhole ? '' : text
  const label = t('imports.review.cell', { field: field.labels[0] ?? field.key, row: row.sheet_row })
  const shared = {
    name,
    id,
    'aria-label': label,
    'aria-invalid': 'true' as const,
    'aria-describedby': `${id}-problems`,
  }
  if (field.choices && field.kind !== 'date-group' && field.pick !== 'all') {
    const chosen = field.choices.find((choice) => choice.labels[0] === value || choice.value === value)
    return (
      <select {...shared} class="select">
        <option value={chosen ? '' : value}>
          {chosen || value === '' ? t('imports.review.choose') : value}
        </option>
        {field.choices.map((choice) => (
          <option key={choice.value} value={choice.labels[0] ?? choice.value} selected={choice === chosen}>
            {choice.labels[0] ?? choice.value}
          </option>
        ))}
      </select>
    )
  }
  return (
    <input
      {...shared}
      class="input"
      type="text"
      value={value}
      placeholder={isWhole ? maskNumbers(text) : undefined}
    />
  )
}

/** The file's version and the stored one, side by side; a stored one made by hand says so. */
function BothVersions({ difference, field, t }: { difference: Difference; field: FieldSpec; t: Translate }) {
  return (
    <p class="mt-1 text-sm">
      <span class="block">
        {t('imports.review.in_file', { value: valueWords(t, field, difference.after) })}
      </span>
      <span class="block text-muted">
        {t(difference.by_hand ? 'imports.review.stored_by_hand' : 'imports.review.stored', {
          value: valueWords(t, field, difference.before),
        })}
      </span>
    </p>
  )
}

/** Problems in words, each with the icon of its weight. */
export function Problems({
  problems,
  t,
  id,
}: {
  problems: readonly StoredProblem[]
  t: Translate
  id?: string
}) {
  if (problems.length === 0) return null
  // One question over several columns is complained of once for each column.
  const distinct = [...new Map(problems.map((problem) => [problemWords(t, problem), problem]))]
  return (
    <ul class="mt-1 grid gap-1 text-sm" id={id ? `${id}-problems` : undefined}>
      {distinct.map(([words, problem]) => (
        <li key={words} class={problem.level === 'error' ? 'field-error' : 'flex gap-1 text-muted'}>
          <Icon name={problem.level === 'error' ? 'error' : 'alert'} small />
          <span>{words}</span>
        </li>
      ))}
    </ul>
  )
}
