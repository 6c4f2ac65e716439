import type pg from 'pg'
import { fillCohort } from './cohorts.ts'

const schools = 200

/**
 * Schools with an ended and a running term and three cohorts: of twenty learners one graduated in the year, one left, five were
 * admitted in it, the others study on. Each is in one section of forty in every term of theirs; one result in fifty is missing.
 */
export async function fillLearners(owner: pg.Pool, learners: number): Promise<void> {
  const { cohort } = await fillCohort(owner, { learners: 1, units: 1 })
  await owner.query(`with school as (insert into institutions.institution (code, type)
      select 'hv-' || n, case when n % 2 = 0 then 'college' else 'intermediate_school' end from generate_series(1, ${schools}) n returning id, code),
    named as (insert into institutions.institution_name (institution_id, name, source) select id, 'Trường ' || code, 'bench' from school)
    insert into institutions.standing (institution_id, status, source) select id, 'active', 'bench' from school`)
  await owner.query(`insert into students.term (institution_id, name, school_year, from_date, to_date)
    select i.id, t.name, t.year, t.from_date, t.to_date from institutions.institution i,
      (values ('Học kỳ 2', 2025, date '2026-01-05', date '2026-05-31'), ('Học kỳ 1', 2026, date '2026-09-07', date '2027-01-17')) t (name, year, from_date, to_date)
    where i.code like 'hv-%'`)
  await owner.query(`insert into students.cohort (institution_id, name, programme_version_id, grading_policy_id, mode, from_date, planned_to_date)
    select i.id, k.name, c.programme_version_id, c.grading_policy_id, 'year', k.from_date, k.planned from institutions.institution i, students.cohort c,
      (values ('K24', date '2024-09-09', date '2026-08-31'), ('K25', date '2025-09-08', date '2027-08-31'), ('K26', date '2026-09-07', date '2028-08-31'))
        k (name, from_date, planned)
    where i.code like 'hv-%' and c.id = '${cohort}'`)
  await owner.query(`insert into students.intake (institution_id, programme_id, year, round, places, opens_on, closes_on, is_published)
    select i.id, p.id, 2026, '1', 100 + 200 * (row_number() over () % 2), '2026-03-01', '2026-08-31', true
    from institutions.institution i, curricula.programme p where i.code like 'hv-%'`)
  await fillRows(owner, learners)
}

async function fillRows(owner: pg.Pool, learners: number): Promise<void> {
  const client = await owner.connect()
  try {
    await client.query(`create temporary table fill on commit preserve rows as
      select f.*, i.id as institution, c.id as cohort, c.from_date, case f.part when 0 then date '2026-07-15' when 1 then date '2026-03-15' end as to_date,
        case f.part when 0 then 'graduated' when 1 then 'withdrawn' else 'studying' end as state
      from (select n, gen_random_uuid() as person, gen_random_uuid() as learner, gen_random_uuid() as enrolment, 1 + n % ${schools} as school,
          n / ${schools} / 40 as class, n / ${schools} % 20 as part from generate_series(0, ${learners} - 1) n) f
      join institutions.institution i on i.code = 'hv-' || f.school
      join students.cohort c on c.institution_id = i.id and c.name = case when f.part = 0 then 'K24' when f.part between 2 and 6 then 'K26' else 'K25' end`)
    await client.query(`insert into people.person (id, full_name, name_key, sex, is_minority)
      select person, 'Người học ' || n, 'hoc ' || n, case when n % 3 = 0 then 'female' else 'male' end, n % 20 = 0 from fill`)
    await client.query(`insert into students.policy_fact (person_id, institution_id, kind, from_date)
      select person, institution, (array['poor', 'disability', 'ethnic_minority'])[1 + n % 3], from_date from fill where n % 7 = 0`)
    await client.query(`insert into students.learner (id, person_id, name_key, institution_id, code)
      select learner, person, 'hoc ' || n, institution, '25' || lpad(n::text, 8, '0') from fill`)
    await client.query(`insert into students.enrolment (id, learner_id, person_id, name_key, institution_id, cohort_id, from_date, to_date, state)
      select enrolment, learner, person, 'hoc ' || n, institution, cohort, from_date, to_date, state from fill`)
    await client.query(`insert into students.status_event (enrolment_id, person_id, institution_id, kind, on_date, from_state, to_state)
      select enrolment, person, institution, case part when 0 then 'graduate' when 1 then 'withdraw' else 'admit' end, coalesce(to_date, from_date),
        'studying', state from fill`)
    await client.query(`insert into students.course_section (institution_id, term_id, course_unit_id, grading_policy_id, mode, code, name, credits,
        hours_theory, hours_practice)
      select k.institution, t.id, u.id, c.grading_policy_id, 'year', 'HP' || k.class, 'Môn', 3, 30, 28
      from (select institution, class, min(cohort::text)::uuid as cohort from fill group by 1, 2) k join students.term t on t.institution_id = k.institution
      join students.cohort c on c.id = k.cohort join lateral (select id from curricula.course_unit limit 1) u on true`)
    await client.query(`insert into students.section_learner (section_id, enrolment_id, person_id, name_key, institution_id, from_date)
      select s.id, f.enrolment, f.person, 'hoc ' || f.n, f.institution, greatest(t.from_date, f.from_date)
      from fill f join students.course_section s on s.institution_id = f.institution and s.code = 'HP' || f.class
      join students.term t on t.id = s.term_id and t.to_date > f.from_date and (f.to_date is null or f.to_date >= t.to_date)`)
    await client.query(`insert into students.session (institution_id, section_id, during, hours, state)
      select s.institution_id, s.id, '[2026-09-08 07:00,2026-09-08 09:00)', 2, 'held' from students.course_section s
      join students.term t on t.id = s.term_id where t.from_date = '2026-09-07'`)
    await client.query(`insert into students.result (enrolment_id, person_id, institution_id, course_unit_id, section_id, term_id, source, credits,
        is_condition, is_eligible, grade, is_passed, grading_policy_id, steps, posted_at, posted_by, posted_by_name)
      select r.enrolment_id, r.person_id, r.institution_id, s.course_unit_id, s.id, t.id, 'taught', 3, false, true, 7, true, s.grading_policy_id,
        '[]', '2026-06-15', 'bench', 'Đo lường'
      from students.course_section s join students.term t on t.id = s.term_id and t.to_date = '2026-05-31'
      join students.section_learner r on r.section_id = s.id join fill f on f.enrolment = r.enrolment_id and f.n % 50 <> 7`)
  } finally {
    client.release()
  }
  await owner.query('vacuum analyze')
}
