import { sql } from 'kysely'
import { defineMeasure } from '#platform/measures/index.ts'
import { processFacts, resultFacts } from './measures/digitised.ts'
import { course, learnerRows, studying, threshold, yearStart } from './measures/dims.ts'
import { completion, intakeFilled, sizeChange } from './measures/standards.ts'

const learners = { unit: 'person', permission: 'students.read-sensitive', version: '1' } as const

/** Learners whose learning process (sections, attendance) is on record; see `measures/digitised.ts`. */
export const processDigitised = defineMeasure({
  name: 'students.process-digitised',
  ...learners,
  rows: ({ asOf }) =>
    learnerRows(
      sql`select f.*, f.has as counts, 'students.measure.process.' || f.why as reason, null::jsonb as reason_params
        from (${processFacts(asOf)}) f`,
      asOf,
    ),
})

/** Learners all of whose results of ended terms are on record. */
export const resultsDigitised = defineMeasure({
  name: 'students.results-digitised',
  ...learners,
  rows: ({ asOf }) =>
    learnerRows(
      sql`select f.*, f.has as counts,
        case when f.has then 'students.measure.results.recorded' when f.due = 0 then 'students.measure.results.no_section'
          else 'students.measure.results.missing' end as reason,
        jsonb_build_object('due', f.due, 'have', f.have, 'missing', f.due - f.have) as reason_params
        from (${resultFacts(asOf)}) f`,
      asOf,
    ),
})

/**
 * T08, the two record thirds: active colleges and intermediate schools in which the share of learners with process and the share
 * with results both reach the threshold of the day. Diplomas and the connection are not measured here.
 */
export const recordsDigitised = defineMeasure({
  name: 'students.records-digitised',
  unit: 'institution',
  permission: 'public',
  version: '1',
  rows: ({ asOf }) => sql`
    with process as materialized (select f.institution_id, count(*) as learners,
        floor(1000.0 * count(*) filter (where f.has) / count(*)) / 10 as share
      from (${processFacts(asOf)}) f group by 1),
    results as materialized (select f.institution_id, floor(1000.0 * count(*) filter (where f.has) / count(*)) / 10 as share
      from (${resultFacts(asOf)}) f group by 1)
    select d.id::text as member_id, d.name as label, d.id as institution_id, d.place_code, j.reason = 'meets' as counts,
      'students.measure.t08.' || j.reason as reason,
      jsonb_build_object('process', coalesce(p.share, 0), 'results', coalesce(r.share, 0), 'least_process', h.process, 'least_results', h.results)
        as reason_params,
      '/so-hoa?co-so=' || d.code as href, jsonb_build_object('type', d.type, 'ownership', coalesce(d.ownership, '')) as dims
    from institutions.on_day(${asOf}::date) d
    cross join (select ${threshold('t08.process', asOf)} as process, ${threshold('t08.results', asOf)} as results) h
    left join process p on p.institution_id = d.id
    left join results r on r.institution_id = d.id
    cross join lateral (select case when h.process is null or h.results is null then 'no_rule' when p.learners is null then 'no_learners'
      when r.share is null then 'no_ended_term' when p.share < h.process or r.share < h.results then 'below' else 'meets' end as reason) j
    where d.is_active and d.type in ('college', 'intermediate_school')`,
})

/** Learners in training on the day, by every dimension of the statistical tables. */
export const enrolled = defineMeasure({
  name: 'students.enrolled',
  ...learners,
  rows: ({ asOf }) =>
    learnerRows(
      sql`select ${course}, true as counts, 'students.measure.enrolled' as reason, null::jsonb as reason_params
        from students.enrolment e where ${studying(asOf)}`,
      asOf,
    ),
})

/** Learners admitted in the calendar year up to the day. */
export const admitted = defineMeasure({
  name: 'students.admitted',
  ...learners,
  rows: ({ asOf }) =>
    learnerRows(
      sql`select ${course}, true as counts, 'students.measure.admitted' as reason,
        jsonb_build_object('day', to_char(e.from_date, 'DD/MM/YYYY')) as reason_params
        from students.enrolment e where e.from_date between ${yearStart(asOf)} and ${asOf}::date`,
      asOf,
    ),
})

/** Learners who graduated in the calendar year up to the day, by a decision. */
export const graduated = defineMeasure({
  name: 'students.graduated',
  ...learners,
  rows: ({ asOf }) =>
    learnerRows(
      sql`select ${course}, true as counts, 'students.measure.graduated' as reason,
        jsonb_build_object('number', coalesce(n.number, ''), 'day', to_char(s.on_date, 'DD/MM/YYYY')) as reason_params
        from (select distinct on (s.enrolment_id) s.enrolment_id, s.on_date, s.decision_id from students.status_event s
          where s.kind = 'graduate' and s.on_date between ${yearStart(asOf)} and ${asOf}::date
          order by s.enrolment_id, s.on_date desc) s
        join students.enrolment e on e.id = s.enrolment_id left join students.decision n on n.id = s.decision_id`,
      asOf,
    ),
})

/** Learners in training on the day whose cohort is planned to end in the next calendar year (dự kiến tốt nghiệp năm sau). */
export const expectedGraduates = defineMeasure({
  name: 'students.expected-graduates',
  ...learners,
  rows: ({ asOf }) =>
    learnerRows(
      sql`select ${course}, true as counts, 'students.measure.expected' as reason,
        jsonb_build_object('day', to_char(c.planned_to_date, 'DD/MM/YYYY')) as reason_params
        from students.enrolment e join students.cohort c on c.id = e.cohort_id
        where ${studying(asOf)} and c.planned_to_date >= ${yearStart(asOf)} + interval '1 year'
          and c.planned_to_date < ${yearStart(asOf)} + interval '2 years'`,
      asOf,
    ),
})

/** Of those who studied at some time in the calendar year up to the day, who left without graduating (withdrawn, dismissed). */
export const droppedOut = defineMeasure({
  name: 'students.dropped-out',
  ...learners,
  rows: ({ asOf }) =>
    learnerRows(
      sql`select ${course}, g.left_on is not null as counts,
        case when g.left_on is null then 'students.measure.stayed' else 'students.measure.' || e.state end as reason,
        case when g.left_on is not null then jsonb_build_object('day', to_char(g.left_on, 'DD/MM/YYYY')) end as reason_params
        from students.enrolment e
        cross join lateral (select case when e.state in ('withdrawn', 'dismissed') and e.to_date <= ${asOf}::date then e.to_date end as left_on) g
        where e.from_date <= ${asOf}::date and coalesce(e.to_date, 'infinity') >= ${yearStart(asOf)}`,
      asOf,
    ),
})

export const studentMeasures = [
  processDigitised,
  resultsDigitised,
  recordsDigitised,
  enrolled,
  admitted,
  graduated,
  expectedGraduates,
  droppedOut,
  intakeFilled,
  sizeChange,
  completion,
]
