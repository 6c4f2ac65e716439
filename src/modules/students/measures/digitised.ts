import { sql, type RawBuilder } from 'kysely'
import { course, studying, threshold, type Proposed } from './dims.ts'

/**
 * Whether the process of each learner is recorded: on the roster of a section of the school's latest main term in which
 * attendance was taken. A term counts from some days after its beginning on. Rows: `course`, has, why.
 */
export const processFacts = (asOf: string, proposed?: Proposed): RawBuilder<unknown> => sql`
  select ${course}, coalesce(r.has, false) as has,
    case when r.has then 'recorded' when t.id is null then 'no_term' when r.enrolment_id is null then 'no_section' else 'no_attendance' end as why
  from students.enrolment e
  left join (
    select distinct on (t.institution_id) t.institution_id, t.id from students.term t
    where t.kind = 'main' and t.from_date <= ${asOf}::date - ${threshold('t08.term_days', asOf, proposed)}::int
    order by t.institution_id, t.from_date desc
  ) t on t.institution_id = e.institution_id
  left join (
    select r.enrolment_id, s.term_id, bool_or(x.section_id is not null) as has
    from students.course_section s join students.section_learner r on r.section_id = s.id and r.from_date <= ${asOf}::date
    left join (select distinct x.section_id from students.session x where x.state = 'held' and x.on_date <= ${asOf}::date) x
      on x.section_id = s.id
    where s.state <> 'cancelled' group by r.enrolment_id, s.term_id
  ) r on r.enrolment_id = e.id and r.term_id = t.id
  where ${studying(asOf)}`

/**
 * Whether the results of each learner are recorded: every section they were in until its end, in the terms that ended within a
 * year before the day, has a posted result. Some days after a term are left for posting. Who studied in such a term and was on
 * no roster has nothing recorded. Rows: `course`, due, have, has.
 */
export const resultFacts = (asOf: string, proposed?: Proposed): RawBuilder<unknown> => sql`
  with ended as materialized (
    select t.id, t.institution_id, t.to_date from students.term t
    where t.to_date >= ${asOf}::date - 365 and t.to_date + ${threshold('t08.result_days', asOf, proposed)}::int <= ${asOf}::date
  ), line as (
    select r.enrolment_id, count(*)::int as due, count(x.section_id)::int as have
    from ended t join students.course_section s on s.term_id = t.id and s.state <> 'cancelled'
    join students.section_learner r on r.section_id = s.id and coalesce(r.to_date, 'infinity') >= t.to_date
    left join (select distinct x.enrolment_id, x.section_id from students.result x
      where x.term_id in (select id from ended) and x.posted_at < ${asOf}::date + 1) x
      on x.enrolment_id = r.enrolment_id and x.section_id = r.section_id
    group by r.enrolment_id
  )
  select ${course}, coalesce(l.due, 0) as due, coalesce(l.have, 0) as have,
    coalesce(l.due = l.have, false) as has
  from students.enrolment e left join line l on l.enrolment_id = e.id
  where ${studying(asOf)} and exists (select 1 from ended t where t.institution_id = e.institution_id and e.from_date < t.to_date)`
