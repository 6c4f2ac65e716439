import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { publicActor, type Actor } from '#platform/access.ts'
import { fixture, type Fixture } from '#modules/students/testing/fixture.ts'
import { makeSecret } from '#modules/students/records/guardian.ts'
import { issuedDiplomas, type TestDiploma } from '../check/testing/issued.ts'
import { forgetShareLooks } from './jobs.ts'
import { coarseNetwork } from './share.ts'

let site: TestApp
let make: Fixture
let home: string
let issued: ReturnType<typeof issuedDiplomas>
let trang: string
let me: Actor
let other: Actor
let mine: TestDiploma

beforeAll(async () => {
  site = await testApp()
  const { owner } = site.app.database
  make = fixture(owner)
  home = await make.institution('truong-nghe')
  issued = issuedDiplomas(owner)
  trang = await make.person('Nguyễn Thị Đoan Trang', home)
  const stranger = await make.person('Lê Văn Lạ', home)
  me = site.actor('learner', { kind: 'self', id: trang }, trang)
  other = site.actor('learner', { kind: 'self', id: stranger }, stranger)
  mine = await issued({ institution: home, serial: 'CS-1', person: trang })
})

const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const open = async (path: string, actor: Actor = me, headers: Record<string, string> = {}) => {
  const answer = await site.as(actor).get(path, headers)
  return { status: answer.status, text: await answer.clone().text(), answer }
}
const path = () => `/van-bang-cua-toi/${mine.id}`
const share = (more: Record<string, string | string[]> = {}, actor: Actor = me) =>
  site.as(actor).post(path(), {
    _form: 'share',
    'fields[]': ['name', 'programme'],
    purpose: 'Nộp hồ sơ xin việc',
    to_date: '31/12/2026',
    ...more,
  })
/** Makes a link; answers its own page and where others open it. */
async function shared(more: Record<string, string | string[]> = {}) {
  const answer = await share(more)
  expect(answer.status, await answer.clone().text()).toBe(303)
  const own = answer.headers.get('location')!
  const link = /\/van-bang\/chia-se\/[\w-]+/.exec((await open(own)).text)![0]
  return { own, link }
}

describe('a holder’s own diplomas', () => {
  test('are read by their own session, which neither changes nor removes one, whatever a query forgets', async () => {
    for (const work of [
      sql`delete from diplomas.diploma`,
      sql`update diplomas.diploma set state = state`,
      sql`update diplomas.event set reason = reason`,
    ])
      expect((await site.app.database.write(me, (tx) => work.execute(tx))).numAffectedRows).toBe(0n)
    const seen = await site.app.database.read(me, (db) => sql`select 1 from diplomas.diploma`.execute(db))
    expect(seen.rows.length).toBeGreaterThan(0)
  })

  test.each([
    ['suspended', 'Hãy hỏi cơ sở cấp'],
    ['revoked', 'hỏi hoặc khiếu nại'],
  ] as const)('that are %s say what to do next', async (state, said) => {
    const one = await issued({ institution: home, serial: `CS-${state}`, person: trang, state })
    expect((await open(`/van-bang-cua-toi/${one.id}`)).text).toContain(said)
  })

  test('are listed and open; those not issued yet are not there', async () => {
    const draft = await issued({ institution: home, serial: 'CS-2', person: trang, state: 'numbered' })
    const list = await open('/van-bang-cua-toi')
    expect(list.text).toContain(path())
    expect(list.text).not.toContain(draft.id)
    expect(words(list.text)).toContain('Thật và đang có hiệu lực')
    expect(words((await open(path())).text)).toContain('05/03/2004')
    expect((await open(`/van-bang-cua-toi/${draft.id}`)).status).toBe(404)
  })

  test('are not there for anybody else', async () => {
    expect((await open(path(), other)).status).toBe(404)
    expect((await open('/van-bang-cua-toi', other)).text).not.toContain(mine.id)
    expect((await share({}, other)).status).toBe(404)
    const officer = site.actor('academic-office', { kind: 'institution', id: home })
    expect((await open(path(), officer)).status).toBe(403)
  })

  test('leave as the files that were made of them', async () => {
    const { app } = site
    const pdf = Buffer.from('%PDF-1.7 bản gốc')
    const json = Buffer.from('{"id":"x"}')
    const kept = [await app.files.put(app.keys.sealBytes(pdf)), await app.files.put(app.keys.sealBytes(json))]
    const one = await issued({ institution: home, serial: 'CS-3', person: trang })
    await app.database.owner.query(
      `update diplomas.diploma set pdf_file = $2, credential_file = $3 where id = $1`,
      [one.id, kept[0]!.hash, kept[1]!.hash],
    )
    const files = `/van-bang-cua-toi/${one.id}`
    const got = (await open(`${files}/van-bang.pdf`)).answer
    expect(Buffer.from(await got.arrayBuffer())).toEqual(pdf)
    expect(got.headers.get('content-disposition')).toContain('van-bang-CS-3.pdf')
    expect((await open(`${files}/van-bang.json`)).text).toBe('{"id":"x"}')
    expect((await open(`${files}/van-bang.pdf`, other)).status).toBe(404)
    expect((await open(`${path()}/van-bang.pdf`)).status).toBe(404)
  })
})

