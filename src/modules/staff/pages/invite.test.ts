import { beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { identity } from '#modules/identity/module.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { makeInstitution, makePerson } from '#modules/people/testing.ts'
import { places } from '#modules/places/module.ts'
import { act } from '#platform/actions/run.ts'
import { systemActor, type Actor } from '#platform/access.ts'
import { addPost } from '../actions/add-post.ts'
import { staff } from '../module.ts'

let site: TestApp
let school: string
let person: string
let giver: string

beforeAll(async () => {
  site = await testApp({ modules: [identity, places, institutions, people, staff] })
  const { owner } = site.app.database
  school = await makeInstitution(owner, 'moi')
  person = await makePerson(owner, 'Lê Thị Mời', school, { keys: site.app.keys })
  const made = await owner.query(
    `insert into identity.account (name, email, state) values ('Quản lý', 'quanly@truong.vn', 'active') returning id`,
  )
  giver = made.rows[0].id as string
  await act(site.app, addPost, { id: person, institution: school, role: 'teacher' }, systemActor('test'))
})

/** The manager with an account that exists: a grant names who gave it. */
const manager = () =>
  ({ ...site.actor('school-manager', { kind: 'institution', id: school }), id: giver }) as Actor

describe('inviting a person from the record', () => {
  test('makes an account of that person, as a teacher of that school', async () => {
    const page = await (await site.as(manager()).get(`/nhan-su/${person}`)).text()
    expect(page).toContain('Gửi lời mời')
    expect(page).toContain('Vì sao tôi thấy hồ sơ này?')
    const form = { _form: 'invite', institution: school, name: 'Lê Thị Mời', email: 'moi@truong.vn' }
    expect((await site.as(manager()).post(`/nhan-su/${person}`, form)).status).toBe(303)
    const made = await site.app.database.owner.query(
      `select a.person_id, g.role, g.area_id from identity.account a join identity.grant g on g.account_id = a.id where email = 'moi@truong.vn'`,
    )
    expect(made.rows).toEqual([{ person_id: person, role: 'teacher', area_id: school }])
  })

  test('a wrong address is named and kept', async () => {
    const form = { _form: 'invite', institution: school, name: 'Lê Thị Mời', email: 'khong-phai-thu' }
    const answer = await site.as(manager()).post(`/nhan-su/${person}`, form)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('value="khong-phai-thu"')
  })

  test('is not offered to who does not manage accounts', async () => {
    const office = site.actor('academic-office', { kind: 'institution', id: school })
    expect(await (await site.as(office).get(`/nhan-su/${person}`)).text()).not.toContain('Gửi lời mời')
  })
})
