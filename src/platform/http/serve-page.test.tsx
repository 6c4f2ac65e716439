import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testApp, type TestApp } from '#app/testing.ts'
import { Form, TextField } from '#ui/index.ts'
import { publicActor, systemActor } from '../access.ts'
import { defineAction } from '../actions/define.ts'
import { conflict, notFound } from '../errors.ts'
import type { Module } from '../module.ts'
import { defineForm, definePage } from '../pages/page.ts'

const mine = '11111111-1111-4111-8111-111111111111'
const theirs = '22222222-2222-4222-8222-222222222222'

type Note = { id: string; text: string; version: number; institution_id: string }
const saveNote = defineAction({
  name: 'sample.save-note',
  permission: 'sample.write',
  input: z.object({
    id: z.string(),
    version: z.coerce.number(),
    text: z.string().min(2, 'sample.too_short'),
  }),
  async find(db, input) {
    const found = await sql<Note>`select * from sample.note where id = ${input.id}`.execute(db)
    if (!found.rows[0]) throw notFound()
    return found.rows[0]
  },
  about: (note) => ({ institution: note.institution_id }),
  async run(tx, { input, target }) {
    const done = await sql`update sample.note set text = ${input.text}, version = version + 1
      where id = ${input.id} and version = ${input.version}`.execute(tx)
    if (done.numAffectedRows === 0n) throw conflict()
    return {
      result: input.id,
      changes: [
        {
          subject: 'sample.note',
          id: input.id,
          institution: target.institution_id,
          before: { text: target.text },
          after: { text: input.text },
        },
      ],
    }
  },
})

const notePage = definePage({
  path: '/ghi-chu/:id',
  permission: 'sample.write',
  async load({ db, params }) {
    const found = await sql<Note>`select * from sample.note where id = ${params.id}`.execute(db)
    if (!found.rows[0]) throw notFound()
    return found.rows[0]
  },
  about: (note) => ({ institution: note.institution_id }),
  looks: (note) => ({ subject: 'sample.note', ids: [note.id] }),
  title: (note) => note.text,
  forms: {
    save: defineForm({ action: saveNote, then: (id) => ({ to: `/ghi-chu/${id}`, say: 'sample.saved' }) }),
  },
  view: (note, { form }) => (
    <Form hidden={form.hidden('save', { version: note.version })}>
      <TextField label="Nội dung" {...form.field('text', note.text)} />
    </Form>
  ),
})

const sample: Module = {
  name: 'sample',
  needs: [],
  words: {
    vi: { 'sample.too_short': 'Quá ngắn', 'sample.saved': 'Đã lưu' },
    en: { 'sample.too_short': 'Too short', 'sample.saved': 'Saved' },
  },
  migrations: {
    'a.sql': `create schema sample; grant usage on schema sample to ngheso_app;
      create table sample.note (id text primary key, institution_id uuid, text text unique, version integer not null default 1);
      insert into sample.note values ('a', '${mine}', 'bản đầu'), ('b', '${theirs}', 'của trường khác');
      grant select, insert, update on sample.note to ngheso_app;`,
  },
  permissions: [{ name: 'sample.write', roles: ['school-manager'] }],
  pages: [notePage],
  actions: [saveNote],
}

let site: TestApp
beforeAll(async () => {
  site = await testApp({ modules: [sample] })
})
const manager = () => site.actor('school-manager', { kind: 'institution', id: mine })
const looks = async () =>
  (await site.app.database.owner.query('select subject_ids from platform.look')).rows.length

