import { sql } from 'kysely'
import { defineMeasure } from '#platform/measures/index.ts'
import { processFacts, resultFacts } from './measures/digitised.ts'
import { course, learnerRows, studying, yearOf, yearStart } from './measures/dims.ts'
import { recordsRows } from './measures/records.ts'
import { completion, intakeFilled, sizeChange } from './measures/standards.ts'

const learners = { unit: 'person', permission: 'students.read-sensitive', version: '1' } as const

/** T08's record part; whatever else measures a part of it (diplomas) stands beside the two here by naming it in `under`. */
export const recordsName = 'students.records-digitised'

/** Learners whose learning process (sections, attendance) is on record; see `measures/digitised.ts`. */
export const processDigitised = defineMeasure({
  name: 'students.process-digitised',
  ...learners,
  under: { measure: recordsName, title: 'students.digital.process', noun: 'students.digital.noun' },
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
  under: { measure: recordsName, title: 'students.digital.results', noun: 'students.digital.noun' },
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
  name: recordsName,
  unit: 'institution',
  permission: 'public',
  version: '1',
  rule: { href: '/so-hoa/nguong', permission: 'students.read', label: 'students.threshold.title' },
  rows: ({ asOf }) => recordsRows(asOf),
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
        where ${studying(asOf)} and c.planned_to_date between make_date(${yearOf(asOf)} + 1, 1, 1) and make_date(${yearOf(asOf)} + 1, 12, 31)`,
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
