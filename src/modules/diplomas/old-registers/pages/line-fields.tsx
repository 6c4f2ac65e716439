import type { ViewContext } from '#platform/pages/page.ts'
import { Disclosure, fieldId } from '#ui/index.ts'
import type { Difference } from '../align.ts'
import { rowFields, type OldRow, type RowField } from '../row.ts'

/** How much of the line's width a field takes, of six. */
const spans: Record<RowField, string> = {
  entry_no: 'col-span-3 sm:col-span-2',
  full_name: 'col-span-6 sm:col-span-4',
  birth: 'col-span-3',
  birth_place: 'col-span-3',
  programme: 'col-span-6 sm:col-span-4',
  classification: 'col-span-3 sm:col-span-2',
  year: 'col-span-3 sm:col-span-2',
  serial: 'col-span-3 sm:col-span-2',
  issue_date: 'col-span-3 sm:col-span-2',
  decision_no: 'col-span-6',
}

type CellProps = { at: number; field: RowField; value: string | null; context: ViewContext }

/** One field of a line: its name above, what is wrong or was saved elsewhere under it. */
function Cell({ at, field, value, context: { t, form } }: CellProps) {
  const name = `rows.${at}.${field}`
  const shown = form.field(name, value)
  const id = fieldId(name)
  const said =
    shown.error ?? (shown.current !== undefined && t('diplomas.old.stored', { text: shown.current || '–' }))
  return (
    <div class={spans[field]}>
      <label class="block text-sm text-muted" for={id}>
        <span class="sr-only">{t('diplomas.old.line_no', { line: at + 1 })} </span>
        {t.dynamic(`diplomas.old.field.${field}`)}
      </label>
      <input
        class={`input input-full ${shown.error ? 'input-error' : ''}`}
        id={id}
        type="text"
        name={name}
        value={shown.value}
        maxlength={300}
        autocomplete="off"
        spellcheck={false}
        aria-invalid={shown.error ? 'true' : undefined}
        aria-describedby={said ? `${id}-said` : undefined}
      />
      {said && (
        <p class={shown.error ? 'field-error' : 'text-sm text-muted'} id={`${id}-said`}>
          {said}
        </p>
      )}
    </div>
  )
}

const grid = 'grid grid-cols-6 gap-x-3 gap-y-2'

type LinesProps = {
  rows: readonly OldRow[]
  /** The first line shown, and the one behind the last. */
  from?: number
  lines: number
  /** Asks why a number stands twice, where it does. */
  withTwins?: boolean
  context: ViewContext
}

/** Lines to be keyed, one under the other, each in the order of the book's columns. */
export function KeyLines({ from = 0, ...props }: LinesProps) {
  const { t } = props.context
  const places = Array.from({ length: props.lines - from }, (_, place) => from + place)
  return (
    <ol class="grid gap-4">
      {places.map((at) => (
        <li key={at}>
          <fieldset class="border-t border-line pt-2">
            <legend class="pr-2 font-semibold">{t('diplomas.old.line_no', { line: at + 1 })}</legend>
            <div class={grid}>
              {rowFields.map((field) => (
                <Cell
                  key={field}
                  at={at}
                  field={field}
                  value={props.rows[at]?.[field] ?? null}
                  context={props.context}
                />
              ))}
            </div>
            {props.withTwins && <Twin at={at} context={props.context} />}
          </fieldset>
        </li>
      ))}
    </ol>
  )
}

type SettleProps = {
  at: number
  row: OldRow
  differences: readonly Difference[]
  context: ViewContext
}

/** A line to be settled: what differs first and open, what both read alike folded up behind it. */
export function SettleLine({ at, row, differences, context }: SettleProps) {
  const { t, form } = context
  const alike = rowFields.filter((field) => !differences.some((one) => one.field === field))
  const hasError = alike.some((field) => form.errors[`rows.${at}.${field}`])
  const name = row.full_name ?? differences.find((one) => one.field === 'full_name')?.first ?? '–'
  return (
    <fieldset class="border-t border-line pt-2">
      <legend class="pr-2 font-semibold">{t('diplomas.old.line_named', { line: at + 1, name })}</legend>
      {differences.map((difference) => (
        <Choice key={difference.field} at={at} difference={difference} context={context} />
      ))}
      {alike.length > 0 && (
        <Disclosure label={t('diplomas.old.alike', { count: alike.length })} open={hasError}>
          <div class={grid}>
            {alike.map((field) => (
              <Cell key={field} at={at} field={field} value={row[field]} context={context} />
            ))}
          </div>
          <label class="mt-2 flex min-h-8 items-center gap-2 text-sm touch:min-h-11">
            <input
              type="checkbox"
              name={`rows.${at}.drop`}
              value="true"
              checked={form.values[`rows.${at}.drop`] === 'true'}
            />
            {t('diplomas.old.drop', { line: at + 1 })}
          </label>
        </Disclosure>
      )}
      <Twin at={at} context={context} />
    </fieldset>
  )
}