describe('a page', () => {
  test('is shown, and the look is logged', async () => {
    const before = await looks()
    const answer = await site.as(manager()).get('/ghi-chu/a')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('value="bản đầu"')
    expect(await looks()).toBe(before + 1)
  })

  test('of another school reads as not found and is not logged as a look', async () => {
    const before = await looks()
    expect((await site.as(manager()).get('/ghi-chu/b')).status).toBe(404)
    expect(await looks()).toBe(before)
  })

  test('carries a policy without inline code and is not cached when signed in', async () => {
    const { headers } = await site.as(manager()).get('/ghi-chu/a')
    expect(headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    expect(headers.get('cache-control')).toContain('no-store')
  })
})

describe('a form', () => {
  test('with a mistake keeps what was typed and names the field', async () => {
    const answer = await site.as(manager()).post('/ghi-chu/a', { _form: 'save', version: '1', text: 'x' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('value="x"')
    expect(page).toContain('Quá ngắn')
    expect(page).toContain('href="#f-text"')
  })

  test('that is right goes on, and greets once', async () => {
    const answer = await site
      .as(manager())
      .post('/ghi-chu/a', { _form: 'save', version: '1', text: 'bản hai' })
    expect(answer.status).toBe(303)
    const cookies = answer.headers.get('set-cookie')!.split(';')[0]!
    expect(await (await site.as(manager()).get('/ghi-chu/a', { cookie: cookies })).text()).toContain('Đã lưu')
  })

  test('of a record somebody else saved first shows both versions', async () => {
    const answer = await site
      .as(manager())
      .post('/ghi-chu/a', { _form: 'save', version: '1', text: 'bản của tôi' })
    expect(answer.status).toBe(409)
    const page = await answer.text()
    expect(page).toContain('value="bản của tôi"')
    expect(page).toContain('bản hai')
    expect(page).toContain('name="version" value="2"')
  })

  test('that writes what only the database knows to be taken says that somebody was first, and keeps what was typed', async () => {
    const answer = await site
      .as(manager())
      .post('/ghi-chu/a', { _form: 'save', version: '2', text: 'của trường khác' })
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(html).toContain('Người khác vừa ghi cùng nội dung này')
    expect(html).toContain('value="của trường khác"')
  })

  test('shown again after a mistake still knows which version it was made from, so that nobody is overwritten unseen', async () => {
    const first = { _form: 'save', version: '1', text: 'x' }
    const again = await (await site.as(manager()).post('/ghi-chu/a', first)).text()
    expect(again).toContain('name="version" value="1"')
    expect((await site.as(manager()).post('/ghi-chu/a', { ...first, text: 'sửa lại' })).status).toBe(409)
  })

  test('sent after the session ended is kept and shown again, once, to the person who signs in', async () => {
    const gone = await site
      .as(publicActor)
      .post('/ghi-chu/a', { _form: 'save', version: '2', text: 'đang gõ dở' })
    expect(gone.status).toBe(303)
    const back = new URL(gone.headers.get('location')!, 'http://test.local').searchParams.get('tiep')!
    const browser = { cookie: gone.headers.get('set-cookie')!.split(';')[0]! }
    expect(await (await site.as(manager()).get(back)).text()).not.toContain('đang gõ dở')
    const page = await (await site.as(manager()).get(back, browser)).text()
    expect(page).toContain('value="đang gõ dở"')
    expect(page).toContain('Nội dung đã được giữ lại')
    expect(await (await site.as(manager()).get(back, browser)).text()).not.toContain('đang gõ dở')
  })

  test('of nobody known is kept so often from one address and so many of one browser; beyond, it is shown to be sent again', async () => {
    const lone = await testApp({ modules: [sample] })
    const send = (more: Record<string, string>) =>
      lone.as(publicActor).post('/ghi-chu/a', { _form: 'save', version: '1', text: 'đang gõ dở' }, more)
    const kept = async () =>
      (await lone.app.database.owner.query('select from platform.parked_form')).rowCount
    for (let at = 0; at < 25; at += 1)
      await send({ cookie: 'giu_form=mot-may', 'x-forwarded-for': '10.0.0.1' })
    expect(await kept()).toBe(20)
    for (let at = 0; at < 35; at += 1)
      expect((await send({ 'x-forwarded-for': '10.0.0.1' })).status).toBe(303)
    const refused = await send({ 'x-forwarded-for': '10.0.0.1' })
    expect(refused.status).toBe(429)
    expect(await refused.text()).toContain('value="đang gõ dở"')
    expect(await kept()).toBe(55)
    expect((await send({ 'x-forwarded-for': '10.0.0.2' })).status).toBe(303)
  })

  test('from another site is refused', async () => {
    const answer = await site
      .as(manager())
      .post('/ghi-chu/a', { _form: 'save', version: '2', text: 'giả mạo' }, { origin: 'http://evil.example' })
    expect(answer.status).toBe(403)
  })

  test('that is no form is refused as input, not as a defect', async () => {
    const answer = await site.web.request('http://test.local/ghi-chu/a', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://test.local' },
      body: '{}',
    })
    expect(answer.status).toBe(422)
  })

  test('of a visitor that is large is not read: they sign in first', async () => {
    const answer = await site
      .as(publicActor)
      .post(
        '/ghi-chu/a',
        { _form: 'save', version: '2', text: 'x'.repeat(2_000_000) },
        { 'content-length': '2000100' },
      )
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/dang-nhap?tiep=%2Fghi-chu%2Fa'])
  })

  test('that is too large is refused in words', async () => {
    const answer = await site
      .as(manager())
      .post(
        '/ghi-chu/a',
        { _form: 'save', version: '2', text: 'x'.repeat(2_000_000) },
        { 'content-length': '2000100' },
      )
    expect([413, 422]).toContain(answer.status)
    expect(await answer.text()).toContain('quá lớn')
  })
})

describe('a form sent by an island', () => {
  const json = { accept: 'application/json' }
  const send = (values: Record<string, string>, actor = manager()) =>
    site.as(actor).post('/ghi-chu/a', { _form: 'save', ...values }, json)
  const version = async () =>
    String(
      (await site.app.database.owner.query(`select version from sample.note where id = 'a'`)).rows[0].version,
    )

  test('acts as the form does and answers with the result', async () => {
    const answer = await send({ version: await version(), text: 'từ bảng' })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ result: 'a' })
  })

  test('says in words which field is wrong, that somebody was first, or that the session has ended', async () => {
    const wrong = await send({ version: await version(), text: 'x' })
    expect(wrong.status).toBe(422)
    expect(await wrong.json()).toMatchObject({ fields: { text: 'Quá ngắn' } })
    expect((await send({ version: '0', text: 'cũ rồi' })).status).toBe(409)
    expect((await send({ version: await version(), text: 'ai đó' }, publicActor)).status).toBe(401)
  })
})

