import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/access.ts'
import { runAction } from '#platform/actions/run.ts'
import type { Module } from '#platform/module.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { identity } from '../module.ts'
import { giveGrant } from './give-grant.ts'
import { inviteAccount } from './invite-account.ts'

const [schoolA, schoolB] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b']

/** A module that keeps people: which school holds whom. */
const register: Module = {
  name: 'register',
  needs: [],
  words: { vi: {}, en: {} },
  migrations: {
    'a.sql': `create schema register; grant usage on schema register to ngheso_app;
      create table register.member (who uuid, school uuid); grant select on register.member to ngheso_app;`,
  },
  async personPlaces(db, person) {
    const found = await sql<{
      school: string
    }>`select school from register.member where who = ${person}`.execute(db)
    return found.rows.map(({ school }) => ({ institution: school }))
  },
}

let site: TestApp
let manager: Actor
let made = 0

beforeAll(async () => {
  site = await testApp({ modules: [identity, register] })
  const account = await addAccount('quanly@truong.vn')
  manager = { ...site.actor('school-manager', { kind: 'institution', id: schoolA }), id: account } as Actor
})

async function addAccount(email: string, person: string | null = null): Promise<string> {
  const found = await site.app.database.owner.query<{ id: string }>(
    `insert into identity.account (name, email, state, person_id) values ('Ai đó', $1, 'active', $2) returning id`,
    [email, person],
  )
  await site.app.database.owner.query(
    `insert into identity.grant (account_id, role, area_kind, area_id, institution_id, from_date)
     values ($1, 'teacher', 'institution', $2::text, $2::uuid, '2026-01-01')`,
    [found.rows[0]!.id, schoolA],
  )
  return found.rows[0]!.id
}

async function addPerson(school = schoolA): Promise<string> {
  const id = randomUUID()
  await site.app.database.owner.query(`insert into register.member values ($1, $2)`, [id, school])
  return id
}

async function personOf(account: string): Promise<string | null> {
  const found = await site.app.database.owner.query(`select person_id from identity.account where id = $1`, [
    account,
  ])
  return found.rows[0].person_id
}

function invite(email: string, person: string, actor = manager) {
  const fields = {
    name: 'Lê Thị Mới',
    email,
    role: 'teacher',
    area_kind: 'institution',
    area_id: schoolA,
    person,
  }
  return runAction(site.app, inviteAccount, fields, actor)
}

const address = () => `nguoi${++made}@truong.vn`

describe('inviting somebody from their record', () => {
  test('ties a new account to the person', async () => {
    const [email, person] = [address(), await addPerson()]
    const sent = await invite(email, person)
    expect(await personOf(sent.done ? sent.result.id : '')).toBe(person)
  })

  test('ties an account that names nobody yet, and says so in the log', async () => {
    const [email, person] = [address(), await addPerson()]
    const account = await addAccount(email)
    await expect(invite(email, person)).resolves.toMatchObject({ result: { id: account, isNew: false } })
    expect(await personOf(account)).toBe(person)
    const noted = await site.app.database.owner.query(
      `select before, after from platform.audit_change where subject = 'identity.account' and subject_id = $1`,
      [account],
    )
    expect(noted.rows).toEqual([{ before: { person_id: null }, after: { person_id: person } }])
  })

  test("never takes an account that is somebody else's", async () => {
    const [email, owner] = [address(), await addPerson()]
    const account = await addAccount(email, owner)
    await invite(email, await addPerson())
    expect(await personOf(account)).toBe(owner)
  })

  test('never ties an account that holds more than the inviter could give', async () => {
    const email = address()
    const account = await addAccount(email)
    await site.app.database.owner.query(
      `insert into identity.grant (account_id, role, area_kind, area_id, from_date) values ($1, 'department-officer', 'province', '46', '2026-01-01')`,
      [account],
    )
    await invite(email, await addPerson())
    expect(await personOf(account)).toBeNull()
  })

  test('refuses a second account for the same person: it would open what is private to them', async () => {
    const person = await addPerson()
    await addAccount(address(), person)
    await expect(invite(address(), person)).rejects.toMatchObject({
      reason: { key: 'identity.error.person_has_account' },
    })
  })

  test('refuses a person of another school, and one that nobody keeps', async () => {
    for (const person of [await addPerson(schoolB), randomUUID()])
      await expect(invite(address(), person)).rejects.toMatchObject({ refusal: 'not_found' })
    const officer = site.actor('department-officer')
    const account = await addAccount(address())
    await expect(
      invite(address(), await addPerson(schoolB), { ...officer, id: account } as Actor),
    ).resolves.toBeTruthy()
  })
})

test("a role over one's own record is given for a person of the giver's area only", async () => {
  const account = await addAccount(address())
  const give = (person: string) =>
    runAction(
      site.app,
      giveGrant,
      { id: account, role: 'learner', area_kind: 'self', area_id: person, institution: schoolA },
      manager,
    )
  await expect(give(await addPerson(schoolB))).rejects.toMatchObject({ refusal: 'not_found' })
  await expect(give(await addPerson())).resolves.toMatchObject({ done: true })
  // A record opens to the account of its person alone.
  const owned = await addPerson()
  await addAccount(address(), owned)
  await expect(give(owned)).rejects.toMatchObject({ reason: { key: 'identity.error.person_has_account' } })
  await site.app.database.owner.query('update identity.account set person_id = $2 where id = $1', [
    account,
    await addPerson(),
  ])
  await expect(give(await addPerson())).rejects.toMatchObject({
    reason: { key: 'identity.error.other_person' },
  })
  const [one, two] = [await addPerson(), await addPerson()]
  const invited = { name: 'Hai người', email: address(), role: 'learner', area_kind: 'self', area_id: one }
  await expect(
    runAction(site.app, inviteAccount, { ...invited, institution: schoolA, person: two }, manager),
  ).rejects.toMatchObject({ reason: { key: 'identity.error.other_person' } })
})
