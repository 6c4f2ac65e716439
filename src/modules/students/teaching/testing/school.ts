import { act } from '#platform/actions/run.ts'
import type { Actor } from '#platform/access.ts'
import { stoppedClock } from '#platform/clock.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { identity } from '#modules/identity/module.ts'
import { curricula } from '#modules/curricula/module.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { places } from '#modules/places/module.ts'
import { staff } from '#modules/staff/module.ts'
import { students } from '../../module.ts'
import { fixture, type Fixture } from '../../testing/fixture.ts'
import { addSessions } from '../actions/add-sessions.ts'

/** Monday 23 November 2026, ten in the morning in Vietnam. */
export const now = '2026-11-23T03:00:00Z'
export const monday = '2026-11-23'

/** A school with one class of four in one section, two teachers and two rooms. */
export async function school() {
  const site: TestApp = await testApp({
    modules: [places, identity, institutions, people, staff, curricula, students],
    clock: stoppedClock(now),
  })
  const owner = site.app.database.owner
  const make: Fixture = fixture(owner)
  const home = await make.institution('truong-day')
  const away = await make.institution('truong-khac')
  const post = async (name: string, institution: string) => {
    const person = await make.person(name, institution)
    const keys = await owner.query('select name_key from people.person where id = $1', [person])
    await make.insert('staff.post', {
      person_id: person,
      name_key: keys.rows[0].name_key,
      institution_id: institution,
      role: 'teacher',
      contract: 'tenured',
    })
    return person
  }
  const teachers = [await post('Lê Thị Dạy', home), await post('Trần Văn Thay', home)]
  const { version, units } = await make.programme(home, [
    { name: 'Điện cơ bản', term: 1 },
    { name: 'Vẽ kỹ thuật', term: 1 },
    { name: 'Thực tập hàn', term: 2 },
  ])
  const term = await make.term(home, { name: 'Học kỳ I 2026–2027' })
  const cohort = await make.cohort(home, version)
  const group = await make.classGroup(home, cohort, 'D26A')
  const learners: { person: string; learner: string; enrolment: string }[] = []
  for (const name of ['Nguyễn Văn An', 'Hồ Thị Bình', 'Lê Văn Cường', 'Võ Thị Dung'])
    learners.push(await make.learner({ institution: home, cohort, classGroup: group }, name))
  const section = await make.section({ institution: home, term, unit: units[0]!, classGroup: group })
  await make.teach(section, teachers[0]!)
  await make.enrol(
    section,
    learners.map((one) => one.enrolment),
  )
  const room = (code: string, institution = home) =>
    make.insert('students.room', { institution_id: institution, code, capacity: 40 })
  const rooms = [await room('A1'), await room('A2')]
  const rows = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows
  const office = (): Actor => site.actor('academic-office', { kind: 'institution', id: home })
  const manager = (): Actor => site.actor('school-manager', { kind: 'institution', id: home })
  const stranger = (): Actor => site.actor('academic-office', { kind: 'institution', id: away })
  const teacher = (at = 0): Actor => site.actor('teacher', { kind: 'institution', id: home }, teachers[at]!)
  /** Adds blocks through the action, as the office would. */
  const book = (input: Record<string, unknown> = {}) =>
    act(
      site.app,
      addSessions,
      {
        section_id: section,
        teacher_person_id: teachers[0],
        room_id: rooms[0],
        from_date: monday,
        span: '7:00-9:15',
        accept_warnings: 'true',
        ...input,
      },
      office(),
    )
  const sessions = () =>
    rows(
      `select id, on_date, to_char(lower(during), 'HH24:MI') as from_time, state, hours, version, teacher_person_id, room_id
       from students.session order by during, id`,
    )
  return {
    site,
    make,
    home,
    away,
    teachers,
    version,
    units,
    term,
    cohort,
    group,
    learners,
    section,
    room,
    rooms,
    rows,
    office,
    manager,
    stranger,
    teacher,
    book,
    sessions,
    post,
  }
}

export type School = Awaited<ReturnType<typeof school>>