describe('the machine side', () => {
  test('health, readiness and metrics answer', async () => {
    expect(await (await site.as(publicActor).get('/healthz')).text()).toBe('ok')
    expect((await site.as(publicActor).get('/readyz')).status).toBe(200)
    expect(await (await site.as(publicActor).get('/metrics')).text()).toContain('ngheso_http_requests_total')
  })

  test('an unknown address stands under the same policy as every page', async () => {
    const { headers, status } = await site.as(publicActor).get('/khong-co')
    expect(status).toBe(404)
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('an unknown address is a page with a way out, in JSON for machines', async () => {
    expect(await (await site.as(publicActor).get('/khong-co')).text()).toContain('Về trang đầu')
    expect(await (await site.as(publicActor).get('/api/v1/khong-co')).json()).toMatchObject({
      error: 'platform.error.not_found',
    })
  })
})

describe('while the database is away', () => {
  test('a form keeps what was typed and offers to send it again; when it is back, work goes on', async () => {
    const lone = await testApp({ modules: [sample] })
    const actor = lone.actor('school-manager', { kind: 'institution', id: mine })
    const name = new URL(lone.databaseUrl).pathname.slice(1)
    const owner = site.app.database.owner
    await owner.query(`alter database ${name} allow_connections false`)
    await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`, [name])
    const away = await lone
      .as(actor)
      .post('/ghi-chu/a', { _form: 'save', version: '1', text: 'không được mất' })
    expect(away.status).toBe(503)
    const page = await away.text()
    expect(page).toContain('value="không được mất"')
    expect(page).toContain('Gửi lại')
    expect((await lone.as(publicActor).get('/readyz')).status).toBe(503)
    await owner.query(`alter database ${name} allow_connections true`)
    const back = await lone
      .as(actor)
      .post('/ghi-chu/a', { _form: 'save', version: '1', text: 'không được mất' })
    expect(back.status).toBe(303)
  })
})

test('the system sees every area', async () => {
  const seen = await site.app.database.read(systemActor('test'), (db) =>
    sql`select 1 from sample.note`.execute(db),
  )
  expect(seen.rows).toHaveLength(2)
})
