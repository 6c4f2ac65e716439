import type { TestApp } from '#app/testing.ts'
import { nameSortKey } from '#platform/text/index.ts'
import { fixture, type Fixture } from '../../testing/fixture.ts'

export type School = Awaited<ReturnType<typeof makeSchool>>

/** A school with a class of three, a section taught by one teacher, and its six sessions held (60 hours in all). */
export async function makeSchool(
  site: TestApp,
  code: string,
  options: { names?: readonly string[]; mode?: 'year' | 'credit'; isHeld?: boolean } = {},
) {
  const make: Fixture = fixture(site.app.database.owner)
  const mode = options.mode ?? 'year'
  const institution = await make.institution(code.toLowerCase())
  const { version, units } = await make.programme(institution, [{}, {}, { is_condition: true }])
  const term = await make.term(institution)
  const cohort = await make.cohort(institution, version, { mode })
  const classGroup = await make.classGroup(institution, cohort, `${code}A`)
  const names = options.names ?? ['Trần An', 'Lê Bình', 'Phạm Chi']
  const learners: Awaited<ReturnType<Fixture['learner']>>[] = []
  for (const name of names) learners.push(await make.learner({ institution, cohort, classGroup }, name))
  const teacher = await make.person('Cô Giáo', institution)
  const addSection = async (unit: string, name: string) => {
    const section = await make.section({ institution, term, unit, classGroup }, { code: name, mode })
    await make.teach(section, teacher)
    await make.enrol(
      section,
      learners.map((one) => one.enrolment),
    )
    if (options.isHeld !== false) await hold(make, { institution, section, teacher })
    return section
  }
  const section = await addSection(units[0]!, `${code}-1`)
  const area = { kind: 'institution' as const, id: institution }
  return {
    make,
    institution,
    version,
    units,
    term,
    cohort,
    classGroup,
    learners,
    teacherPerson: teacher,
    section,
    addSection,
    teacher: site.actor('teacher', area, teacher),
    office: site.actor('academic-office', area),
    manager: site.actor('school-manager', area),
    learner: (at: number) =>
      site.actor('learner', { kind: 'self', id: learners[at]!.person }, learners[at]!.person),
  }
}

let week = 0

async function hold(
  make: Fixture,
  place: { institution: string; section: string; teacher: string },
): Promise<void> {
  week += 1
  for (let at = 0; at < 6; at += 1)
    await make.insert('students.session', {
      institution_id: place.institution,
      section_id: place.section,
      during: `[2026-10-${String(1 + at).padStart(2, '0')} ${String(6 + (week % 15)).padStart(2, '0')}:00, 2026-10-${String(1 + at).padStart(2, '0')} ${String(6 + (week % 15)).padStart(2, '0')}:50)`,
      hours: 10,
      state: 'held',
      taken_at: '2026-10-06T05:00:00Z',
      taken_by: 'test',
      taken_by_name: 'Test',
    })
}

/** Marks of one learner as typed, by column name. */
export type Marks = Readonly<Record<string, string>>

/** A form of marks as the page sends it, cells by learner (their place in the class) and column name. */
export async function marksForm(
  site: TestApp,
  school: School,
  marks: readonly Marks[],
  section = school.section,
): Promise<Record<string, string>> {
  const columns = await columnsOf(site, section)
  return Object.fromEntries(
    marks.flatMap((row, at) =>
      Object.entries(row).map(([name, text]) => [
        `cells.${school.learners[at]!.enrolment}.${columns[name]}`,
        text,
      ]),
    ),
  )
}

/** Opens a further sitting of a posted sheet and has marks of it typed: by learner. */
export async function typeSitting(
  site: TestApp,
  school: School,
  sitting: number,
  marks: readonly string[],
): Promise<Response> {
  const path = `/bang-diem/${school.section}`
  await site
    .as(school.office)
    .post(path, { _form: 'sitting', version: await versionOf(site, school.section) })
  const form = await marksForm(
    site,
    school,
    marks.map((mark) => ({ [`Thi lần ${sitting}`]: mark })),
  )
  return site.as(school.teacher).post(path, { _form: 'save', seen: '{}', ...form })
}

