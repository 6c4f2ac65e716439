import type { Translate } from '#platform/i18n/index.ts'
import { Badge, Disclosure, Section, Table } from '#ui/index.ts'
import type { Link, NewUnit, Plan } from '../reorganisation.ts'
import { reorganisationFields } from '../reorganisation-file.ts'
import type { Reorganisation } from '../store/reorganisations.ts'
import type { Unit } from '../unit.ts'

/** Everything wrong with the list, row by row. */
export function ProblemTable({ plan, record, t }: { plan: Plan; record: Reorganisation; t: Translate }) {
  const left = record.skipped ?? []
  if (record.state !== 'draft' || (plan.problems.length === 0 && left.length === 0)) return null
  const rows = plan.problems.map((problem, at) => ({ ...problem, at }))
  const errors = rows.filter((row) => row.level === 'error').length
  return (
    <Section title={t('places.reorganise.problems', { errors, warnings: rows.length - errors })}>
      {left.length > 0 && <p class="mb-3">{t('places.reorganise.skipped', { rows: left.join(', ') })}</p>}
      {rows.length > 0 && (
        <Table
          caption={t('places.reorganise.problems', { errors, warnings: rows.length - errors })}
          rows={rows}
          rowKey={(row) => String(row.at)}
          columns={[
            {
              key: 'row',
              label: t('places.reorganise.row'),
              render: (row) =>
                row.row === 0
                  ? t('places.reorganise.whole')
                  : t('places.reorganise.row_number', { row: row.row }),
            },
            { key: 'field', label: t('places.reorganise.column'), render: (row) => labelOf(row.field) },
            {
              key: 'level',
              label: t('places.reorganise.level'),
              render: (row) => (
                <Badge kind={row.level === 'error' ? 'error' : 'warning'}>
                  {t(`places.reorganise.level.${row.level}`)}
                </Badge>
              ),
            },
            {
              key: 'what',
              label: t('places.reorganise.what'),
              render: (row) => t.dynamic(row.key, spoken(row.params, t)),
            },
          ]}
        />
      )}
    </Section>
  )
}

/** Days of a problem's words in the reader's form. */
function spoken(params: Record<string, string | number>, t: Translate): Record<string, string | number> {
  return typeof params.day === 'string' ? { ...params, day: t.date(params.day) } : params
}

function labelOf(field: string | null): string {
  return reorganisationFields.find((each) => each.key === field)?.labels[0] ?? '–'
}

type Group = { unit: NewUnit; links: Link[] }

/** What becomes what: each new unit with what it is made of, then what ends without an heir. */
export function ChangeTable({ plan, t }: { plan: Plan; t: Translate }) {
  const groups: Group[] = plan.beginning.map((unit) => ({
    unit,
    links: plan.links.filter((link) => link.new_code === unit.code),
  }))
  const continued = new Set(plan.links.map((link) => link.old.id))
  const abolished = plan.ending.filter((unit) => !continued.has(unit.id))
  if (groups.length === 0 && abolished.length === 0) return null
  return (
    <Section title={t('places.reorganise.changes')}>
      {groups.length > 0 && (
        <Table
          caption={t('places.reorganise.changes')}
          rows={groups}
          rowKey={({ unit }) => unit.code}
          columns={[
            { key: 'name', label: t('places.reorganise.new'), render: ({ unit }) => unit.name },
            { key: 'code', label: t('places.field.code'), render: ({ unit }) => unit.code },
            {
              key: 'from',
              label: t('places.reorganise.from'),
              render: ({ links }) => links.map((link) => madeOf(link, t)).join('; '),
            },
            {
              key: 'how',
              label: t('places.reorganise.how'),
              render: ({ links }) =>
                [...new Set(links.map((link) => t(`places.succession.${link.kind}`)))].join(', '),
            },
            { key: 'basis', label: t('places.field.source'), render: ({ unit }) => unit.source },
          ]}
        />
      )}
      {abolished.length > 0 && (
        <Disclosure label={t('places.reorganise.abolished', { count: abolished.length })} open>
          <p>{abolished.map((unit: Unit) => unit.name).join(', ')}</p>
        </Disclosure>
      )}
    </Section>
  )
}

function madeOf(link: Link, t: Translate): string {
  return `${link.is_part ? `${t('places.part_of')} ` : ''}${link.old.name} (${link.old.code})`
}
