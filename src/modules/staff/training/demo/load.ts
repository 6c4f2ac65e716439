import { sql } from 'kysely'
import { z } from 'zod'
import { exampleActor } from '#platform/access.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db/database.ts'
import { seededRandom } from '#platform/random.ts'
import { demoCourses } from './courses.ts'
import {
  drawEnrolments,
  drawOutside,
  drawRuns,
  type DemoEnrolment,
  type DemoOutside,
  type DemoPerson,
  type DemoRun,
} from './draw.ts'

/** Example courses, classes, results and certificates for the example staff, as one act. */
const loadTrainingDemo = defineAction({
  name: 'staff.load-training-demo',
  permission: 'staff.give-courses',
  input: z.object({}),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { today }) {
    const random = seededRandom(1300)
    const people = await listDrawn(tx, today)
    const runs = drawRuns(random, today)
    await insertCatalogue(tx, runs)
    const enrolments = drawEnrolments(random, people, runs)
    await insertEnrolments(tx, enrolments)
    const outside = drawOutside(random, people, today)
    await insertOutside(tx, outside)
    const after = {
      courses: demoCourses.length,
      runs: runs.length,
      enrolments: enrolments.length,
      outside: outside.length,
    }
    return { result: after, changes: [{ subject: 'staff.training-demo', id: today, before: null, after }] }
  },
})

/** Who draws, in an order that no generated key decides: a given day gives the same example everywhere. */
async function listDrawn(tx: Tx, today: string): Promise<DemoPerson[]> {
  const found = await sql<DemoPerson>`with one as (
      select distinct on (p.person_id) p.person_id, p.institution_id, p.role, p.contract
      from staff.posts_on(${today}::date) p where p.is_demo
      order by p.person_id, p.role, p.contract is not distinct from 'visiting', p.from_date nulls first, p.id)
    select one.*, n.full_name as person_name from one join people.person n on n.id = one.person_id
      join institutions.on_day(${today}::date) i on i.id = one.institution_id
    order by n.full_name collate "C", n.birth_date, n.birth_year, i.code collate "C"`.execute(tx)
  return found.rows
}

async function insertCatalogue(tx: Tx, runs: readonly DemoRun[]): Promise<void> {
  await sql`insert into staff.course (code, name, category, hours, provider, content, components, is_demo)
    select r.code, r.name, r.category, r.hours, r.provider, r.content, r.components, true
    from jsonb_to_recordset(${JSON.stringify(demoCourses)}::jsonb)
      as r(code text, name text, category text, hours numeric, provider text, content text, components text[])`.execute(
    tx,
  )
  const rows = runs.map(({ course, ...run }) => ({ ...run, course: course.code }))
  await sql`insert into staff.course_run (course_id, code, from_date, to_date, mode, place, quota, register_until, state, is_demo)
    select c.id, r.code, r.from_date, r.to_date, r.mode, r.place, r.quota, r.register_until, r.state, true
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(course text, code text, from_date date, to_date date, mode text, place text, quota integer, register_until date, state text)
    join staff.course c on c.code = r.course`.execute(tx)
}

async function insertEnrolments(tx: Tx, rows: readonly DemoEnrolment[]): Promise<void> {
  await sql`insert into staff.enrolment (run_id, person_id, person_name, institution_id, source, outcome, score, hours, decided_on, is_demo)
    select c.id, r.person_id, r.person_name, r.institution_id, 'demo', r.outcome, r.score, r.hours, r.decided_on, true
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(run text, person_id uuid, person_name text, institution_id uuid, outcome text, score numeric, hours numeric, decided_on date)
    join staff.course_run c on c.code = r.run`.execute(tx)
  await sql`insert into staff.certificate (enrolment_id, person_id, institution_id, serial, hours, issued_on, is_demo)
    select e.id, e.person_id, e.institution_id, 'BD-' || to_char(e.decided_on, 'YYYY') || '-' || lpad(nextval('staff.certificate_no')::text, 6, '0'),
      e.hours, e.decided_on, true
    from staff.enrolment e where e.is_demo and e.outcome = 'passed' order by e.decided_on, e.place_no`.execute(
    tx,
  )
}

async function insertOutside(tx: Tx, rows: readonly DemoOutside[]): Promise<void> {
  await sql`insert into staff.outside_certificate (person_id, person_name, institution_id, course_name, category, issuer, issuer_legal_id, serial, hours,
      from_date, completed_on, valid_to, state, reason, decided_on, decided_by_name, sent_on, is_demo)
    select r.*, true from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(person_id uuid, person_name text, institution_id uuid, course_name text, category text, issuer text, issuer_legal_id text, serial text,
        hours numeric, from_date date, completed_on date, valid_to date, state text, reason text, decided_on date, decided_by_name text, sent_on date)`.execute(
    tx,
  )
}

/** Runs once, after the example staff is there. */
export async function loadDemo(app: App): Promise<void> {
  const known = await app.database.owner.query('select 1 from staff.course where is_demo limit 1')
  if (known.rowCount) return
  await act(app, loadTrainingDemo, {}, exampleActor)
}