test('stand on the learner’s start page and on that of a minor’s guardian, each with the way to its check', async () => {
  const { version } = await make.programme(home, [{}])
  const cohort = await make.cohort(home, version)
  const classGroup = await make.classGroup(home, cohort, 'D26A')
  const child = await make.learner({ institution: home, cohort, classGroup }, 'Lê Minh Con')
  const { owner } = site.app.database
  await owner.query(`update people.person set birth_date = '2010-05-20' where id = $1`, [child.person])
  const { token, hash } = makeSecret()
  await make.insert('students.guardian_link', {
    learner_id: child.learner,
    person_id: child.person,
    institution_id: home,
    guardian_name: 'Lê Văn Cha',
    relation: 'father',
    token_hash: hash,
    from_date: '2026-11-01',
    to_date: '2027-01-01',
  })
  const one = await issued({ institution: home, serial: 'CS-77', person: child.person })
  const guardian = (await open(`/phu-huynh/${token}`, publicActor)).text
  const self = (
    await open('/hoc-tap', site.actor('learner', { kind: 'self', id: child.person }, child.person))
  ).text
  for (const page of [guardian, self]) {
    expect(words(page)).toContain('Thật và đang có hiệu lực')
    expect(page).toContain(`/van-bang/${one.public_id}`)
    expect(page).not.toContain(mine.public_id)
  }
  expect(guardian).not.toContain('/van-bang-cua-toi')
})

