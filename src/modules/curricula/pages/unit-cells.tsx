import type { ViewContext } from '#platform/pages/page.ts'
import { fieldId } from '#ui/index.ts'
import { deliveries, unitGroups, unitKinds, type CourseUnit } from '../course-unit.ts'
import { gridFields, type GridField } from '../unit-grid.ts'

type Props = { prefix: string; unit: CourseUnit | undefined; context: ViewContext }

const choices: Partial<Record<GridField, { group: string; values: readonly string[]; usual: string }>> = {
  unit_group: { group: 'group', values: unitGroups, usual: 'specialised' },
  kind: { group: 'kind', values: ['', ...unitKinds], usual: '' },
  delivery: { group: 'delivery', values: deliveries, usual: 'in_person' },
}
const ticks = new Set<GridField>(['is_condition', 'is_internship'])
const numeric = new Set<GridField>([
  'credits',
  'hours_total',
  'hours_theory',
  'hours_practice',
  'hours_test',
  'term',
])

/** The cells of one row; names and labels make each of them a field of its own. */
export function UnitCells(props: Props) {
  return (
    <>
      {gridFields.map((field, at) => {
        const cell = ticks.has(field) ? (
          <TickCell {...props} field={field} />
        ) : choices[field] ? (
          <ChoiceCell {...props} field={field} />
        ) : (
          <TextCell {...props} field={field} />
        )
        return at === 0 ? (
          <th key={field} scope="row" data-cell={field}>
            {cell}
          </th>
        ) : (
          <td key={field} data-cell={field}>
            {cell}
          </td>
        )
      })}
    </>
  )
}

type CellProps = Props & { field: GridField }

function storedText(unit: CourseUnit | undefined, field: GridField): string {
  if (!unit) return choices[field]?.usual ?? ''
  const value = unit[field]
  if (field === 'credits') return String(value ?? '').replace('.', ',')
  if (value === null || value === undefined || value === 0) return ''
  return String(value)
}

function labelOf({ unit, field, prefix, context: { t } }: CellProps): string {
  const row = unit
    ? unit.code || unit.name
    : t('curricula.grid.new_row', { number: Number(prefix.split('.')[1] ?? 0) + 1 })
  return t('curricula.grid.cell', { field: t.dynamic(`curricula.field.${field}`), row })
}

function TextCell(props: CellProps) {
  const { prefix, unit, field, context } = props
  const given = context.form.field(`${prefix}.${field}`, storedText(unit, field))
  return (
    <>
      <input
        id={fieldId(given.name)}
        class={numeric.has(field) ? 'grid-input grid-number' : 'grid-input'}
        type="text"
        inputmode={field === 'credits' ? 'decimal' : numeric.has(field) ? 'numeric' : undefined}
        autocomplete="off"
        name={given.name}
        data-field={field}
        value={given.value}
        aria-label={labelOf(props)}
        aria-invalid={given.error ? 'true' : undefined}
      />
      {given.error && <p class="field-error">{given.error}</p>}
      {given.current !== undefined && (
        <p class="field-current">{context.t('curricula.current', { value: given.current || '–' })}</p>
      )}
    </>
  )
}

function ChoiceCell(props: CellProps) {
  const { prefix, unit, field, context } = props
  const { group, values } = choices[field]!
  const given = context.form.field(`${prefix}.${field}`, storedText(unit, field))
  return (
    <select
      id={fieldId(given.name)}
      class="grid-input"
      name={given.name}
      data-field={field}
      aria-label={labelOf(props)}
    >
      {values.map((value) => (
        <option key={value} value={value} selected={given.value === value}>
          {value === ''
            ? context.t('curricula.kind.by_code')
            : context.t.dynamic(`curricula.${group}.${value}`)}
        </option>
      ))}
    </select>
  )
}

function TickCell(props: CellProps) {
  const { prefix, unit, field, context } = props
  const name = `${prefix}.${field}`
  const isSent = context.form.sent === 'save'
  const isTicked = isSent ? context.form.values[name] !== undefined : Boolean(unit?.[field])
  return (
    <label class="grid-tick">
      <input
        id={fieldId(name)}
        class="checkbox"
        type="checkbox"
        name={name}
        value="on"
        data-field={field}
        checked={isTicked}
      />
      <span class="sr-only">{labelOf(props)}</span>
    </label>
  )
}
