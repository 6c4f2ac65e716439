import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { places } from '#modules/places/module.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { staff } from './module.ts'
import { fixture } from './training/testing.ts'

let site: TestApp
let person: string
const owner = () => site.app.database.owner
const refused = { code: '42501' }

beforeAll(async () => {
  site = await testApp({ modules: [places, institutions, people, staff] })
  const make = fixture(owner())
  const school = await make.institution('truong-mot')
  person = await make.person('Lê Thị An', school)
  await make.post(person, school)
  const passed = { outcome: 'passed', hours: 24, decided_on: '2026-11-10', person_name: 'Lê Thị An' }
  const enrolment = await make.enrolment(await make.run(await make.course()), person, school, passed)
  await make.certificate(person, school)
  const insert = (text: string, values: unknown[]) => owner().query(text, values)
  await insert(
    `insert into staff.certificate (enrolment_id, person_id, institution_id, serial, hours, issued_on)
     values ($1, $2, $3, 'BD-1', 24, '2026-11-11')`,
    [enrolment, person, school],
  )
  await insert(`insert into staff.qualification (person_id, kind, level) values ($1, 'degree', 'master')`, [
    person,
  ])
  await insert(
    `insert into staff.training_claim (person_id, institution_id, course_name, noted_on) values ($1, $2, 'Lớp', '2026-11-01')`,
    [person, school],
  )
})

/** A session of the person, who holds no right anywhere. */
const asOwn = <T>(
  work: (tx: Parameters<Parameters<typeof site.app.database.write<T>>[1]>[0]) => Promise<T>,
) => site.app.database.write(site.actor('teacher', { kind: 'self', id: person }, person), work)

describe.each([
  'people.person',
  'people.link',
  'staff.post',
  'staff.qualification',
  'staff.training_claim',
  'staff.enrolment',
  'staff.certificate',
  'staff.outside_certificate',
])('rows of %s about a person', (name) => {
  test('are read by their own session, and neither changed nor removed', async () => {
    const table = sql.raw(name)
    const before = await owner().query(`select * from ${name} t order by t`)
    expect(before.rows).not.toEqual([])
    const seen = await asOwn((tx) => sql`select * from ${table}`.execute(tx))
    expect(seen.rows).toHaveLength(before.rows.length)
    const whose = name === 'people.person' ? 'id' : 'person_id'
    const touched = await asOwn((tx) => sql.raw(`update ${name} set ${whose} = ${whose}`).execute(tx))
    expect(touched.numAffectedRows).toBe(0n)
    const removed = await asOwn((tx) => sql`delete from ${table}`.execute(tx)).catch((error) => error)
    expect(removed).toMatchObject(removed instanceof Error ? refused : { numAffectedRows: 0n })
    expect((await owner().query(`select * from ${name} t order by t`)).rows).toEqual(before.rows)
  })
})

test.each([
  ['staff.certificate', `serial = 'BD-2'`],
  ['staff.qualification', `level = 'doctor'`],
  ['staff.outside_certificate', `state = 'verified', decided_on = '2026-11-20'`],
  ['staff.enrolment', `outcome = 'passed', decided_on = '2026-11-20'`],
])('nobody gives themselves %s', async (name, what) => {
  const [row] = (await owner().query(`select to_jsonb(t) as row from ${name} t`)).rows
  const changed = Object.fromEntries(
    what.split(', ').map((one) => one.split(' = ').map((text) => text.replaceAll(`'`, ''))),
  )
  const given = JSON.stringify({ ...row.row, id: person, ...changed })
  const made = asOwn((tx) =>
    sql`insert into ${sql.raw(name)} overriding system value
      select (jsonb_populate_record(null::${sql.raw(name)}, ${given}::jsonb)).*`.execute(tx),
  )
  await expect(made).rejects.toMatchObject(refused)
})
