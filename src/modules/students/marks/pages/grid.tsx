import type { ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, Disclosure, Form, FormActions } from '#ui/index.ts'
import { mayHold } from '../judge.ts'
import { markText, shownMark, type MarkColumn } from '../mark.ts'
import { rowWords, type RowWords } from '../row-words.ts'
import { columnText } from '../stored-words.ts'
import type { JudgedSheetLine } from '../store/sheet.ts'
import { gridWords } from './grid-words.ts'
import type { SheetData } from './sheet.tsx'

type Props = { data: SheetData; context: ViewContext }

/** All marks in one form; with script it becomes a spreadsheet that saves each cell. */
export function MarkGrid({ data, context }: Props) {
  const { section, lines, columns, lock } = data
  const { t, form, actor } = context
  const isConflict = form.sent === 'save' && form.isConflict
  return (
    <div
      class="mark-sheet"
      data-mark-grid={section.id}
      data-account={actor.kind === 'account' ? actor.id : ''}
      data-locked={lock ? 'true' : undefined}
      data-typed={form.sent === 'save' ? 'true' : undefined}
      data-words={JSON.stringify(gridWords(t))}
    >
      {isConflict && (
        <Alert kind="warning" title={t('students.marks.conflict.title')}>
          {t('students.marks.conflict.hint')}
        </Alert>
      )}
      {!lock && <Legend context={context} highest={data.policy.tests.highest_mark} />}
      <p class="mark-state" role="status" data-status hidden />
      <Form
        bare
        hidden={form.hidden('save', { seen: seenOf(lines) })}
        label={t('students.marks.sheet.heading', { section: section.name })}
      >
        <section class="mark-frame" aria-label={t('students.marks.grid')} tabindex={0}>
          <table class="mark-grid">
            <caption class="sr-only">{t('students.marks.grid')}</caption>
            <Head data={data} context={context} />
            <tbody>
              {lines.map((line, at) => (
                <Line
                  key={line.enrolment_id}
                  line={line}
                  number={at + 1}
                  columns={columns}
                  data={data}
                  context={context}
                />
              ))}
            </tbody>
          </table>
        </section>
        <div class="mark-choice" data-choice hidden />
        {!lock && (
          <div data-plain>
            <FormActions>
              <Button icon="check">{t('students.marks.save')}</Button>
              <span class="text-sm text-muted">{t('students.marks.save_hint')}</span>
            </FormActions>
          </div>
        )}
      </Form>
    </div>
  )
}

/** What the person sees: the server compares it with what is stored before it writes. */
function seenOf(lines: readonly JudgedSheetLine[]): string {
  return JSON.stringify(
    Object.fromEntries(
      lines
        .filter((line) => line.marks.size > 0)
        .map((line) => [
          line.enrolment_id,
          Object.fromEntries([...line.marks].map(([column, mark]) => [column, markText(mark)])),
        ]),
    ),
  )
}

function Legend({ context: { t }, highest }: { context: ViewContext; highest: string }) {
  return (
    <div class="mb-3">
      <p>{t('students.marks.legend', { highest })}</p>
      <div data-script hidden>
        <Disclosure label={t('students.marks.keys.title')}>
          <p class="max-w-prose">{t('students.marks.keys.text')}</p>
        </Disclosure>
      </div>
    </div>
  )
}

const parts = ['average', 'attendance', 'standing', 'grade', 'letter', 'verdict'] as const

function Head({ data: { columns, section }, context: { t } }: Props) {
  return (
    <thead>
      <tr>
        <th scope="col" class="mark-name">
          {t('students.marks.field.learner')}
        </th>
        {columns.map((column) => (
          <th key={column.id} scope="col" class="mark-head">
            {columnText(t, column.name)}
            {column.held_on && <span class="mark-day">{t.date(column.held_on)}</span>}
            {column.is_closed && <span class="mark-day">{t('students.marks.closed')}</span>}
          </th>
        ))}
        {parts
          .filter((part) => part !== 'letter' || section.mode === 'credit')
          .map((part) => (
            <th key={part} scope="col">
              {t.dynamic(`students.marks.field.${part}`)}
            </th>
          ))}
      </tr>
    </thead>
  )
}

type LineProps = Props & { line: JudgedSheetLine; number: number; columns: readonly MarkColumn[] }

function Line({ line, number, columns, data, context }: LineProps) {
  const { t } = context
  const words = rowWords(t, line, data.section.mode)
  return (
    <tr
      id={`hs-${line.enrolment_id}`}
      data-row={line.enrolment_id}
      data-left={line.is_active ? undefined : 'true'}
    >
      <th scope="row" class="mark-name">
        <span class="mark-number">{number}</span> <span data-name>{line.full_name}</span>
        <span class="mark-code">
          {line.learner_code}
          {line.attempt !== 'first' && ` · ${t.dynamic(`students.marks.attempt.${line.attempt}`)}`}
          {!line.is_active && ` · ${t('students.marks.left')}`}
        </span>
      </th>
      {columns.map((column) => (
        <Cell key={column.id} column={column} line={line} data={data} context={context} />
      ))}
      <RowFigures words={words} line={line} mode={data.section.mode} />
    </tr>
  )
}

function RowFigures({
  words,
  line,
  mode,
}: {
  words: RowWords
  line: JudgedSheetLine
  mode: 'year' | 'credit'
}) {
  return (
    <>
      {parts
        .filter((part) => part !== 'letter' || mode === 'credit')
        .map((part) => (
          <td
            key={part}
            class={part === 'standing' ? 'mark-standing' : 'mark-figure'}
            data-part={part}
            data-tone={part === 'standing' ? words.tone : undefined}
          >
            {part === 'grade' && line.result ? (
              <a href={`/ket-qua/${line.result.id}`}>{words.grade}</a>
            ) : (
              words[part]
            )}
          </td>
        ))}
    </>
  )
}

const isOpen = (column: MarkColumn, line: JudgedSheetLine, lock: string | undefined): boolean =>
  !lock && !column.is_closed && line.is_active && mayHold(column, line)

function Cell({
  column,
  line,
  data,
  context,
}: Omit<LineProps, 'number' | 'columns'> & { column: MarkColumn }) {
  const { t, form } = context
  const stored = markText(line.marks.get(column.id))
  if (!isOpen(column, line, data.lock))
    return (
      <td class="mark-figure" data-fixed data-column={column.id}>
        {stored ? shownMark(stored, t.lang) : '–'}
      </td>
    )
  const name = `cells.${line.enrolment_id}.${column.id}`
  const field =
    form.sent === 'save'
      ? form.field(name, shownMark(stored, t.lang))
      : { name, value: shownMark(stored, t.lang) }
  const error = 'error' in field ? field.error : undefined
  const current = 'current' in field ? field.current : undefined
  const note =
    error ??
    (current === undefined
      ? undefined
      : t('students.marks.conflict.current', { value: current || t('students.marks.empty') }))
  return (
    <td
      class="mark-cell"
      data-column={column.id}
      data-state={error ? 'error' : current === undefined ? undefined : 'conflict'}
    >
      <input
        type="text"
        inputmode="decimal"
        autocomplete="off"
        maxlength={40}
        id={name}
        name={name}
        value={field.value}
        aria-label={`${line.full_name}, ${columnText(t, column.name)}`}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={note ? `${name}-note` : undefined}
        data-cell={`${line.enrolment_id}/${column.id}`}
        data-seen={stored}
      />
      {note && (
        <span class="mark-note" id={`${name}-note`}>
          {note}
        </span>
      )}
    </td>
  )
}
