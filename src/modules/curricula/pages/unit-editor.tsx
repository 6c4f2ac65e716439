import type { Translate } from '#platform/i18n/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Button, Form, FormActions, Section } from '#ui/index.ts'
import { deliveries, unitGroups, unitKinds, type CourseUnit } from '../course-unit.ts'
import {
  checkStructure,
  creditsToTake,
  fromTenths,
  totalsOf,
  type StructureRule,
} from '../rules/structure.ts'
import { gridFields, type GridField, type GridSettings } from '../unit-grid.ts'
import type { Version } from '../version.ts'
import { UnitCells } from './unit-cells.tsx'
import { Violations } from './parts.tsx'

type Props = { version: Version; units: readonly CourseUnit[]; rules: StructureRule[]; context: ViewContext }

/** Empty rows under the table for a reader without script; the island adds as many as are needed. */
const blankRows = 3

/** The table as one form, a row a subject. With script each row is saved as soon as it is typed. */
export function UnitEditor({ version, units, rules, context }: Props) {
  const { t, form } = context
  return (
    <div data-unit-grid={JSON.stringify(settingsOf(version, rules, t))}>
      <Section title={t('curricula.units.editor')} lead={t('curricula.units.editor_lead')}>
        <p class="grid-status" data-grid-status role="status" />
        <Form bare hidden={form.hidden('save')}>
          <div class="unit-grid-frame" tabindex={-1}>
            <table class="unit-grid">
              <caption class="sr-only">{t('curricula.units.editor')}</caption>
              <thead>
                <tr>
                  {gridFields.map((field) => (
                    <th key={field} scope="col" data-column={field}>
                      <abbr title={t.dynamic(`curricula.field.${field}`)}>
                        {t.dynamic(`curricula.grid.${field}`)}
                      </abbr>
                    </th>
                  ))}
                  <th scope="col">{t('curricula.grid.remove')}</th>
                </tr>
              </thead>
              <tbody data-grid-rows>
                {units.map((unit) => (
                  <StoredRow key={unit.id} unit={unit} context={context} />
                ))}
                {Array.from({ length: blankRows }, (_, at) => (
                  <tr key={at} data-blank>
                    <UnitCells prefix={`fresh.${at}`} unit={undefined} context={context} />
                    <td class="text-center">
                      <span data-grid-only hidden>
                        <RemoveBox
                          label={t('curricula.grid.remove_row', {
                            row: t('curricula.grid.new_row', { number: at + 1 }),
                          })}
                        />
                      </span>
                    </td>
                  </tr>
                ))}
              </tbody>
              <Sums version={version} units={units} t={t} />
            </table>
          </div>
          <FormActions>
            <span data-grid-plain>
              <Button icon="save">{t('curricula.units.save')}</Button>
            </span>
            <span data-grid-only hidden>
              <button class="btn btn-secondary" type="button" data-grid-act="add">
                {t('curricula.grid.add')}
              </button>{' '}
              <button class="btn btn-ghost" type="button" data-grid-act="undo">
                {t('curricula.grid.undo')}
              </button>
            </span>
          </FormActions>
        </Form>
      </Section>
      <Section
        title={t('curricula.units.rules')}
        actions={<a href="/quy-dinh-chuong-trinh#cau-truc">{t('curricula.rules.see')}</a>}
        id="kiem-tra"
      >
        <div data-grid-violations>
          <Checked version={version} units={units} rules={rules} t={t} />
        </div>
      </Section>
    </div>
  )
}

function Checked({
  version,
  units,
  rules,
  t,
}: {
  version: Version
  units: readonly CourseUnit[]
  rules: StructureRule[]
  t: Translate
}) {
  const found = checkStructure(version, units, rules)
  const names = new Map(units.map((unit) => [unit.id, unit.code || unit.name]))
  return found.length === 0 ? (
    <p>{t('curricula.units.no_violation')}</p>
  ) : (
    <Violations list={found} t={t} nameOf={(id) => names.get(id)} />
  )
}

function StoredRow({ unit, context }: { unit: CourseUnit; context: ViewContext }) {
  return (
    <tr data-row={unit.id} data-version={unit.version}>
      <UnitCells prefix={`rows.${unit.id}`} unit={unit} context={context} />
      <td class="text-center">
        <RowMarks unit={unit} context={context} />
      </td>
    </tr>
  )
}