describe('a link', () => {
  test('shows the lines chosen, says that it is a part, and nothing else of the diploma', async () => {
    const { link } = await shared()
    const { status, text, answer } = await open(link, publicActor)
    expect(status).toBe(200)
    for (const shown of [
      'Thật và đang có hiệu lực',
      'Nguyễn Thị Đoan Trang',
      'Điện công nghiệp',
      'Nộp hồ sơ xin việc',
      'chỉ chia sẻ một phần',
    ])
      expect(words(text)).toContain(shown)
    for (const kept of ['Khá', '2004', 'CS-1', mine.public_id, mine.entry_no])
      expect(text).not.toContain(kept)
    expect(answer.headers.get('x-robots-tag')).toContain('noindex')
  })

  test('tells its holder who opened it: when, what kind of device, which network, no more', async () => {
    const { link, own } = await shared()
    await open(link, publicActor, {
      'x-forwarded-for': '113.161.20.7',
      'user-agent': 'Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile',
    })
    const page = words((await open(own)).text)
    expect(page).toContain('Chrome · Android')
    expect(page).toContain('113.161.*.*')
    expect(page).not.toContain('113.161.20.7')
  })

  test('forgets who opened it when other looks are forgotten', async () => {
    const { link } = await shared()
    await open(link, publicActor)
    const { app } = site
    await app.database.owner.query(`update diplomas.share_look set at = now() - interval '20 years'`)
    await open(link, publicActor)
    await forgetShareLooks.run({}, { app, progress: async () => {}, signal: new AbortController().signal })
    const left = await app.database.owner.query(`select count(*)::int as n from diplomas.share_look`)
    expect(left.rows[0].n).toBe(1)
  })

  test('taken back opens nothing from then on, and says so', async () => {
    const { link, own } = await shared()
    expect((await site.as(me).post(own, { _form: 'take' })).status).toBe(303)
    const page = words((await open(link, publicActor)).text)
    expect(page).toContain('đã được người chia sẻ thu lại')
    expect(page).not.toContain('Đoan Trang')
    expect((await site.as(me).post(own, { _form: 'take' })).status).toBe(409)
  })

  test('past its end says so', async () => {
    const { link } = await shared({ to_date: '22/11/2026' })
    expect(words((await open(link, publicActor)).text)).toContain('Điện công nghiệp')
    await site.app.database.owner.query(
      `update diplomas.share set to_date = '2026-11-21' where to_date = '2026-11-22'`,
    )
    const page = words((await open(link, publicActor)).text)
    expect(page).toContain('Liên kết đã hết hạn từ sau ngày 21/11/2026')
    expect(page).not.toContain('Đoan Trang')
  })

  test('to a diploma revoked since says that first', async () => {
    const one = await issued({ institution: home, serial: 'CS-9', person: trang })
    const answer = await site.as(me).post(`/van-bang-cua-toi/${one.id}`, {
      _form: 'share',
      'fields[]': ['name'],
      purpose: 'Thử',
      to_date: '31/12/2026',
    })
    const link = /\/van-bang\/chia-se\/[\w-]+/.exec((await open(answer.headers.get('location')!)).text)![0]
    await site.app.database.owner.query(`update diplomas.diploma set state = 'revoked' where id = $1`, [
      one.id,
    ])
    expect(words((await open(link, publicActor)).text)).toContain('Đã bị thu hồi')
  })

  test('nobody made is answered plainly', async () => {
    expect(words((await open('/van-bang/chia-se/khong-co', publicActor)).text)).toContain(
      'Không có liên kết này',
    )
  })

  test('and its visits are seen by its holder alone', async () => {
    const { own } = await shared()
    expect((await open(own, other)).status).toBe(404)
    const id = own.split('/').at(-1)!
    await expect(
      site.app.database.read(site.actor('department-officer'), async (db) =>
        db.selectFrom('diplomas.share').select('id').where('id', '=', id).execute(),
      ),
    ).resolves.toEqual([])
  })

  test.each([
    [{ 'fields[]': [] as string[] }, 'Hãy chọn ít nhất một dòng'],
    [{ purpose: ' ' }, 'Hãy viết chia sẻ để làm gì'],
    [{ to_date: '31/2/2027' }, 'Ngày chưa đọc được'],
    [{ to_date: '1/1/2026' }, 'Ngày hết hạn đã qua'],
    [{ to_date: '1/1/2030' }, 'nhiều nhất một năm'],
  ])('is not made of %j, and nothing typed is lost', async (wrong, said) => {
    const answer = await share(wrong)
    expect(answer.status).toBe(422)
    const text = await answer.text()
    expect(words(text)).toContain(said)
    if (!('purpose' in wrong)) expect(text).toContain('value="Nộp hồ sơ xin việc"')
  })
})

test.each([
  ['113.161.20.7', '113.161.*.*'],
  ['::ffff:113.161.20.7', '113.161.*.*'],
  ['2405:4802:1d1:9a10::1', '2405:4802:*'],
  [undefined, ''],
])('of the address %s is kept %s', (address, kept) => expect(coarseNetwork(address)).toBe(kept))
