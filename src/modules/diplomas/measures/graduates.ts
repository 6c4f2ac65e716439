import { sql, type RawBuilder } from 'kysely'

/**
 * Who graduated by a decision up to the day, at a level that leads to a diploma on the day of the decision, with the diploma they were
 * issued by the day (null: none) and the last day for it (null: no time is set). A graduation that was taken back does not count.
 * Rows: enrolment_id, person_id, learner_id, institution_id, level, decided, number, due, diploma_id, issued.
 */
export const graduates = (asOf: string): RawBuilder<unknown> => sql`
  select distinct on (e.id) e.id as enrolment_id, e.person_id, e.learner_id, e.institution_id, m.level, n.signed_on as decided, n.number,
    n.signed_on + k.issue_days as due, d.id as diploma_id, d.issued
  from students.status_event s join students.decision n on n.id = s.decision_id and n.kind = 'graduation'
  join students.enrolment e on e.id = s.enrolment_id join students.cohort c on c.id = e.cohort_id
  join curricula.programme_version v on v.id = c.programme_version_id join curricula.programme m on m.id = v.programme_id
  join diplomas.kind k on k.level = m.level and coalesce(k.from_date, '-infinity') <= n.signed_on
    and coalesce(k.to_date, 'infinity') >= n.signed_on
  left join lateral (
    select d.id, min(x.on_date) as issued from diplomas.diploma d
    join diplomas.event x on x.diploma_id = d.id and x.act in ('issue', 'digitise') and x.on_date <= ${asOf}::date
    where d.enrolment_id = e.id group by d.id order by min(x.on_date) limit 1) d on true
  where s.kind = 'graduate' and s.on_date <= ${asOf}::date
    and not exists (select 1 from students.status_event b where b.enrolment_id = e.id and b.kind = 'reopen'
      and b.on_date <= ${asOf}::date and (b.on_date, b.at) > (s.on_date, s.at))
  order by e.id, n.signed_on desc`
