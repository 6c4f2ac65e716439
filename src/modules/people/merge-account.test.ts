import { beforeAll, expect, test } from 'vitest'
import { act } from '#platform/actions/run.ts'
import { systemActor } from '#platform/access.ts'
import { identity } from '#modules/identity/module.ts'
import { institutions } from '#modules/institutions/module.ts'
import { places } from '#modules/places/module.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { mergePeople, undoMerge } from './actions/merge-people.ts'
import { people } from './module.ts'
import { makeInstitution, makePerson } from './testing.ts'

let site: TestApp
let school: string
const system = systemActor('test')
beforeAll(async () => {
  site = await testApp({ modules: [identity, places, institutions, people] })
  school = await makeInstitution(site.app.database.owner, 'truong-mot')
})

const rows = async (text: string, values: unknown[]) =>
  (await site.app.database.owner.query(text, values)).rows
/** A record with the account of its person, who holds a right over it. */
async function owned(name: string): Promise<{ person: string; account: string }> {
  const person = await makePerson(site.app.database.owner, name, school)
  const [account] = await rows(
    `insert into identity.account (name, email, state, person_id) values ($1, gen_random_uuid() || '@hoc.vn', 'active', $2) returning id`,
    [name, person],
  )
  await rows(
    `insert into identity.grant (account_id, role, area_kind, area_id, institution_id, from_date)
     values ($1, 'learner', 'self', $2, $3, '2026-01-01')`,
    [account.id, person, school],
  )
  return { person, account: account.id as string }
}
const opens = async (account: string) =>
  (
    await rows(
      `select a.person_id, g.area_id from identity.account a join identity.grant g on g.account_id = a.id where a.id = $1`,
      [account],
    )
  )[0]
const merge = (winner: string, loser: string) =>
  act(site.app, mergePeople, { winner, loser, reason: 'cùng một người học' }, system)

test('whose record is found to be one with another keeps the account: it opens the record that stays, and goes back with it', async () => {
  const { person: loser, account } = await owned('Lê Thị Hai Hồ Sơ')
  const winner = await makePerson(site.app.database.owner, 'Lê Thị Hai Hồ Sơ', school)
  const { id } = await merge(winner, loser)
  expect(await opens(account)).toEqual({ person_id: winner, area_id: winner })
  const told = await rows(
    `select before, after from platform.audit_change where subject = 'identity.account' and subject_id = $1`,
    [account],
  )
  expect(told).toEqual([{ before: { person_id: loser }, after: { person_id: winner } }])
  await act(site.app, undoMerge, { id, reason: 'nhầm, là hai người' }, system)
  expect(await opens(account)).toEqual({ person_id: loser, area_id: loser })
})

test('of two accounts for one person neither takes what is the other’s', async () => {
  const [winner, loser] = [await owned('Trần Hai Tài Khoản'), await owned('Trần Hai Tài Khoản')]
  await merge(winner.person, loser.person)
  expect(await opens(winner.account)).toEqual({ person_id: winner.person, area_id: winner.person })
  expect(await opens(loser.account)).toEqual({ person_id: loser.person, area_id: loser.person })
})
