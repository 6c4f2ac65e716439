import type pg from 'pg'
import { sql } from 'kysely'
import { systemActor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import { measureFigure } from '#platform/measures/index.ts'
import { fillCohort } from './cohorts.ts'
import { medianTime, note, report } from './report.ts'

const schools = 200
const asOf = '2026-11-22'
const times = 3

/** The measures of learners over many of them at 200 schools, beside reading their courses of study once. */
export async function measureLearners(app: App, learners: number): Promise<void> {
  await fillLearners(app.database.owner, learners)
  const system = systemActor('bench')
  const bare = await medianTime(times, () =>
    app.database.read(system, (db) =>
      sql`select count(*), count(distinct e.institution_id), count(distinct p.sex) from students.enrolment e
        join people.person p on p.id = e.person_id join students.learner l on l.id = e.learner_id`.execute(
        db,
      ),
    ),
  )
  note(`${learners} learners; reading them with person and record: ${bare.toFixed(0)} ms`)
  const measures = app.modules
    .flatMap((module) => module.measures ?? [])
    .filter((one) => one.name.startsWith('students.'))
  for (const measure of measures) {
    const read = () => app.database.read(system, (db) => measureFigure(db, measure, asOf))
    const { numerator, denominator } = await read()
    const taken = await medianTime(1, read)
    report({
      what: `${measure.name} (${numerator} of ${denominator})`,
      measured: `${(taken / bare).toFixed(1)} × reading the learners (${taken.toFixed(0)} ms)`,
      limit: '10 ×',
      isOk: taken / bare <= 10,
    })
  }
}

/** Schools with an ended and a running term; every learner in one section of each, of forty. */
async function fillLearners(owner: pg.Pool, learners: number): Promise<void> {
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
    select i.id, 'K25', c.programme_version_id, c.grading_policy_id, 'year', '2025-09-08', '2027-08-31'
    from institutions.institution i, students.cohort c where i.code like 'hv-%' and c.id = '${cohort}'`)
  await fillRows(owner, learners)
}

async function fillRows(owner: pg.Pool, learners: number): Promise<void> {
  const client = await owner.connect()
  try {
    await client.query(`create temporary table fill on commit preserve rows as
      select f.*, i.id as institution, c.id as cohort from (
        select n, gen_random_uuid() as person, gen_random_uuid() as learner, gen_random_uuid() as enrolment, 1 + n % ${schools} as school,
          n / ${schools} / 40 as class from generate_series(0, ${learners} - 1) n) f
      join institutions.institution i on i.code = 'hv-' || f.school join students.cohort c on c.institution_id = i.id`)
    await client.query(`insert into people.person (id, full_name, name_key, sex, is_minority)
      select person, 'Người học ' || n, 'hoc ' || n, case when n % 3 = 0 then 'female' else 'male' end, n % 20 = 0 from fill`)
    await client.query(`insert into students.learner (id, person_id, name_key, institution_id, code)
      select learner, person, 'hoc ' || n, institution, '25' || lpad(n::text, 8, '0') from fill`)
    await client.query(`insert into students.enrolment (id, learner_id, person_id, name_key, institution_id, cohort_id, from_date)
      select enrolment, learner, person, 'hoc ' || n, institution, cohort, '2025-09-08' from fill`)
    await client.query(`insert into students.course_section (institution_id, term_id, course_unit_id, grading_policy_id, mode, code, name, credits,
        hours_theory, hours_practice)
      select k.institution, t.id, u.id, c.grading_policy_id, 'year', 'HP' || k.class, 'Môn', 3, 30, 28
      from (select distinct institution, cohort, class from fill) k join students.term t on t.institution_id = k.institution
      join students.cohort c on c.id = k.cohort join lateral (select id from curricula.course_unit limit 1) u on true`)
    await client.query(`insert into students.section_learner (section_id, enrolment_id, person_id, name_key, institution_id, from_date)
      select s.id, f.enrolment, f.person, 'hoc ' || f.n, f.institution, t.from_date
      from fill f join students.course_section s on s.institution_id = f.institution and s.code = 'HP' || f.class join students.term t on t.id = s.term_id`)
    await client.query(`insert into students.session (institution_id, section_id, during, hours, state)
      select s.institution_id, s.id, '[2026-09-08 07:00,2026-09-08 09:00)', 2, 'held' from students.course_section s
      join students.term t on t.id = s.term_id where t.from_date = '2026-09-07'`)
    await client.query(`insert into students.result (enrolment_id, person_id, institution_id, course_unit_id, section_id, term_id, source, credits,
        is_condition, is_eligible, grade, is_passed, grading_policy_id, steps, posted_at, posted_by, posted_by_name)
      select r.enrolment_id, r.person_id, r.institution_id, s.course_unit_id, s.id, t.id, 'taught', 3, false, true, 7, true, s.grading_policy_id,
        '[]', '2026-06-15', 'bench', 'Đo lường'
      from students.course_section s join students.term t on t.id = s.term_id and t.to_date = '2026-05-31'
      join students.section_learner r on r.section_id = s.id`)
  } finally {
    client.release()
  }
  for (const table of [
    'people.person',
    'students.learner',
    'students.enrolment',
    'students.section_learner',
    'students.result',
    'students.session',
    'students.course_section',
  ])
    await owner.query(`vacuum analyze ${table}`)
}
