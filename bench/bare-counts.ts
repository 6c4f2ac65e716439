/** What somebody would write by hand for one number of a measure, with the rules of the day typed in: numerator and denominator. */
export const asOf = '2026-11-22'

/** Staff trained, by measure. */
export const staffCounts: Record<string, string> = {
  'staff.trained-digital-pedagogy': trained(
    `true`,
    `c.category = 'digital_competence_pedagogy' or (c.category = 'manager_digital_governance' and m.is_manager)`,
  ),
  'staff.trained-digital-materials': trained(
    `p.role = 'teacher'`,
    `c.category = 'digital_material_development'`,
  ),
}

function trained(post: string, category: string): string {
  return `with m as (select p.person_id, bool_or(p.role = 'manager') as is_manager from staff.post p
      join institutions.on_day(date '${asOf}') i on i.id = p.institution_id and i.is_active
      where (p.from_date is null or p.from_date <= '${asOf}') and (p.to_date is null or p.to_date >= '${asOf}')
        and p.contract is distinct from 'visiting' and ${post} group by 1),
    q as (select distinct e.person_id from staff.enrolment e join staff.course_run r on r.id = e.run_id join staff.course c on c.id = r.course_id
      join m on m.person_id = e.person_id
      where e.outcome = 'passed' and e.hours >= 16 and e.decided_on between '2022-09-01' and '${asOf}' and (${category}))
    select count(q.person_id)::int as numerator, count(*)::int as denominator from m left join q using (person_id)`
}

/** Courses of study at the schools of the day. */
const courses = `students.enrolment e join institutions.on_day(date '${asOf}') d on d.id = e.institution_id`
const inTraining = `e.to_date is null and e.state = 'studying'`
const processOf = `select e.institution_id, (r.enrolment_id is not null) as has from students.enrolment e
  left join (select distinct r.enrolment_id from students.section_learner r join students.course_section s on s.id = r.section_id
    join students.term t on t.id = s.term_id and t.from_date = '2026-09-07'
    where exists (select from students.session x where x.section_id = s.id and x.state = 'held')) r on r.enrolment_id = e.id
  where ${inTraining}`
const resultsOf = `select e.institution_id, coalesce(r.due = r.have, false) as has from students.enrolment e
  left join (select r.enrolment_id, count(*) as due, count(x.id) as have from students.section_learner r
    join students.course_section s on s.id = r.section_id join students.term t on t.id = s.term_id and t.to_date = '2026-05-31'
    left join students.result x on x.enrolment_id = r.enrolment_id and x.section_id = r.section_id group by 1) r on r.enrolment_id = e.id
  where ${inTraining} and e.from_date < '2026-05-31' and e.institution_id in (select institution_id from students.term)`
const count = (rows: string, has = 'has'): string =>
  `select count(*) filter (where ${has})::int as numerator, count(*)::int as denominator from (${rows}) r`
const reach = (rows: string): string =>
  `select institution_id from (${rows}) r group by 1 having floor(1000.0 * count(*) filter (where has) / count(*)) >= 950`

const schools = (type = ''): string =>
  `select count(*)::int from institutions.on_day(date '${asOf}') d where d.is_active ${type}`
const ofSchools = (met: string, type?: string): string =>
  `select (select count(*)::int from (${met}) x) as numerator, (${schools(type)}) as denominator`
const size = (end: string): string =>
  `select e.institution_id, round(sum(least((least(coalesce(e.to_date, 'infinity'), ${end}) - greatest(e.from_date, ${end} - 365)) / 30.44, 10) / 10), 1) as q
    from students.enrolment e where e.from_date < ${end} and coalesce(e.to_date, 'infinity') > ${end} - 365 group by 1`

/** Learners and their schools, by measure. */
export const learnerCounts: Record<string, string> = {
  'students.process-digitised': count(processOf),
  'students.results-digitised': count(resultsOf),
  'students.records-digitised': ofSchools(
    `${reach(processOf)} intersect ${reach(resultsOf)}`,
    `and d.type in ('college', 'intermediate_school')`,
  ),
  'students.enrolled': count(`select from ${courses} where ${inTraining}`, 'true'),
  'students.admitted': count(
    `select from ${courses} where e.from_date between '2026-01-01' and '${asOf}'`,
    'true',
  ),
  'students.graduated': count(
    `select distinct s.enrolment_id from students.status_event s join ${courses} on e.id = s.enrolment_id
      where s.kind = 'graduate' and s.on_date between '2026-01-01' and '${asOf}'`,
    'true',
  ),
  'students.expected-graduates': count(
    `select from ${courses} join students.cohort c on c.id = e.cohort_id
      where ${inTraining} and c.planned_to_date between '2027-01-01' and '2027-12-31'`,
    'true',
  ),
  'students.dropped-out': count(
    `select e.state from ${courses} where e.from_date <= '${asOf}' and coalesce(e.to_date, 'infinity') >= '2026-01-01'`,
    `state in ('withdrawn', 'dismissed')`,
  ),
  'students.cs01-intake-filled': ofSchools(
    `select i.institution_id from (select institution_id, sum(places) as places from students.intake where year = 2026 group by 1) i
      join (select institution_id, count(*) as count from students.enrolment where from_date between '2026-01-01' and '${asOf}' group by 1) a
        using (institution_id) where 100.0 * a.count / i.places >= 50`,
  ),
  'students.cs02-size-change': ofSchools(
    `select from (${size(`date '${asOf}'`)}) n join (${size(`date '2024-11-22'`)}) o using (institution_id) where 100.0 * (n.q - o.q) / o.q >= -30`,
  ),
  'students.cs07-completion': ofSchools(
    `select e.institution_id from students.cohort c join students.enrolment e on e.cohort_id = c.id
      where c.planned_to_date between date '${asOf}' - 365 and '${asOf}' group by 1
      having 100.0 * count(*) filter (where e.state = 'graduated' and e.to_date <= c.planned_to_date) / count(*) >= 60`,
  ),
}

/** An object of as many values as a learner has dimensions, for each learner, and a count by one of them. */
export const thirteenValues = `select o ->> 'v0', count(*) from students.enrolment e
  cross join lateral (select jsonb_build_object(${Array.from({ length: 13 }, (_, at) => `'v${at}', coalesce(e.state, '')`).join(', ')}) as o) x
  where ${inTraining} group by 1`
