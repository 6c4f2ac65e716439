import type { Actor } from '#platform/access.ts'
import { stoppedClock } from '#platform/clock.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { curricula } from '#modules/curricula/module.ts'
import { identity } from '#modules/identity/module.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { places } from '#modules/places/module.ts'
import { staff } from '#modules/staff/module.ts'
import { students } from '#modules/students/module.ts'
import { fixture, type Fixture } from '#modules/students/testing/fixture.ts'
import { loadKeysDemo } from '../../documents/demo/keys.ts'
import { diplomas } from '../../module.ts'

type Row = Record<string, unknown>
export type Graduate = { person: string; learner: string; enrolment: string }

/** Ten in the morning of 25 November 2026, in Vietnam. */
export const now = '2026-11-25T03:00:00Z'
export const today = '25/11/2026'

/** A school whose class has graduated by a decision, ready for its diplomas. */
export async function graduatedClass(options: { clock?: string } = {}) {
  const site: TestApp = await testApp({
    modules: [places, identity, institutions, people, staff, curricula, students, diplomas],
    clock: stoppedClock(options.clock ?? now),
  })
  const { owner } = site.app.database
  const make: Fixture = fixture(owner)
  const rows = async (text: string, values: unknown[] = []): Promise<Row[]> =>
    (await owner.query(text, values)).rows
  const home = await make.institution('truong-nghe')
  const away = await make.institution('truong-xa')
  await loadKeysDemo(site.app)
  const { version } = await make.programme(home, [{ name: 'Điện cơ bản' }], {
    programme: { name: 'Điện công nghiệp', level: 'trung_cap' },
  })
  const cohort = await make.cohort(home, version, { name: 'K24', from_date: '2024-09-09' })
  let number = 100_000_000

  /** A decision of the school; its number is new each time. */
  const decision = (more: Row = {}): Promise<string> =>
    make.insert('students.decision', {
      institution_id: home,
      kind: 'graduation',
      number: `${++number}/QĐ-TN`,
      signed_on: '2026-11-23',
      effective_on: '2026-11-23',
      signer: 'Trần Văn Đức',
      ...more,
    })
  /** Somebody who graduated by the decision, with everything a diploma needs. */
  const graduate = async (by: string, name: string, person: Row = {}): Promise<Graduate> => {
    const digits = String(++number).padStart(12, '0')
    const one = await make.learner({ institution: home, cohort }, name, {
      person: {
        birth_date: '2006-02-03',
        citizen_number_kind: 'cccd',
        citizen_number_sealed: site.app.keys.seal(digits),
        citizen_number_index: site.app.keys.index(digits),
        citizen_number_end: digits.slice(-3),
        ...person,
      },
      enrolment: { from_date: '2024-09-09', state: 'graduated', to_date: '2026-11-23' },
    })
    await rows(
      `insert into students.status_event (enrolment_id, person_id, institution_id, kind, decision_id, on_date, from_state, to_state)
       values ($1, $2, $3, 'graduate', $4, '2026-11-23', 'studying', 'graduated')`,
      [one.enrolment, one.person, home, by],
    )
    const review = reviews.get(by) ?? (await reviewOf(by))
    await rows(
      `insert into students.graduation_case (review_id, enrolment_id, person_id, name_key, institution_id, is_eligible, score,
         classification, seen) select $1, $2, e.person_id, e.name_key, e.institution_id, true, 8, 'gioi', '' from students.enrolment e where e.id = $2`,
      [review, one.enrolment],
    )
    return one
  }
  const reviews = new Map<string, string>()
  const reviewOf = async (by: string): Promise<string> => {
    const id = await make.insert('students.graduation_review', {
      institution_id: home,
      cohort_id: await make.cohort(home, version, { name: `K24-${++number}`, from_date: '2024-09-09' }),
      on_date: '2026-11-20',
      state: 'draft',
      decision_id: by,
      made_by: 'test',
      made_by_name: 'Phòng đào tạo',
    })
    reviews.set(by, id)
    return id
  }
  /** A decision with graduates of these names. */
  const graduates = async (names: readonly string[]): Promise<{ decision: string; people: Graduate[] }> => {
    const by = await decision()
    const found: Graduate[] = []
    for (const name of names) found.push(await graduate(by, name))
    return { decision: by, people: found }
  }
  /** Blanks of the kind, as one delivery of this many. */
  const blanks = async (first: number, count: number, kind = 'intermediate_diploma'): Promise<void> => {
    const serials = Array.from({ length: count }, (_, at) => `B ${String(first + at).padStart(6, '0')}`)
    const movement = await make.insert('diplomas.blank_movement', {
      institution_id: home,
      kind_code: kind,
      act: 'receive',
      count,
      first_serial: serials[0],
      last_serial: serials.at(-1),
      on_date: '2026-11-01',
      by_account: 'test',
      by_name: 'Văn thư',
    })
    await rows(
      `insert into diplomas.blank (institution_id, kind_code, serial, received_by) select $1, $2, s, $3 from unnest($4::text[]) s`,
      [home, kind, movement, serials],
    )
  }

  const at = (role: string, id = home): Actor => site.actor(role, { kind: 'institution', id })
  const office = at('academic-office')
  const manager = at('school-manager')
  const post = (path: string, form: Record<string, string | string[]>, actor = office) =>
    site.as(actor).post(path, form)
  const text = async (path: string, actor = office) => (await site.as(actor).get(path)).text()
  const one = async (table: string, id: string): Promise<Row> =>
    (await rows(`select * from diplomas.${table} where id = $1`, [id]))[0]!

  /** Starts an issue for a decision and answers its id. */
  const start = async (by: string, more: Record<string, string> = {}): Promise<string> => {
    const answer = await post('/cap-bang/moi', {
      _form: 'start',
      source: 'graduation',
      decision: by,
      issue_date: today,
      issue_place: 'Huế',
      signer_name: 'Trần Văn Đức',
      signer_capacity: 'Hiệu trưởng',
      medium: 'digital',
      ...more,
    })
    if (answer.status !== 303) throw new Error(`not started: ${answer.status} ${await answer.text()}`)
    return answer.headers.get('location')!.match(/[0-9a-f-]{36}/)![0]
  }
  /** Sends a form of the run's page, with the version that stands. */
  const send = async (run: string, form: string, more: Record<string, string> = {}, actor = office) => {
    const { version: seen } = await one('issue_run', run)
    return post(`/cap-bang/${run}`, { _form: form, run, version: String(seen), ...more }, actor)
  }
  const lines = (run: string) =>
    rows(
      `select id, content #>> '{holder,full_name}' as name, state, entry, entry_no, serial, faults, failure, pdf_file, credential_file,
         blank_id, version from diplomas.diploma where run_id = $1 order by entry, name_key`,
      [run],
    )
  return {
    site,
    make,
    rows,
    home,
    away,
    cohort,
    decision,
    graduate,
    graduates,
    blanks,
    at,
    office,
    manager,
    post,
    text,
    one,
    start,
    send,
    lines,
  }
}
export type GraduatedClass = Awaited<ReturnType<typeof graduatedClass>>
