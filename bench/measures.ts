import type pg from 'pg'
import { sql } from 'kysely'
import { systemActor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import { measureBreakdown, measureFigure, type Measure } from '#platform/measures/index.ts'
import { asOf, learnerCounts, staffCounts, thirteenValues } from './bare-counts.ts'
import { fillLearners } from './learners.ts'
import { fillStaff } from './people.ts'
import { medianTime, report } from './report.ts'
import { openSite } from './site.ts'

const staff = 60_000
const learners = 100_000
const resultsEach = 10
const times = 7

/**
 * Each measure against a count of the same thing written by hand, with the rules of the day typed in: over 60,000 staff with
 * 600,000 training results, then over 100,000 learners at 200 schools. Both must give the same figure.
 */
export async function run(): Promise<void> {
  const site = await openSite()
  try {
    const { owner } = site.app.database
    await fillStaff(owner, staff, 50)
    await fillTraining(owner)
    for (const [name, bare] of Object.entries(staffCounts))
      await compare(site.app, { name, bare, limit: 1.5 })
    await fillLearners(owner, learners)
    for (const [name, bare] of Object.entries(learnerCounts))
      await compare(site.app, { name, bare, limit: 3 })
    await breakDown(site.app)
  } finally {
    await site.close()
  }
}

type Compared = { name: string; bare: string; limit: number }
const system = systemActor('bench')
const measureOf = (app: App, name: string): Measure =>
  app.modules.flatMap((module) => module.measures ?? []).find((one) => one.name === name)!

async function compare(app: App, { name, bare, limit }: Compared): Promise<void> {
  const measure = measureOf(app, name)
  const figure = await app.database.read(system, (db) => measureFigure(db, measure, asOf))
  const hand = (await app.database.owner.query(bare)).rows[0] as typeof figure
  if (figure.numerator !== hand.numerator || figure.denominator !== hand.denominator)
    throw new Error(`${name}: ${JSON.stringify(figure)} is not ${JSON.stringify(hand)}`)
  const ours = await medianTime(times, () =>
    app.database.read(system, (db) => measureFigure(db, measure, asOf)),
  )
  const bareTime = await medianTime(times, () => app.database.read(system, (db) => sql.raw(bare).execute(db)))
  const ratio = ours / bareTime
  report({
    what: `${name} (${figure.numerator} of ${figure.denominator})`,
    measured: `${ratio.toFixed(2)} × a bare count (${ours.toFixed(0)} ms to ${bareTime.toFixed(0)} ms)`,
    limit: `${limit} ×`,
    isOk: ratio <= limit,
  })
}

/**
 * The dearest reading: every dimension of every learner, beside making an object of as many constant values of each. The limit is
 * there to see a plan that falls apart: that costs ten times as much and more.
 */
async function breakDown(app: App): Promise<void> {
  const measure = measureOf(app, 'students.enrolled')
  const ours = await medianTime(times, () =>
    app.database.read(system, (db) => measureBreakdown(db, measure, asOf, { dim: 'policy' })),
  )
  const bare = await medianTime(times, () =>
    app.database.read(system, (db) => sql.raw(thirteenValues).execute(db)),
  )
  report({
    what: 'students.enrolled by policy group, with every dimension made',
    measured: `${(ours / bare).toFixed(2)} × making objects of thirteen values (${ours.toFixed(0)} ms to ${bare.toFixed(0)} ms)`,
    limit: '6 ×',
    isOk: ours / bare <= 6,
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
