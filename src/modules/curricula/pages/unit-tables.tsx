import type { Translate } from '#platform/i18n/index.ts'
import { Empty } from '#ui/index.ts'
import { unitGroups, type CourseUnit } from '../course-unit.ts'
import { creditsToTake, fromTenths, totalsOf } from '../rules/structure.ts'
import { Cell, ColumnHead, Corner, Matrix, RowHead } from './matrix.tsx'
import { decimal, groupTitle } from './parts.tsx'

type Props = {
  units: readonly CourseUnit[]
  electiveCredits: string | null
  t: Translate
  href?: (unit: CourseUnit) => string
}

/** The programme table as schools print it: row groups with their sums, then the total. Scrolls sideways on a phone. */
export function UnitTables({ units, electiveCredits, t, href }: Props) {
  if (units.length === 0) return <Empty title={t('curricula.units.empty')} />
  return (
    <Matrix
      label={t('curricula.part.units')}
      head={
        <tr>
          <Corner>{t('curricula.field.unit_name')}</Corner>
          {(['credits', 'hours_total', 'hours_theory', 'hours_practice', 'hours_test'] as const).map(
            (field) => (
              <ColumnHead key={field} title={t(`curricula.field.${field}`)}>
                <abbr title={t(`curricula.field.${field}`)} class="no-underline">
                  {t(`curricula.grid.${field}`)}
                </abbr>
              </ColumnHead>
            ),
          )}
          <ColumnHead>{t('curricula.field.notes')}</ColumnHead>
        </tr>
      }
      foot={
        <SumRow
          title={t('curricula.grid.grand_total', { count: units.length })}
          units={units}
          credits={creditsToTake(units, electiveCredits)}
          t={t}
        />
      }
    >
      {unitGroups.map((group) => (
        <Group
          key={group}
          title={groupTitle(group, electiveCredits, t)}
          units={units.filter((unit) => unit.unit_group === group)}
          t={t}
          href={href}
        />
      ))}
    </Matrix>
  )
}

function Group({
  title,
  units,
  t,
  href,
}: Pick<Props, 'units' | 't'> & { title: string; href: Props['href'] | undefined }) {
  if (units.length === 0) return null
  return (
    <>
      <SumRow title={title} units={units} t={t} />
      {units.map((unit) => {
        const name = `${unit.code} ${unit.name}`.trim()
        return (
          <tr key={unit.id}>
            <RowHead>{href ? <a href={href(unit)}>{name}</a> : name}</RowHead>
            <Cell>{decimal(unit.credits, t)}</Cell>
            <Cell>{t.number(unit.hours_total)}</Cell>
            <Cell>{t.number(unit.hours_theory)}</Cell>
            <Cell>{t.number(unit.hours_practice)}</Cell>
            <Cell>{t.number(unit.hours_test)}</Cell>
            <Cell>{notesOf(unit, t)}</Cell>
          </tr>
        )
      })}
    </>
  )
}

function SumRow(props: { title: string; units: readonly CourseUnit[]; credits?: number; t: Translate }) {
  const { title, units, t } = props
  const sums = totalsOf(units)
  const credits = props.credits ?? sums.credits
  return (
    <tr class="font-semibold">
      <RowHead>
        <strong>{title}</strong>
      </RowHead>
      <Cell>{credits === 0 ? '–' : fromTenths(credits)}</Cell>
      {[sums.total, sums.theory, sums.practice, sums.test].map((value, at) => (
        <Cell key={at}>{t.number(value)}</Cell>
      ))}
      <Cell />
    </tr>
  )
}

function notesOf(unit: CourseUnit, t: Translate): string {
  return [
    unit.term && t('curricula.units.term', { term: unit.term }),
    unit.is_condition && t('curricula.units.condition'),
    unit.is_internship && t('curricula.units.internship'),
    unit.delivery !== 'in_person' && t(`curricula.delivery.${unit.delivery}`),
    unit.online_ready_on !== null && t('curricula.units.ready', { day: t.date(unit.online_ready_on) }),
  ]
    .filter(Boolean)
    .join(' · ')
}
