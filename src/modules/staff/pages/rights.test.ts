import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/access.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { places } from '#modules/places/module.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { staff } from '../module.ts'
import { fixture, type Fixture } from '../training/testing.ts'

let site: TestApp
let make: Fixture
let one: string
let two: string
const owner = () => site.app.database.owner
const manager = (institution = one) => site.actor('school-manager', { kind: 'institution', id: institution })

beforeAll(async () => {
  site = await testApp({ modules: [places, institutions, people, staff] })
  make = fixture(owner())
  one = await make.institution('mot')
  two = await make.institution('hai')
})

async function member(name: string, institution: string): Promise<string> {
  const id = await make.person(name, institution)
  await make.post(id, institution)
  return id
}

describe('records of staff', () => {
  test('who is only a learner of a school has no record among its staff: their degrees are not its to read or change', async () => {
    const id = await member('Phan Thị Vừa Dạy Vừa Học', two)
    await owner().query(
      `insert into people.link (person_id, institution_id, source) values ($1, $2, 'students')`,
      [id, one],
    )
    const send = (school: string) =>
      site.as(manager(school)).post(`/nhan-su/${id}`, { _form: 'qualify', choice: 'degree.doctor' })
    expect((await site.as(manager()).get(`/nhan-su/${id}`)).status).toBe(404)
    expect((await site.as(manager()).get(`/nhan-su/${id}/boi-duong`)).status).toBe(404)
    expect((await send(one)).status).toBe(404)
    expect((await site.as(manager(two)).get(`/nhan-su/${id}`)).status).toBe(200)
    expect((await send(two)).status).toBe(303)
  })

  test('of a school where the reader only teaches is not shown, however they ask', async () => {
    await member('Lê Thị Nơi Khác', two)
    const here = manager() as Extract<Actor, { kind: 'account' }>
    const there = site.actor('teacher', { kind: 'institution', id: two }) as typeof here
    const both = { ...here, grants: [...here.grants, ...there.grants] }
    expect(await (await site.as(both).get('/nhan-su?co-so=hai')).text()).not.toContain('Lê Thị Nơi Khác')
    expect(await (await site.as(both).get('/tai-ve/nhan-su.csv?co-so=hai')).text()).not.toContain('Nơi Khác')
    expect(await (await site.as(manager(two)).get('/nhan-su?co-so=hai')).text()).toContain('Lê Thị Nơi Khác')
  })
})
