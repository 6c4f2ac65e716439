import { sql, type RawBuilder } from 'kysely'
import { defineMeasure } from '#platform/measures/index.ts'
import { threshold, yearOf, yearStart, type Proposed } from './dims.ts'

const school = {
  unit: 'institution',
  permission: 'public',
  version: '1',
  rule: { href: '/so-hoa/nguong', permission: 'students.read', label: 'students.threshold.title' },
} as const

type Code = 'cs01' | 'cs02' | 'cs07'
type Rows = (asOf: string, proposed?: Proposed) => RawBuilder<never>

/**
 * A standard per institution: what it reaches (`value`, per cent), against the threshold of the day.
 * @param facts rows of institution_id, value, and the two numbers it is made of (a, b)
 */
const standard =
  (code: Code, facts: (asOf: string) => RawBuilder<unknown>): Rows =>
  (asOf, proposed) =>
    sql`
  with fact as materialized (${facts(asOf)})
  select d.id::text as member_id, d.name as label, d.id as institution_id, d.place_code,
    coalesce(f.value >= h.least, false) as counts,
    ${`students.measure.${code}.`} || case when h.least is null then 'no_rule' when f.value is null then 'no_data'
      when f.value >= h.least then 'meets' else 'below' end as reason,
    jsonb_build_object('value', f.value, 'least', h.least, 'a', f.a, 'b', f.b) as reason_params,
    '/co-so/' || d.code as href, jsonb_build_object('type', d.type, 'ownership', coalesce(d.ownership, '')) as dims
  from institutions.on_day(${asOf}::date) d
  cross join (select ${threshold(code, asOf, proposed)} as least) h
  left join fact f on f.institution_id = d.id
  where d.is_active`

/** Learners of the twelve months up to a day, each by the months studied in them over ten, ten at most. */
const size = (end: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select e.institution_id, round(sum(least((least(coalesce(e.to_date, 'infinity'), ${end}) - greatest(e.from_date, ${end} - 365)) / 30.44, 10) / 10), 1) as q
  from students.enrolment e where e.from_date < ${end} and coalesce(e.to_date, 'infinity') > ${end} - 365 group by 1`

/** Members of each standard on a day; `proposed` stands for the threshold in force. */
export const standardRows: Record<Code, Rows> = {
  cs01: standard(
    'cs01',
    (
      asOf,
    ) => sql`select i.institution_id, floor(1000.0 * coalesce(a.count, 0) / i.places) / 10 as value, coalesce(a.count, 0) as a, i.places as b
      from (select institution_id, sum(places) as places from students.intake
        where is_published and year = ${yearOf(asOf)} and closes_on <= ${asOf}::date group by 1) i
      left join (select e.institution_id, count(*) as count from students.enrolment e
        where e.from_date between ${yearStart(asOf)} and ${asOf}::date group by 1) a on a.institution_id = i.institution_id`,
  ),
  cs02: standard(
    'cs02',
    (asOf) => sql`with now as materialized (${size(sql`${asOf}::date`)}),
        before as materialized (${size(sql`(${asOf}::date - interval '2 years')::date`)})
      select n.institution_id, floor(1000.0 * (n.q - o.q) / nullif(o.q, 0)) / 10 as value, n.q as a, o.q as b
      from now n join before o on o.institution_id = n.institution_id`,
  ),
  cs07: standard(
    'cs07',
    (asOf) => sql`select e.institution_id,
        floor(1000.0 * count(*) filter (where e.state = 'graduated' and e.to_date <= c.planned_to_date) / count(*)) / 10 as value,
        count(*) filter (where e.state = 'graduated' and e.to_date <= c.planned_to_date) as a, count(*) as b
      from students.cohort c join students.enrolment e on e.cohort_id = c.id
      where c.planned_to_date between ${asOf}::date - 365 and ${asOf}::date group by 1`,
  ),
}

/**
 * CS01 of Circular 38/2026: learners admitted in the year over the places announced for it. As reported, not compared with the
 * text; the threshold is a dated setting.
 */
export const intakeFilled = defineMeasure({
  name: 'students.cs01-intake-filled',
  ...school,
  rows: ({ asOf }) => standardRows.cs01(asOf),
})

/** CS02 of Circular 38/2026: change of the size of training against two years before, Q = Σ N × T / 10. As reported, unverified. */
export const sizeChange = defineMeasure({
  name: 'students.cs02-size-change',
  ...school,
  rows: ({ asOf }) => standardRows.cs02(asOf),
})

/**
 * CS07 of Circular 38/2026: of the learners who began in cohorts whose planned end lies in the twelve months up to the day, those
 * who graduated by that end. As reported, unverified.
 */
export const completion = defineMeasure({
  name: 'students.cs07-completion',
  ...school,
  rows: ({ asOf }) => standardRows.cs07(asOf),
})
