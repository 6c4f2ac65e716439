import type { ViewContext } from '#platform/pages/page.ts'
import { fieldId } from '#ui/index.ts'
import { absenceKinds } from '../../absence.ts'
import type { RegisterData } from './register.tsx'

type Props = { data: RegisterData; context: ViewContext }
type Line = RegisterData['lines'][number]

const kinds = ['present', ...absenceKinds] as const

/** One line a learner: a choice that works without script; the island turns it into one large button. */
export function RegisterLines({ data: { block, lines, lock }, context }: Props) {
  return (
    <ol class="register-lines">
      {lines.map((line) => (
        <li key={line.enrolment_id} data-line={line.enrolment_id}>
          <div class="register-row">
            <span class="register-name" data-name>
              {line.full_name}
              <span class="text-sm text-muted"> {line.learner_code}</span>
            </span>
            <KindChoice line={line} isLocked={lock !== undefined} context={context} />
          </div>
          <Details line={line} whole={block.hours} isLocked={lock !== undefined} context={context} />
        </li>
      ))}
    </ol>
  )
}

type CellProps = { line: Line; isLocked: boolean; context: ViewContext }

function KindChoice({ line, isLocked, context: { t, form } }: CellProps) {
  const name = `lines.${line.enrolment_id}.kind`
  const field = form.field(name, line.kind ?? 'present')
  const word = (kind: string) => t.dynamic(`students.teaching.absence.${kind}`)
  return (
    <>
      <select
        id={fieldId(name)}
        class="select input-short"
        name={name}
        data-kind
        disabled={isLocked}
        aria-label={t('students.teaching.register.of', { name: line.full_name })}
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind} selected={field.value === kind}>
            {word(kind)}
          </option>
        ))}
      </select>
      {field.current !== undefined && (
        <p class="field-current">
          {t('students.teaching.register.stored_kind', { kind: word(field.current || 'present') })}
        </p>
      )}
    </>
  )
}

/** Minutes late, hours missed of a part, a note: behind one word, since they are rare. */
function Details({ line, whole, isLocked, context: { t, form } }: CellProps & { whole: string }) {
  const path = `lines.${line.enrolment_id}`
  const stored = {
    minutes: line.late_minutes,
    hours: isPart(line, whole) ? line.hours : null,
    note: line.note,
  }
  const fields = (['minutes', 'hours', 'note'] as const).map((part) => ({
    part,
    field: form.field(
      `${path}.${part}`,
      part === 'hours' && stored.hours !== null ? t.number(Number(stored.hours), 1) : stored[part],
    ),
  }))
  const isUsed = fields.some(({ field }) => field.value !== '' || field.error)
  return (
    <details class="register-details" open={isUsed} data-details>
      <summary>
        {t('students.teaching.register.details')}
        <span class="sr-only"> {line.full_name}</span>
      </summary>
      <div class="register-fields">
        {fields.map(({ part, field }) => (
          <label key={part}>
            <span class="text-sm">{t.dynamic(`students.teaching.register.${part}`)}</span>
            <input
              id={fieldId(field.name)}
              class={part === 'note' ? 'input' : 'input input-short tabular-nums'}
              type="text"
              inputmode={part === 'minutes' ? 'numeric' : part === 'hours' ? 'decimal' : undefined}
              name={field.name}
              value={field.value}
              disabled={isLocked}
              aria-invalid={field.error ? 'true' : undefined}
            />
            {field.error && <span class="field-error">{field.error}</span>}
            {field.current !== undefined && (
              <span class="field-current">
                {t('students.teaching.current', { value: field.current || '–' })}
              </span>
            )}
          </label>
        ))}
      </div>
    </details>
  )
}

/** Hours are shown only when a part was missed: the whole session needs no figure. */
const isPart = (line: Line, whole: string): boolean =>
  line.kind !== null && line.kind !== 'late' && line.hours !== null && Number(line.hours) < Number(whole)
