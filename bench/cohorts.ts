import type pg from 'pg'
import { nameSortKey } from '#platform/text/index.ts'

type Sizes = { learners: number; units: number }
export type FilledCohort = { cohort: string; institution: string; enrolments: string[] }

/** A school with one cohort in year mode that came to its end: so many learners, a posted result in every unit, both exams. */
export async function fillCohort(owner: pg.Pool, { learners, units }: Sizes): Promise<FilledCohort> {
  const one = async (text: string, values: unknown[] = []): Promise<string> =>
    String((await owner.query(text, values)).rows[0].id)
  const institution = await one(
    `insert into institutions.institution (code, type) values ('truong-do', 'college') returning id`,
  )
  await owner.query(
    `insert into institutions.institution_name (institution_id, name, source) values ($1, 'Trường đo lường', 'bench')`,
    [institution],
  )
  await owner.query(
    `insert into institutions.standing (institution_id, status, source) values ($1, 'active', 'bench')`,
    [institution],
  )
  const programme = await one(
    `insert into curricula.programme (institution_id, code, name, level) values ($1, 'CT', 'Điện công nghiệp', 'trung_cap') returning id`,
    [institution],
  )
  const version = await one(
    `insert into curricula.programme_version (programme_id, institution_id, number, duration_months) values ($1, $2, 1, 24) returning id`,
    [programme, institution],
  )
  await owner.query(
    `insert into curricula.course_unit (version_id, institution_id, position, code, name, credits, hours_total, hours_theory, hours_practice, hours_test)
     select $1, $2, n, 'MH' || n, 'Môn học, mô đun ' || n, 3, 60, 30, 28, 2 from generate_series(1, $3::int) n`,
    [version, institution, units],
  )
  await owner.query(
    `update curricula.programme_version set state = 'active', decision_no = '1/QĐ', decision_date = '2024-01-05', active_from = '2024-02-01' where id = $1`,
    [version],
  )
  const policy = await one(
    `select id from students.grading_policy where code = 'TT04-2022' and institution_id is null`,
  )
  const cohort = await one(
    `insert into students.cohort (institution_id, name, programme_version_id, grading_policy_id, mode, from_date, planned_to_date)
     values ($1, 'K24', $2, $3, 'year', '2024-09-09', '2026-08-31') returning id`,
    [institution, version, policy],
  )
  const name = 'Nguyễn Thị Ngọc Ánh'
  await owner.query(
    `with person as (insert into people.person (full_name, name_key, sex) select $4, $5, 'female' from generate_series(1, $3::int) returning id, name_key),
       learner as (insert into students.learner (person_id, name_key, institution_id, code)
         select id, name_key, $1, '24' || lpad(row_number() over ()::text, 6, '0') from person returning id, person_id, name_key)
     insert into students.enrolment (learner_id, person_id, name_key, institution_id, cohort_id, from_date)
     select id, person_id, name_key, $1, $2, '2024-09-09' from learner`,
    [institution, cohort, learners, name, nameSortKey(name)],
  )
  await owner.query(
    `insert into students.result (enrolment_id, person_id, institution_id, course_unit_id, source, credits, is_condition, is_eligible, grade,
       first_grade, is_passed, grading_policy_id, steps, posted_by, posted_by_name)
     select e.id, e.person_id, e.institution_id, u.id, 'taught', 3, false, true, 5 + (e.n * 7 + u.position * 13) % 50 / 10.0, null, true, $2,
       '[{"key": "students.grading.passed", "rule": "module.pass.year", "params": {"grade": "7.0", "least": "5.0"}}]', 'bench', 'Đo lường'
     from (select *, row_number() over () as n from students.enrolment where cohort_id = $1) e
     join curricula.course_unit u on u.version_id = $3`,
    [cohort, policy, version],
  )
  await owner.query(
    `insert into students.graduation_mark (enrolment_id, person_id, institution_id, kind, on_date, value, by_account)
     select e.id, e.person_id, e.institution_id, k, '2026-09-10', 7.5, 'bench' from students.enrolment e, unnest(array['theory', 'practice']) k
     where e.cohort_id = $1`,
    [cohort],
  )
  for (const table of ['enrolment', 'learner', 'result', 'graduation_mark'])
    await owner.query(`vacuum analyze students.${table}`)
  const found = await owner.query<{ id: string }>(
    `select id from students.enrolment where cohort_id = $1 order by id`,
    [cohort],
  )
  return { cohort, institution, enrolments: found.rows.map((row) => row.id) }
}