/** Which state of the row was seen, and the box that takes it out. */
function RowMarks({ unit, context: { t, form } }: { unit: CourseUnit; context: ViewContext }) {
  const prefix = `rows.${unit.id}`
  const mark = form.field(`${prefix}.version`, unit.version)
  return (
    <>
      <input type="hidden" name={mark.name} value={form.isConflict ? String(unit.version) : mark.value} />
      <RemoveBox
        name={`${prefix}.remove`}
        label={t('curricula.grid.remove_row', { row: unit.code || unit.name })}
      />
    </>
  )
}

function RemoveBox({ name, label }: { name?: string; label: string }) {
  return (
    <label class="grid-tick">
      <input class="checkbox" type="checkbox" name={name} data-remove />
      <span class="sr-only">{label}</span>
    </label>
  )
}

function Sums({ version, units, t }: { version: Version; units: readonly CourseUnit[]; t: Translate }) {
  const sums = totalsOf(units)
  const cells: Partial<Record<GridField, string>> = {
    credits: fromTenths(creditsToTake(units, version.elective_credits)),
    hours_total: String(sums.total),
    hours_theory: String(sums.theory),
    hours_practice: String(sums.practice),
    hours_test: String(sums.test),
  }
  return (
    <tfoot>
      <tr>
        <th scope="row">{t('curricula.grid.total')}</th>
        {gridFields.slice(1).map((field) => (
          <td key={field} data-sum={field}>
            {cells[field]}
          </td>
        ))}
        <td>{null}</td>
      </tr>
    </tfoot>
  )
}

/** Keys of violations a table can have; their words go to the island with the names of their parameters left open. */
const checkKeys: Record<string, readonly string[]> = {
  unit_code: [],
  unit_code_twice: ['code'],
  unit_name: [],
  hours_sum: ['total', 'sum'],
  hours_none: [],
  unit_no_credits: [],
  credit_mix: ['credits', 'by_hours'],
  electives_unsaid: ['offered'],
  electives_short: ['offered', 'chosen'],
  no_units: [],
  ...Object.fromEntries(
    [
      'hours_per_credit',
      'unit_credits',
      'programme_credits',
      'programme_hours',
      'theory_percent',
      'duration_months',
    ].flatMap((key) =>
      ['least', 'most', 'between'].map((bound) => [
        `${key}.${bound}`,
        ['hours', 'credits', 'value', 'minimum', 'maximum'],
      ]),
    ),
  ),
}

function settingsOf(version: Version, rules: StructureRule[], t: Translate): GridSettings {
  const open = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, `{${name}}`]))
  const words = [
    'saved',
    'saving',
    'waiting',
    'offline',
    'signed_out',
    'refused',
    'conflict',
    'take_theirs',
    'keep_mine',
    'removed',
    'remove',
    'remove_sure',
    'keep_row',
    'no_violation',
    'restored',
  ]
  const list = (values: readonly string[], group: string) =>
    values.map((value) => [`${group}.${value}`, t.dynamic(`curricula.${group}.${value}`)])
  return {
    versionId: version.id,
    version: {
      level: version.level,
      entry_level: version.entry_level,
      duration_months: version.duration_months,
      elective_credits: version.elective_credits,
    },
    rules: rules.map(({ kind, level, entry_level, minimum, maximum, severity, citation }) => ({
      kind,
      level,
      entry_level,
      minimum,
      maximum,
      severity,
      citation,
    })),
    words: Object.fromEntries([
      ...words.map((key) => [
        key,
        t.dynamic(`curricula.grid.${key}`, { row: '{row}', reason: '{reason}', count: '{count}' }),
      ]),
      ...list(['error', 'warning'], 'severity'),
      ...list(unitGroups, 'group'),
      ...list(unitKinds, 'kind'),
      ...list(deliveries, 'delivery'),
    ]) as Record<string, string>,
    checks: Object.fromEntries(
      Object.entries(checkKeys).map(([key, names]) => [
        key,
        t.dynamic(`curricula.check.${key}`, open(names)),
      ]),
    ),
  }
}
