import type { Translate } from '#platform/i18n/index.ts'
import { Empty, Section, Table, type Column } from '#ui/index.ts'
import { unitGroups, type CourseUnit } from '../course-unit.ts'
import { fromTenths, totalsOf } from '../rules/structure.ts'
import { decimal } from './parts.tsx'

/** The programme table as schools print it: one table a row group, with its sums, then the total. */
export function UnitTables({
  units,
  t,
  level = 2,
  href,
}: {
  units: readonly CourseUnit[]
  t: Translate
  level?: 2 | 3
  href?: (unit: CourseUnit) => string
}) {
  if (units.length === 0) return <Empty title={t('curricula.units.empty')} />
  const totals = totalsOf(units)
  return (
    <>
      {unitGroups.map((group) => {
        const own = units.filter((unit) => unit.unit_group === group)
        if (own.length === 0) return null
        return (
          <Section key={group} level={level} title={t.dynamic(`curricula.group.${group}`)}>
            <Table
              caption={t.dynamic(`curricula.group.${group}`)}
              rows={own}
              rowKey={(unit) => unit.id}
              rowHref={href}
              columns={columnsOf(t)}
              foot={footOf(own, t)}
            />
          </Section>
        )
      })}
      <p class="mt-6 font-semibold">
        {t('curricula.units.total', {
          count: units.length,
          credits: fromTenths(totals.credits),
          total: t.number(totals.total),
          theory: t.number(totals.theory),
          practice: t.number(totals.practice),
          test: t.number(totals.test),
        })}
      </p>
    </>
  )
}

function columnsOf(t: Translate): Column<CourseUnit>[] {
  const hours = (key: 'hours_total' | 'hours_theory' | 'hours_practice' | 'hours_test') => ({
    key,
    label: t.dynamic(`curricula.field.${key}`),
    align: 'end' as const,
    render: (unit: CourseUnit) => t.number(unit[key]),
  })
  return [
    {
      key: 'name',
      label: t('curricula.field.unit_name'),
      render: (unit) => `${unit.code} ${unit.name}`.trim(),
    },
    {
      key: 'credits',
      label: t('curricula.field.credits'),
      align: 'end',
      render: (unit) => decimal(unit.credits, t),
    },
    hours('hours_total'),
    hours('hours_theory'),
    hours('hours_practice'),
    hours('hours_test'),
    { key: 'notes', label: t('curricula.field.notes'), render: (unit) => notesOf(unit, t) },
  ]
}

function notesOf(unit: CourseUnit, t: Translate): string {
  return [
    unit.term && t('curricula.units.term', { term: unit.term }),
    unit.is_condition && t('curricula.units.condition'),
    unit.is_internship && t('curricula.units.internship'),
    unit.delivery !== 'in_person' && t.dynamic(`curricula.delivery.${unit.delivery}`),
    unit.online_ready_on && t('curricula.units.ready', { day: t.date(unit.online_ready_on) }),
  ]
    .filter(Boolean)
    .join(' · ')
}

function footOf(units: readonly CourseUnit[], t: Translate): string[] {
  const sums = totalsOf(units)
  return [
    t('curricula.units.sum'),
    fromTenths(sums.credits),
    ...[sums.total, sums.theory, sums.practice, sums.test].map((value) => t.number(value)),
    '',
  ]
}
