import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { sql } from 'kysely'
import { publicActor, systemActor } from '../access.ts'
import { recordAct, type AuditEntry } from '../audit/record.ts'
import { verifyChain } from '../audit/verify.ts'
import type { Module } from '../module.ts'
import { conflict } from '../errors.ts'
import { defineAction, nothing } from './define.ts'
import { runAction } from './run.ts'
import { testApp, type TestApp } from '#app/testing.ts'

const institution = '11111111-1111-4111-8111-111111111111'
const elsewhere = '22222222-2222-4222-8222-222222222222'

const addNote = defineAction({
  name: 'sample.add-note',
  permission: 'sample.write',
  input: z.object({ institution: z.uuid(), text: z.string().min(2).max(10) }),
  find: nothing,
  about: (_target, input) => ({ institution: input.institution }),
  async run(tx, { input }) {
    await sql`insert into sample.note (institution_id, text) values (${input.institution}, ${input.text})`.execute(
      tx,
    )
    return {
      result: input.text,
      changes: [
        {
          subject: 'sample.note',
          id: input.text,
          institution: input.institution,
          before: null,
          after: { text: input.text },
        },
      ],
    }
  },
})

type Input = z.output<typeof addNote.input>

const failLate = defineAction({
  ...addNote,
  name: 'sample.fail-late',
  async run(tx, context) {
    await addNote.run(tx, context)
    throw conflict()
  },
})

const sample: Module = {
  name: 'sample',
  needs: [],
  words: { vi: {}, en: {} },
  migrations: {
    'a.sql': `create schema sample; grant usage on schema sample to ngheso_app;
      create table sample.note (institution_id uuid, text text);
      alter table sample.note enable row level security;
      create policy note_area on sample.note to ngheso_app using ((select platform.reaches_all())
        or institution_id = any ((select platform.reached_institutions())::uuid[]));
      grant select, insert on sample.note to ngheso_app;`,
  },
  permissions: [{ name: 'sample.write', roles: ['school-manager'] }],
  actions: [addNote, failLate],
}

let site: TestApp
beforeAll(async () => {
  site = await testApp({ modules: [sample] })
})

const manager = () => site.actor('school-manager', { kind: 'institution', id: institution })
const notes = async () =>
  (await site.app.database.owner.query('select text from sample.note order by text')).rows.map(
    (row) => row.text as string,
  )