/** Somebody else of the school who may mark again; the id of the person. */
export async function addMarker(school: School, name: string): Promise<string> {
  const person = await school.make.person(name, school.institution)
  await givePost(school, person, name)
  return person
}

export const givePost = (school: School, person: string, name: string): Promise<string> =>
  school.make.insert('staff.post', {
    person_id: person,
    institution_id: school.institution,
    role: 'teacher',
    from_date: '2024-01-01',
    name_key: nameSortKey(name),
  })

/** Everybody with the same marks. */
export const sameForAll = (school: School, marks: Marks): Marks[] => school.learners.map(() => marks)

export const currentOf = async (site: TestApp, section: string): Promise<StoredResult[]> =>
  (await resultsOf(site, section)).filter((one) => one.is_current)

/** The request about a result: the open one, where there is one. */
export async function requestOf(site: TestApp, result: string): Promise<string> {
  const found = await site.app.database.owner.query(
    `select id from students.result_request where result_id = $1 order by state = 'open' desc limit 1`,
    [result],
  )
  return String(found.rows[0].id)
}

/** The columns of a section by name. */
export async function columnsOf(site: TestApp, section: string): Promise<Record<string, string>> {
  const found = await site.app.database.owner.query<{ id: string; name: string }>(
    'select id, name from students.mark_column where section_id = $1',
    [section],
  )
  return Object.fromEntries(found.rows.map((row) => [row.name, row.id]))
}

/** Opens the sheet and types marks: by learner, then by column name. */
export async function typeMarks(
  site: TestApp,
  school: School,
  marks: readonly Marks[],
  section = school.section,
): Promise<Response> {
  await site.as(school.teacher).post(`/bang-diem/${section}`, { _form: 'open' })
  const form = await marksForm(site, school, marks, section)
  return site.as(school.teacher).post(`/bang-diem/${section}`, { _form: 'save', seen: '{}', ...form })
}

/** The id at the end of the address an act led to. */
export const idOf = (answer: Response): string => answer.headers.get('location')!.split('/').at(-1)!

export async function versionOf(site: TestApp, section: string): Promise<string> {
  const found = await site.app.database.owner.query(
    'select version from students.course_section where id = $1',
    [section],
  )
  return String(found.rows[0].version)
}

/** Hands the sheet in and posts it. */
export async function closeSheet(site: TestApp, school: School, section = school.section): Promise<Response> {
  const path = `/bang-diem/${section}`
  await site.as(school.teacher).post(path, { _form: 'submit', version: await versionOf(site, section) })
  return site.as(school.office).post(path, { _form: 'post', version: await versionOf(site, section) })
}

export type StoredResult = {
  id: string
  enrolment_id: string
  average: string | null
  exam: string | null
  grade: string | null
  first_grade: string | null
  letter: string | null
  is_passed: boolean
  is_eligible: boolean
  sittings: number
  is_current: boolean
  corrects_id: string | null
  reason: string | null
  approved_by: string | null
}

export async function resultsOf(site: TestApp, section: string): Promise<StoredResult[]> {
  const found = await site.app.database.owner.query<StoredResult>(
    `select r.id, r.enrolment_id, r.average::float8::text as average, r.exam::float8::text as exam, r.grade::float8::text as grade,
      r.first_grade::float8::text as first_grade, r.letter, r.is_passed, r.is_eligible, r.sittings, r.is_current, r.corrects_id, r.reason, r.approved_by
     from students.result r join students.enrolment e on e.id = r.enrolment_id where r.section_id = $1
     order by e.name_key, r.is_current, r.posted_at`,
    [section],
  )
  return found.rows
}
