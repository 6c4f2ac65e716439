import { sql } from 'kysely'
import { z } from 'zod'
import { exampleActor } from '#platform/access.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db/database.ts'
import { seededRandom, type Random } from '#platform/random.ts'
import { insertRoster } from '../store/roster.ts'
import { insertSections } from '../store/sections.ts'
import { insertSessions, type NewSession } from '../store/sessions.ts'
import { insertTeachers } from '../store/teachers.ts'
import {
  demoPeriods,
  drawAbsences,
  drawRooms,
  drawSessions,
  seededId,
  type DemoAbsence,
  type DemoClass,
  type DemoRoom,
  type DemoSection,
  type Pattern,
} from './draw.ts'

/** The running term of the example classes: rooms, sections, rosters, timetable, and attendance up to yesterday. */
const loadDemo = defineAction({
  name: 'students.load-teaching-demo',
  permission: 'students.edit',
  input: z.object({}),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { today }) {
    const random = seededRandom(1600)
    const classes = await readClasses(tx, today)
    const teachers = await readTeachers(tx, today)
    const taken: Pattern = new Set()
    const counts = { sections: 0, sessions: 0, absences: 0 }
    for (const [institution, own] of Map.groupBy(classes, (group) => group.institution_id)) {
      const people = teachers.filter((one) => one.institution_id === institution).map((one) => one.person_id)
      if (people.length === 0) continue
      const rooms = drawRooms(random, institution, own.length)
      await insertPlaces(tx, institution, rooms)
      const sections = drawSections(random, own, people)
      const sessions = sections.flatMap((section) => drawSessions(random, section, rooms, taken))
      await writeSections(tx, sections)
      await insertSessions(tx, sessions)
      const absences = drawRegister(random, sessions, sections, today)
      await writeRegister(tx, absences, sections, today)
      counts.sections += sections.length
      counts.sessions += sessions.length
      counts.absences += absences.length
    }
    return {
      result: counts,
      changes: [{ subject: 'students.teaching-demo', id: today, before: null, after: counts }],
    }
  },
})

/** Example classes in a term of today, with the units of that term of their programme and who studies in them. */
async function readClasses(tx: Tx, today: string): Promise<DemoClass[]> {
  const found = await sql<DemoClass>`select g.id, g.institution_id, g.code, c.grading_policy_id, c.mode,
      jsonb_build_object('id', t.id, 'from_date', t.from_date, 'to_date', t.to_date) as term,
      coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'code', u.code, 'hours_theory', u.hours_theory, 'hours_practice', u.hours_practice,
          'hours_test', u.hours_test) order by u.position)
        from (select * from curricula.course_unit u where u.version_id = c.programme_version_id
          and coalesce(u.term, 1) = (select count(*) from students.term n where n.institution_id = g.institution_id and n.kind = 'main'
            and n.to_date > c.from_date and n.from_date <= t.from_date) order by u.position limit 7) u), '[]') as units,
      coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'from_date', e.from_date) order by e.name_key, l.code)
        from students.enrolment e join students.learner l on l.id = e.learner_id where e.class_group_id = g.id and e.state = 'studying'), '[]') as learners
    from students.class_group g join students.cohort c on c.id = g.cohort_id join institutions.institution i on i.id = g.institution_id
    join students.term t on t.institution_id = g.institution_id and t.kind = 'main' and ${today}::date between t.from_date and t.to_date
    where g.is_demo and not exists (select 1 from students.course_section s where s.class_group_id = g.id and s.term_id = t.id)
    order by i.code, g.code`.execute(tx)
  return found.rows.filter((group) => group.units.length > 0 && group.learners.length > 0)
}

type DemoTeacher = { institution_id: string; person_id: string }

async function readTeachers(tx: Tx, today: string): Promise<DemoTeacher[]> {
  const found =
    await sql<DemoTeacher>`select p.institution_id, p.person_id from staff.posts_on(${today}::date) p
    where p.is_demo and p.role = 'teacher' order by p.name_key, p.from_date nulls first, p.id`.execute(tx)
  return found.rows
}