describe('an action', () => {
  test('looks up nothing for who may do it nowhere, so that nobody learns what exists', async () => {
    let isAsked = false
    const asking = {
      ...addNote,
      name: 'sample.asking',
      find: async () => {
        isAsked = true
        return undefined
      },
    }
    const learner = { ...site.actor('learner'), grants: [] }
    const input = { institution, text: 'một' }
    await expect(runAction(site.app, asking, input, learner)).rejects.toMatchObject({ refusal: 'forbidden' })
    await expect(runAction(site.app, asking, {}, publicActor)).rejects.toMatchObject({
      refusal: 'unauthenticated',
    })
    expect(isAsked).toBe(false)
  })

  test('writes, audits with before and after, and keeps the chain whole', async () => {
    await runAction(site.app, addNote, { institution, text: 'một' }, manager())
    expect(await notes()).toContain('một')
    const audited = await site.app.database.owner.query(
      `select c.after from platform.audit_change c where subject_id = 'một'`,
    )
    expect(audited.rows[0].after).toEqual({ text: 'một' })
    expect(await verifyChain(site.app.database.owner)).toMatchObject({ brokenAt: undefined })
  })

  test('says which field is wrong, in the language of the reader', async () => {
    const wrong = { institution, text: 'x' }
    await expect(runAction(site.app, addNote, wrong, manager())).rejects.toMatchObject({
      refusal: 'invalid',
      fields: { text: expect.stringMatching(/ký tự|nhỏ/) },
    })
    await expect(runAction(site.app, addNote, wrong, manager(), { lang: 'en' })).rejects.toMatchObject({
      fields: { text: expect.stringContaining('at least 2') },
    })
  })

  test('reads as not found outside the area, forbidden without the right, sign in for a visitor', async () => {
    await expect(
      runAction(site.app, addNote, { institution: elsewhere, text: 'hai' }, manager()),
    ).rejects.toMatchObject({ refusal: 'not_found' })
    await expect(
      runAction(site.app, addNote, { institution, text: 'hai' }, site.actor('learner')),
    ).rejects.toMatchObject({ refusal: 'forbidden' })
    await expect(
      runAction(site.app, addNote, { institution, text: 'hai' }, publicActor),
    ).rejects.toMatchObject({ refusal: 'unauthenticated' })
    expect(await notes()).not.toContain('hai')
  })

  test('leaves nothing behind when it fails late', async () => {
    await expect(runAction(site.app, failLate, { institution, text: 'ba' }, manager())).rejects.toMatchObject(
      { refusal: 'conflict' },
    )
    expect(await notes()).not.toContain('ba')
  })

  test('a form sent twice, even at once, acts once and answers the same', async () => {
    const once = { token: 'form-1', location: () => '/done' }
    const both = await Promise.all(
      [1, 2].map(() => runAction(site.app, addNote, { institution, text: 'bốn' }, manager(), { once })),
    )
    expect(both.filter((one) => one.done)).toHaveLength(1)
    expect(both.find((one) => !one.done)).toEqual({ done: false, location: '/done' })
    expect((await notes()).filter((text) => text === 'bốn')).toHaveLength(1)
  })

  test('prepares before its transaction, only for who may act there, and lets it go when nothing came of it', async () => {
    const told: string[] = []
    const drawing = defineAction<Input, undefined, string, string>({
      ...addNote,
      name: 'sample.drawing',
      async prepare({ input }) {
        told.push(`drawn ${input.text}`)
        return `hình ${input.text}`
      },
      release: async (prepared) => void told.push(`let go ${prepared}`),
      async run(tx, context) {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from sample.note
          where text = ${context.prepared}`.execute(tx)
        if (rows[0]!.n > 0) throw conflict()
        return addNote.run(tx, { ...context, input: { ...context.input, text: context.prepared } })
      },
    })
    const send = (text: string, more = {}, at = institution) =>
      runAction(site.app, drawing, { institution: at, text }, manager(), more)
    const once = { token: 'drawn-1', location: () => '/done' }
    await send('năm', { once })
    expect(await notes()).toContain('hình năm')
    expect(told).toEqual(['drawn năm'])
    await send('năm', { once })
    expect(told).toEqual(['drawn năm', 'drawn năm', 'let go hình năm'])
    await expect(send('năm')).rejects.toMatchObject({ refusal: 'conflict' })
    expect(told.slice(3)).toEqual(['drawn năm', 'let go hình năm'])
    await expect(send('sáu', {}, elsewhere)).rejects.toMatchObject({ refusal: 'not_found' })
    expect(told).toHaveLength(5)
  })

  test('row-level security hides another institution even from a query without a where', async () => {
    await runAction(site.app, addNote, { institution: elsewhere, text: 'xa' }, systemActor('test'))
    const seen = await site.app.database.read(manager(), (db) =>
      sql<{ text: string }>`select text from sample.note`.execute(db),
    )
    expect(seen.rows.map((row) => row.text)).not.toContain('xa')
  })

  test('a page load cannot write', async () => {
    const write = site.app.database.read(manager(), (db) =>
      sql`insert into sample.note values (null, 'lậu')`.execute(db),
    )
    await expect(write).rejects.toThrow(/read-only/)
  })
})

const slowEntry: AuditEntry = {
  at: '2026-11-25T03:00:00.000Z',
  actor: systemActor('test'),
  action: 'sample.slow',
  permission: 'sample.write',
  grantId: undefined,
  requestId: undefined,
}

/** Takes an entry out with all that hangs on it, as somebody with the owner's rights could. */
async function removeEntry({ app }: TestApp, seq: number): Promise<void> {
  for (const [table, column] of [
    ['audit_change', 'entry_seq'],
    ['audit_seal', 'entry_seq'],
    ['audit_entry', 'seq'],
  ])
    await app.database.owner.query(`delete from platform.${table} where ${column} = $1`, [seq])
}

describe('the audit chain', () => {
  test.each([
    ['an entry is changed', `update platform.audit_entry set actor_name = 'ai đó' where seq = 1`],
    [
      'a changed row is altered',
      `update platform.audit_change set after = '{"text":"khác"}' where entry_seq = 1`,
    ],
    ['a changed row is removed', `delete from platform.audit_change where entry_seq = 1`],
  ])('is found broken when %s', async (_what, tamper) => {
    const broken = await testApp({ modules: [sample] })
    await runAction(broken.app, addNote, { institution, text: 'gốc' }, systemActor('test'))
    await runAction(broken.app, addNote, { institution, text: 'sau' }, systemActor('test'))
    await verifyChain(broken.app.database.owner)
    await broken.app.database.owner.query(tamper)
    expect(await verifyChain(broken.app.database.owner)).toMatchObject({ brokenAt: 1 })
  })

  test('is found broken when an entry in the middle is gone', async () => {
    const broken = await testApp({ modules: [sample] })
    for (const text of ['aa', 'bb', 'cc'])
      await runAction(broken.app, addNote, { institution, text }, systemActor('test'))
    await verifyChain(broken.app.database.owner)
    await removeEntry(broken, 2)
    expect(await verifyChain(broken.app.database.owner)).toMatchObject({ brokenAt: 3 })
  })

  test('is found broken when an entry was kept from its place', async () => {
    const broken = await testApp({ modules: [sample] })
    await runAction(broken.app, addNote, { institution, text: 'lẻ' }, systemActor('test'))
    await broken.app.database.owner.query('delete from platform.audit_unsealed')
    expect(await verifyChain(broken.app.database.owner)).toMatchObject({ brokenAt: 1 })
  })

  test('is whole after acts at once, of which some are rolled back', async () => {
    const busy = await testApp({ modules: [sample] })
    const sent = Array.from({ length: 40 }, (_, at) =>
      at % 5 === 0
        ? busy.app.database.write(systemActor('test'), async (tx) => {
            await recordAct(tx, slowEntry, [])
            throw conflict()
          })
        : runAction(busy.app, addNote, { institution, text: `ghi ${at}` }, systemActor('test')),
    )
    const ended = await Promise.allSettled(sent)
    expect(ended.filter((one) => one.status === 'fulfilled')).toHaveLength(32)
    expect(await verifyChain(busy.app.database.owner)).toMatchObject({ entries: 32, brokenAt: undefined })
  })

  test('an act does not wait for another to end', async () => {
    const busy = await testApp({ modules: [sample] })
    let release = (): void => undefined
    const held = new Promise<void>((resume) => (release = resume))
    const slow = busy.app.database.write(systemActor('test'), async (tx) => {
      await recordAct(tx, slowEntry, [])
      await held
    })
    await runAction(busy.app, addNote, { institution, text: 'nhanh' }, systemActor('test'))
    expect(await verifyChain(busy.app.database.owner)).toMatchObject({ entries: 1, brokenAt: undefined })
    release()
    await slow
    expect(await verifyChain(busy.app.database.owner)).toMatchObject({ entries: 2, brokenAt: undefined })
  })
})
