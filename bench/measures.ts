import type pg from 'pg'
import { sql } from 'kysely'
import { systemActor } from '#platform/access.ts'
import { measureFigure, type Measure } from '#platform/measures/index.ts'
import { measureLearners } from './learners.ts'
import { fillStaff } from './people.ts'
import { medianTime, note, report } from './report.ts'
import { openSite } from './site.ts'

const staff = 60_000
const learners = 100_000
const resultsEach = 10
const asOf = '2026-11-22'
const times = 7

/** What somebody would write by hand for one number, with today's rule typed in. */
const byHand: Record<string, string> = {
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

/** Each measure over 60,000 staff and 600,000 training results, against a bare count written by hand. */
export async function run(): Promise<void> {
  const site = await openSite()
  try {
    const { app } = site
    await fillStaff(app.database.owner, staff, 50)
    await fillTraining(app.database.owner)
    const measures = app.modules.flatMap((module) => module.measures ?? [])
    for (const [name, bare] of Object.entries(byHand)) {
      const measure = measures.find((one) => one.name === name)!
      await compare(site.app, measure, bare)
    }
    await measureLearners(app, learners)
  } finally {
    await site.close()
  }
}

async function compare(
  app: Awaited<ReturnType<typeof openSite>>['app'],
  measure: Measure,
  bare: string,
): Promise<void> {
  const system = systemActor('bench')
  const figure = await app.database.read(system, (db) => measureFigure(db, measure, asOf))
  const hand = (await app.database.owner.query(bare)).rows[0] as typeof figure
  if (figure.numerator !== hand.numerator || figure.denominator !== hand.denominator)
    throw new Error(`${measure.name}: ${JSON.stringify(figure)} is not ${JSON.stringify(hand)}`)
  note(`${measure.name}: ${figure.numerator} of ${figure.denominator}`)
  const ours = await medianTime(times, () =>
    app.database.read(system, (db) => measureFigure(db, measure, asOf)),
  )
  const bareTime = await medianTime(times, () => app.database.read(system, (db) => sql.raw(bare).execute(db)))
  report({
    what: measure.name,
    measured: `${(ours / bareTime).toFixed(2)} × a bare count (${ours.toFixed(0)} ms to ${bareTime.toFixed(0)} ms)`,
    limit: '1.5 ×',
    isOk: ours / bareTime <= 1.5,
  })
}

/** 30 courses, 300 classes, ten results a person: most passed, some failed, some too short. */
async function fillTraining(owner: pg.Pool): Promise<void> {
  await owner.query(`insert into staff.course (code, name, category, hours, provider)
    select 'khoa-' || n, 'Khóa ' || n, (array['digital_competence_pedagogy', 'digital_material_development', 'manager_digital_governance', 'other', 'other'])[1 + n % 5],
      24, 'Đo lường' from generate_series(1, 30) n`)
  await owner.query(`insert into staff.course_run (course_id, code, from_date, to_date, mode, register_until, state)
    select c.id, c.code || '-' || n, d, d + 5, 'online', d, 'finished' from staff.course c, generate_series(1, 10) n,
      lateral (select date '2021-03-01' + n * 190 as d) x`)
  await owner.query(`with runs as (select array_agg(id) as ids from staff.course_run), people as (
      select p.person_id, p.institution_id, row_number() over () as n from staff.post p)
    insert into staff.enrolment (run_id, person_id, person_name, institution_id, source, outcome, hours, decided_on)
    select ids[1 + (p.n * 13 + k * 29) % array_length(ids, 1)], p.person_id, 'Người', p.institution_id, 'school',
      case when (p.n + k) % 4 = 0 then 'failed' else 'passed' end, case when (p.n + k) % 3 = 0 then 8 else 24 end, date '2021-06-01' + ((p.n * 7 + k * 190) % 1900)::int
    from people p, runs, generate_series(0, ${resultsEach - 1}) k on conflict do nothing`)
  for (const table of ['course', 'course_run', 'enrolment'])
    await owner.query(`vacuum analyze staff.${table}`)
}
