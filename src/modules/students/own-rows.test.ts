import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { makeSchool, typeMarks, closeSheet, type School } from './marks/testing/school.ts'

let site: TestApp
let school: School
beforeAll(async () => {
  site = await testApp()
  school = await makeSchool(site, 'hue', { names: ['Trần An'] })
  await typeMarks(site, school, [{ 'TX 1': '7', 'ĐK 1': '7', 'Thi lần 1': '8' }])
  await closeSheet(site, school)
  await writeTheRest()
})

const owner = () => site.app.database.owner
const an = () => school.learners[0]!
const one = async (table: string) =>
  (await owner().query(`select to_jsonb(t) as row from ${table} t`)).rows[0]?.row as
    | Record<string, unknown>
    | undefined

/** A row of every kind the sheet did not write. */
async function writeTheRest(): Promise<void> {
  const { make, institution, cohort, units } = school
  const { person, learner, enrolment } = an()
  const whose = { enrolment_id: enrolment, person_id: person, institution_id: institution }
  const result = await one('students.result')
  const session = await one('students.session')
  const add = (table: string, row: Record<string, unknown>) => make.insert(`students.${table}`, row)
  await add('status_event', { ...whose, kind: 'admit', on_date: '2026-09-01', to_state: 'studying' })
  await add('conduct', {
    ...whose,
    kind: 'discipline',
    level: 'canh_cao',
    on_date: '2026-10-01',
    reason: 'x',
  })
  await add('guardian_link', {
    learner_id: learner,
    person_id: person,
    institution_id: institution,
    guardian_name: 'Mẹ',
    relation: 'mother',
    token_hash: 'x',
    from_date: '2026-09-01',
    to_date: '2027-09-01',
  })
  await add('absence', {
    ...whose,
    session_id: session!.id,
    section_id: school.section,
    kind: 'absent',
    hours: 5,
  })
  const asked = { asked_by: 'x', asked_by_name: 'x' }
  await add('result_request', { ...whose, ...asked, result_id: result!.id, kind: 'remark', reason: 'x' })
  await add('recognition', { ...whose, course_unit_id: units[1], scope: 'full', basis: 'other' })
  await add('graduation_mark', { ...whose, kind: 'theory', on_date: '2026-10-01', value: 4, by_account: 'x' })
  const review = await add('graduation_review', {
    institution_id: institution,
    cohort_id: cohort,
    on_date: '2026-11-01',
    made_by: 'x',
    made_by_name: 'x',
  })
  await add('graduation_case', {
    ...whose,
    review_id: review,
    name_key: (await one('students.enrolment'))!.name_key,
    is_eligible: false,
  })
  await add('policy_fact', {
    person_id: person,
    institution_id: institution,
    kind: 'poor',
    from_date: '2026-09-01',
  })
  await add('data_request', {
    learner_id: learner,
    person_id: person,
    institution_id: institution,
    fields: ['phone'],
    proposed: 'x',
  })
}

const asLearner = <T>(
  work: (tx: Parameters<Parameters<typeof site.app.database.write<T>>[1]>[0]) => Promise<T>,
) => site.app.database.write(school.learner(0), work)
const refused = { code: '42501' }

describe.each([
  'learner',
  'enrolment',
  'status_event',
  'conduct',
  'guardian_link',
  'section_learner',
  'absence',
  'mark',
  'result',
  'graduation_mark',
  'policy_fact',
])('rows of students.%s about a learner', (name) => {
  test('are read by their own session, and neither written, changed nor removed', async () => {
    const table = sql.raw(`students.${name}`)
    const before = await owner().query(`select * from students.${name} t order by t`)
    expect(before.rows).not.toEqual([])
    const seen = await asLearner((tx) => sql`select * from ${table}`.execute(tx))
    expect(seen.rows).toHaveLength(before.rows.length)
    const whose = name === 'mark' ? 'enrolment_id' : 'person_id'
    const touched = await asLearner((tx) =>
      sql.raw(`update students.${name} set ${whose} = ${whose}`).execute(tx),
    )
    expect(touched.numAffectedRows).toBe(0n)
    const again = asLearner((tx) => sql`insert into ${table} select * from ${table}`.execute(tx))
    await expect(again).rejects.toMatchObject(refused)
    const removed = await asLearner((tx) => sql`delete from ${table}`.execute(tx)).catch((error) => error)
    expect(removed).toMatchObject(removed instanceof Error ? refused : { numAffectedRows: 0n })
    expect((await owner().query(`select * from students.${name} t order by t`)).rows).toEqual(before.rows)
  })
})

test.each([
  ['result_request', 'accepted'],
  ['recognition', 'refused'],
  ['data_request', 'accepted'],
])('a request (%s) is never answered by who asked', async (name, state) => {
  const to = (next: string) =>
    asLearner((tx) => sql`update ${sql.raw(`students.${name}`)} set state = ${next}`.execute(tx)).then(
      (done) => done.numAffectedRows,
      (error: { code: string }) => error.code,
    )
  expect([0n, '42501']).toContain(await to(state))
  const answered = asLearner((tx) =>
    sql`insert into ${sql.raw(`students.${name}`)} select (jsonb_populate_record(r, ${JSON.stringify({ id: school.section, state })}::jsonb)).*
      from ${sql.raw(`students.${name}`)} r`.execute(tx),
  )
  await expect(answered).rejects.toMatchObject(refused)
})

test('cases of graduation are seen by the learner once the review is decided', async () => {
  const seen = async () =>
    (await asLearner((tx) => sql`select 1 from students.graduation_case`.execute(tx))).rows.length
  const removed = await asLearner((tx) => sql`delete from students.graduation_case`.execute(tx))
  expect([await seen(), removed.numAffectedRows]).toEqual([0, 0n])
  const decision = await school.make.insert('students.decision', {
    institution_id: school.institution,
    kind: 'graduation',
    number: '1/QĐ',
    signed_on: '2026-11-02',
    effective_on: '2026-11-02',
  })
  await owner().query(`update students.graduation_review set state = 'decided', decision_id = $1`, [decision])
  expect(await seen()).toBe(1)
})