type AloneProps = { at: number; row: OldRow; round: '1' | '2'; context: ViewContext }

/** A line that one keyer alone has: the book has it or not; its fields can be mended. */
export function AloneLine({ at, row, round, context }: AloneProps) {
  const { t, form } = context
  const name = `rows.${at}.alone`
  return (
    <fieldset class="border-t border-line pt-2">
      <legend class="pr-2 font-semibold">
        {t('diplomas.old.line_named', { line: at + 1, name: row.full_name ?? '–' })}
      </legend>
      <fieldset class="note note-warning mb-3 block">
        <legend class="sr-only">{t('diplomas.old.alone', { round })}</legend>
        <p class="font-semibold" aria-hidden="true">
          {t('diplomas.old.alone', { round })}
        </p>
        {['keep', 'drop'].map((value) => (
          <label key={value} class="flex min-h-8 items-center gap-2 touch:min-h-11">
            <input type="radio" name={name} value={value} checked={form.values[name] === value} />
            {t.dynamic(`diplomas.old.alone_${value}`)}
          </label>
        ))}
      </fieldset>
      <div class={grid}>
        {rowFields.map((field) => (
          <Cell key={field} at={at} field={field} value={row[field]} context={context} />
        ))}
      </div>
      <Twin at={at} context={context} />
    </fieldset>
  )
}

/** The two readings of a field to pick from, or another to type; typed text wins. */
function Choice({ at, difference, context }: { at: number; difference: Difference; context: ViewContext }) {
  const { t, form } = context
  const { field, first, second } = difference
  const name = `rows.${at}.pick.${field}`
  const picked = form.values[name]
  return (
    <fieldset class="note note-warning mb-3 block">
      <legend class="sr-only">
        {t('diplomas.old.line_no', { line: at + 1 })}: {t.dynamic(`diplomas.old.field.${field}`)}
      </legend>
      <p class="font-semibold" aria-hidden="true">
        {t.dynamic(`diplomas.old.field.${field}`)}
      </p>
      {[first, second].map((text, place) => (
        <label key={String(place)} class="flex min-h-8 items-center gap-2 touch:min-h-11">
          <input type="radio" name={name} value={String(place + 1)} checked={picked === String(place + 1)} />
          <span>
            {t('diplomas.old.reading', { round: place + 1 })}{' '}
            <strong class="break-words">{text ?? t('diplomas.old.empty_reading')}</strong>
          </span>
        </label>
      ))}
      <Other at={at} field={field} context={context} />
    </fieldset>
  )
}

function Other({ at, field, context: { t, form } }: Omit<CellProps, 'value'>) {
  const name = `rows.${at}.${field}`
  const { error, value } = form.field(name, null)
  const id = fieldId(name)
  return (
    <>
      <label class="block text-sm" for={id}>
        {t('diplomas.old.other_reading')}
        <span class="sr-only">
          : {t('diplomas.old.line_no', { line: at + 1 })}, {t.dynamic(`diplomas.old.field.${field}`)}
        </span>
      </label>
      <input
        class={`input input-full ${error ? 'input-error' : ''}`}
        id={id}
        type="text"
        name={name}
        value={value}
        maxlength={300}
        autocomplete="off"
        spellcheck={false}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? `${id}-said` : undefined}
      />
      {error && (
        <p class="field-error" id={`${id}-said`}>
          {error}
        </p>
      )}
    </>
  )
}

/** Asked only once the number turned out to stand elsewhere too: why the book gives it twice. */
function Twin({ at, context: { t, form } }: { at: number; context: ViewContext }) {
  const name = `rows.${at}.twin`
  const { error, value } = form.field(name, null)
  if (!error && value === '') return null
  const id = fieldId(name)
  return (
    <div class="my-2">
      {error && <p class="field-error">{error}</p>}
      <label class="block" for={id}>
        {t('diplomas.old.twin')}
      </label>
      <input
        class="input input-full"
        type="text"
        id={id}
        name={name}
        value={value}
        maxlength={300}
        autocomplete="off"
      />
    </div>
  )
}
