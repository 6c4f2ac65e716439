import { setTimeout } from 'node:timers/promises'
import type { Actor } from '#platform/access.ts'
import { stoppedClock } from '#platform/clock.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { curricula } from '#modules/curricula/module.ts'
import { identity } from '#modules/identity/module.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { places } from '#modules/places/module.ts'
import { staff } from '#modules/staff/module.ts'
import { students } from '../../module.ts'
import { fixture, type Fixture } from '../../testing/fixture.ts'

type Row = Record<string, unknown>
export type TestLearner = { person: string; learner: string; enrolment: string }

/** Ten in the morning of 23 November 2026, in Vietnam. */
export const now = '2026-11-23T03:00:00Z'
export const today = '23/11/2026'

/** A school with a cohort in year mode that has come to its end: two units and a condition subject, nobody graded yet. */
export async function finishedCohort() {
  const site: TestApp = await testApp({
    modules: [places, identity, institutions, people, staff, curricula, students],
    clock: stoppedClock(now),
  })
  const { owner } = site.app.database
  const make: Fixture = fixture(owner)
  const home = await make.institution('truong-nghe')
  const away = await make.institution('truong-xa')
  const { version, units } = await make.programme(home, [
    { name: 'Điện cơ bản' },
    { name: 'Máy điện' },
    { name: 'Giáo dục thể chất', is_condition: true },
  ])
  const dates = { from_date: '2024-09-09', planned_to_date: '2026-08-31' }
  const cohort = await make.cohort(home, version, { name: 'K24', ...dates })
  const group = await make.classGroup(home, cohort, 'K24A')
  const policy = await make.policy()
  const rows = async (text: string, values: unknown[] = []): Promise<Row[]> =>
    (await owner.query(text, values)).rows
  const learner = (name: string): Promise<TestLearner> =>
    make.learner({ institution: home, cohort, classGroup: group }, name, {
      enrolment: { from_date: '2024-09-09' },
      person: { birth_date: '2006-02-03' },
    })
  /** A posted result of a unit. */
  const result = (one: TestLearner, unit: number, grade: string | null, more: Row = {}) =>
    make.insert('students.result', {
      enrolment_id: one.enrolment,
      person_id: one.person,
      institution_id: home,
      course_unit_id: units[unit],
      source: 'taught',
      credits: 3,
      is_condition: unit === 2,
      is_eligible: true,
      grade,
      first_grade: grade,
      is_passed: Number(grade) >= 5,
      grading_policy_id: policy,
      steps: '[]',
      posted_by: 'test',
      posted_by_name: 'Phòng đào tạo',
      ...more,
    })
  const exam = (one: TestLearner, kind: string, value: string | null, more: Row = {}) =>
    make.insert('students.graduation_mark', {
      enrolment_id: one.enrolment,
      person_id: one.person,
      institution_id: home,
      kind,
      on_date: '2026-09-10',
      value,
      by_account: 'test',
      ...more,
    })
  /** Everything passed with one grade, and both exams. */
  const passes = async (one: TestLearner, grade = '8.0', firstUnit: Row = {}) => {
    for (const unit of [0, 1, 2]) await result(one, unit, grade, unit === 0 ? firstUnit : {})
    await exam(one, 'theory', grade)
    await exam(one, 'practice', grade)
    return one
  }
  const at = (role: string, id = home): Actor => site.actor(role, { kind: 'institution', id })
  const office = at('academic-office')
  const manager = at('school-manager')
  const post = (path: string, form: Record<string, string>, actor = office) => site.as(actor).post(path, form)
  const text = async (path: string, actor = office) => (await site.as(actor).get(path)).text()
  /** Makes or renews the draft and answers the review's row. */
  const review = async (of = cohort): Promise<Row & { id: string; version: number }> => {
    const answer = await post('/tot-nghiep', { _form: 'run', cohort: of, on_date: today })
    if (answer.status !== 303) throw new Error(`no review: ${answer.status} ${await answer.text()}`)
    const found = await rows(
      `select * from students.graduation_review where cohort_id = $1 order by made_at desc limit 1`,
      [of],
    )
    return found[0] as Row & { id: string; version: number }
  }
  /** A council of the cohort, as its decision names it. */
  const council = async (of = cohort): Promise<string> => {
    const [known] = await rows(`select id from students.council where cohort_id = $1`, [of])
    if (known) return String(known.id)
    const decision = await make.insert('students.decision', {
      institution_id: home,
      kind: 'council',
      number: `HĐ-${of.slice(-6)}`,
      signed_on: '2026-09-01',
      effective_on: '2026-09-01',
    })
    const members = JSON.stringify([{ name: 'Trần Văn Đức', role: 'chair' }])
    return make.insert('students.council', {
      institution_id: home,
      cohort_id: of,
      kind: 'graduation',
      decision_id: decision,
      members,
    })
  }
  const freeze = async (of: { id: string; version: number; cohort_id?: unknown }) => {
    const chosen = await council(String(of.cohort_id))
    const form = { _form: 'freeze', review: of.id, version: String(of.version), council: chosen }
    return post(`/tot-nghiep/${of.id}`, form, manager)
  }
  /**
   * Starts an act while somebody else's statement is not yet committed; answers whether it waited for it and what it said. `last`
   * is what the other does before committing.
   */
  const meanwhile = async (
    statement: string,
    values: unknown[],
    act: () => Promise<Response>,
    last?: string,
  ) => {
    const other = await owner.connect()
    try {
      await other.query('begin')
      await other.query(statement, values)
      const acting = act()
      const waits = async () =>
        (
          await owner.query(
            `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' limit 1`,
          )
        ).rowCount === 1
      let hasWaited = false
      let said: Response | undefined
      while (!said && !hasWaited) {
        said = await Promise.race([acting, setTimeout(5, undefined)])
        hasWaited = !said && (await waits())
      }
      if (last) await other.query(last, values)
      await other.query('commit')
      return { hasWaited, answer: await acting }
    } finally {
      other.release()
    }
  }
  const cases = (id: string) =>
    rows(
      `select p.full_name as name, g.is_eligible, g.reasons, trim_scale(g.score)::text as score, g.classification, g.is_downgraded,
        g.is_held_back, g.title from students.graduation_case g join people.person p on p.id = g.person_id
       where g.review_id = $1 order by g.name_key`,
      [id],
    )
  return {
    site,
    make,
    home,
    away,
    version,
    units,
    cohort,
    group,
    policy,
    rows,
    learner,
    result,
    exam,
    passes,
    at,
    office,
    manager,
    post,
    text,
    review,
    freeze,
    cases,
    meanwhile,
  }
}

export type FinishedCohort = Awaited<ReturnType<typeof finishedCohort>>