async function insertPlaces(tx: Tx, institution: string, rooms: readonly DemoRoom[]): Promise<void> {
  await sql`insert into students.room (id, institution_id, code, kind, capacity, is_demo)
    select r.id, r.institution_id, r.code, r.kind, r.capacity, true
    from jsonb_to_recordset(${JSON.stringify(rooms)}::jsonb) as r(id uuid, institution_id uuid, code text, kind text, capacity smallint)
    on conflict do nothing`.execute(tx)
  await sql`insert into students.period (institution_id, number, from_time, to_time)
    select ${institution}::uuid, r.number, r.from_time, r.to_time
    from jsonb_to_recordset(${JSON.stringify(demoPeriods)}::jsonb) as r(number smallint, from_time time, to_time time)
    on conflict do nothing`.execute(tx)
}

/** Teachers go round, so that the first of the school (the example account) has the first section. */
function drawSections(
  random: Random,
  classes: readonly DemoClass[],
  people: readonly string[],
): DemoSection[] {
  let turn = 0
  return classes.flatMap((group) =>
    group.units.map((unit) => ({
      id: seededId(random),
      code: `${unit.code}-${group.code}`,
      unit,
      group,
      teacher: people[turn++ % people.length]!,
    })),
  )
}

async function writeSections(tx: Tx, sections: readonly DemoSection[]): Promise<void> {
  await insertSections(
    tx,
    sections.map(({ id, code, unit, group }) => ({
      id,
      code,
      institution_id: group.institution_id,
      term_id: group.term.id,
      course_unit_id: unit.id,
      class_group_id: group.id,
      grading_policy_id: group.grading_policy_id,
      mode: group.mode,
      is_hazardous: false,
      is_demo: true,
    })),
  )
  await insertTeachers(
    tx,
    sections.map(({ id, teacher, group }) => ({
      section_id: id,
      person_id: teacher,
      role: 'main',
      from_date: group.term.from_date,
    })),
  )
  await insertRoster(
    tx,
    sections.flatMap(({ id, group }) =>
      group.learners.map((learner) => ({
        section_id: id,
        enrolment_id: learner.id,
        from_date: learner.from_date > group.term.from_date ? learner.from_date : group.term.from_date,
      })),
    ),
  )
}

function drawRegister(
  random: Random,
  sessions: readonly NewSession[],
  sections: readonly DemoSection[],
  today: string,
): DemoAbsence[] {
  const bySection = new Map(sections.map((section) => [section.id, section]))
  const classes = [...new Set(sections.map((section) => section.group.id))]
  return sessions
    .filter((session) => session.on_date < today)
    .flatMap((session) => {
      const { group } = bySection.get(session.section_id)!
      const truant = classes.indexOf(group.id) % 3 === 0 ? group.learners.at(-1)?.id : undefined
      return drawAbsences(random, session, group.learners, truant)
    })
}

/** Past sessions are held, but for the last of the first section of each school: a duty to see. */
async function writeRegister(
  tx: Tx,
  absences: readonly DemoAbsence[],
  sections: readonly DemoSection[],
  today: string,
): Promise<void> {
  const ids = sections.map((section) => section.id)
  await sql`update students.session s set state = 'held', taken_at = upper(s.during) at time zone 'Asia/Ho_Chi_Minh', taken_by = 'demo',
      taken_by_name = p.full_name
    from people.person p where p.id = s.teacher_person_id and s.section_id = any(${ids}::uuid[]) and s.on_date < ${today}::date
      and s.id is distinct from (select x.id from students.session x where x.section_id = ${ids[0] ?? null}::uuid and x.on_date < ${today}::date
        order by x.during desc limit 1)`.execute(tx)
  await sql`insert into students.absence (session_id, enrolment_id, section_id, person_id, institution_id, kind, hours, late_minutes)
    select r.session_id, r.enrolment_id, s.section_id, e.person_id, e.institution_id, r.kind, r.hours, r.late_minutes
    from jsonb_to_recordset(${JSON.stringify(absences)}::jsonb) as r(session_id uuid, enrolment_id uuid, kind text, hours numeric, late_minutes smallint)
    join students.session s on s.id = r.session_id and s.state = 'held' join students.enrolment e on e.id = r.enrolment_id`.execute(
    tx,
  )
}

/** Runs once, after the example classes are there; without them there is nothing to teach. */
export async function loadTeachingDemo(app: App): Promise<void> {
  const known = await app.database.owner.query('select 1 from students.session where is_demo limit 1')
  if (known.rowCount) return
  await act(app, loadDemo, {}, exampleActor)
}
