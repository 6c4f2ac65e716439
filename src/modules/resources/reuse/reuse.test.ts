import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/access.ts'
import { testRepository, type TestRepository } from '../testing/repository.ts'

let here: TestRepository
beforeAll(async () => {
  here = await testRepository()
})

/** Published for everybody: reviewed and decided by the department. */
async function shared(title: string, more: Record<string, string | string[]> = {}): Promise<string> {
  const code = await here.ready(title, { access: 'public', ...more })
  await here.publish(code, [here.officer, here.secondOfficer], here.officer)
  return code
}
const idOf = async (code: string) => String((await here.version(code)).id)
const codeIn = (answer: Response) =>
  /\/hoc-lieu\/([0-9a-z]{10})\//.exec(answer.headers.get('location') ?? '')?.[1] ?? ''

describe('a copy', () => {
  test('keeps its lineage, both ways, and the licence it was given under', async () => {
    const code = await shared('Gốc', { licence: 'cc-by-sa-4.0', summary: 'Bản gốc' })
    const copied = await here.post(
      `/hoc-lieu/${code}`,
      { _form: 'copy', id: await idOf(code) },
      here.stranger,
    )
    expect(copied.status).toBe(303)
    const copy = codeIn(copied)
    const version = await here.version(copy)
    expect(version).toMatchObject({
      title: 'Gốc',
      summary: 'Bản gốc',
      licence: 'cc-by-sa-4.0',
      institution_id: here.away,
    })
    /** Copies counted, and how it stands in the order “Dùng nhiều nhất”. */
    const counted = async () =>
      (
        await here.rows(
          `select u.copies, e.used / 10000000 as used from resources.resource r cross join lateral resources.usage_of(r.id) u
           join resources.search_entry e on e.resource_id = r.id where r.code = $1`,
          [code],
        )
      )[0]
    expect(await counted()).toEqual({ copies: 0, used: 0 })
    const draft = await here.text(`/hoc-lieu/${copy}/soan`, here.stranger)
    expect(draft).toContain('Dựa trên')
    expect(draft).toContain('value="Lê Xa"')
    // What it is a copy of stays; a source named by mistake is taken out again.
    const other = await shared('Nguồn ghi nhầm')
    await here.save(copy, { 'source.address': `http://test.local/hoc-lieu/${other}` }, here.stranger)
    const sources = () =>
      here.rows(`select id, title from resources.version_origin where version_id = $1 order by position`, [
        version.id,
      ])
    expect((await sources()).map((one) => one.title)).toEqual(['Gốc', 'Nguồn ghi nhầm'])
    for (const one of await sources()) await here.save(copy, { remove: `source:${one.id}` }, here.stranger)
    expect((await sources()).map((one) => one.title)).toEqual(['Gốc'])
    // Share alike: another licence is refused before it is handed in.
    await here.save(copy, { licence: 'cc-by-4.0' }, here.stranger)
    expect(await here.text(`/hoc-lieu/${copy}/soan`, here.stranger)).toContain('mang cùng giấy phép')
    await here.save(copy, { licence: 'cc-by-sa-4.0', access: 'public', title: 'Bản của tôi' }, here.stranger)
    const submission = await here.handIn(copy, here.stranger)
    for (const officer of [here.officer, here.secondOfficer]) await here.answer(submission, officer)
    await here.decide(submission, here.officer)
    expect(await here.text(`/hoc-lieu/${copy}`, here.publicActor)).toContain(`/hoc-lieu/${code}/phien-ban/1`)
    expect(await here.text(`/hoc-lieu/${code}`, here.publicActor)).toContain('Bản của tôi')
    expect(await counted()).toEqual({ copies: 1, used: 1 })
    const read = await here.site.as(here.publicActor).get(`/api/v1/resources/${copy}`)
    expect(await read.json()).toMatchObject({
      based_on: [{ title: 'Gốc', address: `http://test.local/hoc-lieu/${code}/phien-ban/1` }],
    })
  })

  test('is refused where the licence forbids derivation', async () => {
    const code = await shared('Không sửa', { licence: 'cc-by-nd-4.0' })
    expect(await here.text(`/hoc-lieu/${code}`, here.stranger)).toContain('không cho sửa đổi')
    const refused = await here.post(
      `/hoc-lieu/${code}`,
      { _form: 'copy', id: await idOf(code) },
      here.stranger,
    )
    expect(refused.status).toBe(422)
    expect(
      await here.rows(`select 1 from resources.resource where institution_id = $1`, [here.away]),
    ).toHaveLength(1)
  })
})

describe('a collection', () => {
  test('keeps what its editor cannot open, says so, and is copied with what it holds', async () => {
    const far = await here.ready('Của trường xa', { access: 'public' }, here.stranger)
    const round = await here.handIn(far, here.stranger)
    for (const officer of [here.officer, here.secondOfficer]) await here.answer(round, officer)
    await here.decide(round, here.officer)
    const near = await shared('Của trường nhà')
    const made = await here.post('/hoc-lieu/moi', {
      _form: 'create',
      kind: 'collection',
      title: 'Bộ hai bài',
    })
    const code = codeIn(made)
    const collection = await idOf(code)
    // Two tabs at once: both are taken in.
    const both = await Promise.all(
      [far, near].map(async (item) =>
        here.post(`/hoc-lieu/${item}`, { _form: 'collect', id: await idOf(item), collection }),
      ),
    )
    expect(both.map((one) => one.status)).toEqual([303, 303])
    await here.save(code, { licence: 'cc-by-4.0', access: 'public' })
    await here.publish(code, [here.officer, here.secondOfficer], here.officer)
    const copied = await here.post(`/hoc-lieu/${code}`, { _form: 'copy', id: collection }, here.colleague)
    const copy = codeIn(copied)
    const held = async () =>
      (
        await here.rows(
          `select r.code from resources.version_item i join resources.resource r on r.id = i.resource_id where i.version_id = $1`,
          [await idOf(copy)],
        )
      ).map((row) => row.code)
    expect((await held()).toSorted()).toEqual([far, near].toSorted())
    await here.rows(`update resources.resource set access = 'school' where code = $1`, [far])
    expect((await here.save(copy, { summary: 'Sửa' }, here.colleague)).status).toBe(303)
    expect((await held()).toSorted()).toEqual([far, near].toSorted())
    const page = await here.text(`/hoc-lieu/${copy}/soan`, here.colleague)
    expect(page).toContain('Học liệu bạn không mở được')
    expect(page).toContain('Bộ sưu tập có 1 học liệu bạn không mở được')
    const [hidden] = await here.rows(`select id from resources.resource where code = $1`, [far])
    await here.save(copy, { remove: `item:${hidden!.id}` }, here.colleague)
    expect(await held()).toEqual([near])
  })

  test('is made of resources of others, put in order, and checked against who can open them', async () => {
    const school = await here.ready('Chỉ trong trường')
    await here.publish(school)
    const open = await shared('Mở cho mọi người')
    const made = await here.post('/hoc-lieu/moi', {
      _form: 'create',
      kind: 'collection',
      title: 'Nhập môn hàn',
    })
    const code = codeIn(made)
    const collection = await idOf(code)
    for (const item of [school, open]) {
      const added = await here.post(`/hoc-lieu/${item}`, {
        _form: 'collect',
        id: await idOf(item),
        collection,
      })
      expect(added.status).toBe(303)
    }
    const items = await here.rows(
      `select i.resource_id, r.code from resources.version_item i join resources.resource r on r.id = i.resource_id
       where i.version_id = $1 order by i.position`,
      [collection],
    )
    const order = {
      'items.0.resource_id': String(items[0]!.resource_id),
      'items.0.place': '2',
      'items.1.resource_id': String(items[1]!.resource_id),
      'items.1.place': '1',
      'items.1.note': 'Đọc trước',
    }
    expect((await here.save(code, { ...order, licence: 'cc-by-4.0', access: 'public' })).status).toBe(303)
    const page = await here.text(`/hoc-lieu/${code}/soan`)
    expect(page.indexOf('Mở cho mọi người')).toBeLessThan(page.indexOf('>Chỉ trong trường<'))
    expect(page).toContain('Người xem bộ sưu tập này không mở được “Chỉ trong trường”.')
    const removed = await here.save(code, {
      remove: `item:${items[0]!.resource_id}`,
      access: 'public',
      licence: 'cc-by-4.0',
    })
    expect(removed.status).toBe(303)
    const submission = await here.handIn(code)
    for (const officer of [here.officer, here.secondOfficer]) await here.answer(submission, officer)
    expect((await here.decide(submission, here.officer)).status).toBe(303)
    const shown = await here.text(`/hoc-lieu/${code}`, here.publicActor)
    expect(shown).toContain('Mở cho mọi người')
    expect(shown).toContain('Đọc trước')
  })
})

describe('a problem', () => {
  test('is told without an account, answered by the authors, and shown to nobody else', async () => {
    const code = await shared('Có lỗi')
    const tell = async (more: Record<string, string>) =>
      here.post(
        `/hoc-lieu/${code}/bao-loi`,
        { _form: 'tell', id: await idOf(code), ...more },
        here.publicActor,
      )
    expect((await tell({ kind: 'broken', text: 'hỏng' })).status).toBe(422)
    expect((await tell({ kind: 'rights', text: 'Ảnh trang 3 là của tôi' })).status).toBe(422)
    const told = await tell({ kind: 'rights', text: 'Ảnh trang 3 là của tôi', contact: 'toi@vidu.vn' })
    expect(told.status).toBe(303)
    const [problem] = await here.rows(`select id from resources.problem where contact = 'toi@vidu.vn'`)
    const path = `/hoc-lieu/su-co/${problem!.id}`
    expect((await here.site.as(here.stranger).get(path)).status).toBe(404)
    expect((await here.site.as(here.colleague).get(path)).status).toBe(404)
    expect(await here.text('/')).toContain('Trả lời vấn đề của học liệu “Có lỗi”')
    expect(await here.text(path)).toContain('toi@vidu.vn')
    const answered = await here.post(path, {
      _form: 'answer',
      problem: String(problem!.id),
      version: '1',
      answer: 'Đã thay ảnh',
    })
    expect(answered.status).toBe(303)
    const late = await here.post(path, {
      _form: 'answer',
      problem: String(problem!.id),
      version: '1',
      answer: 'Lần nữa',
    })
    expect(late.status).toBe(409)
  })
})

describe('taking down', () => {
  test('names who uses it, leaves a tombstone, serves no file; bringing back needs who took it', async () => {
    const code = await shared('Gỡ')
    const id = await idOf(code)
    const [file] = await here.rows(`select id from resources.version_file where version_id = $1`, [id])
    await here.post(`/hoc-lieu/${code}/da-dung`, { _form: 'use', id, on_date: '20/11/2026' }, here.stranger)
    expect((await here.site.as(here.stranger).get(`/hoc-lieu/${code}/go`)).status).toBe(404)
    expect(await here.text(`/hoc-lieu/${code}/go`, here.officer)).toContain('1 nhà giáo của 1 trường')
    const down = (more: Record<string, string>) =>
      here.post(`/hoc-lieu/${code}/go`, { _form: 'down', id, ...more }, here.officer)
    const [{ version } = { version: 0 }] = await here.rows(
      `select version from resources.resource where code = $1`,
      [code],
    )
    expect((await down({ version: String(version), kind: 'rights' })).status).toBe(422)
    const done = await down({ version: String(version), kind: 'rights', reason: 'Ảnh của người khác' })
    expect(done.status).toBe(303)
    const page = await here.text(`/hoc-lieu/${code}`, here.publicActor)
    expect(page).toContain('Học liệu này đã được gỡ ngày 22/11/2026')
    expect(page).toContain('Ảnh của người khác')
    expect((await here.site.as(here.publicActor).get(`/hoc-lieu/tep/${file!.id}`)).status).toBe(404)
    expect((await here.site.as(here.publicActor).get(`/hoc-lieu/${code}/mo-ta.json`)).status).toBe(404)
    expect(await here.text('/hoc-lieu', here.publicActor)).not.toContain(`/hoc-lieu/${code}"`)
    const back = async (actor?: Actor) => {
      const [one] = await here.rows(`select version from resources.resource where code = $1`, [code])
      return here.post(`/hoc-lieu/${code}/go`, { _form: 'back', id, version: String(one!.version) }, actor)
    }
    expect((await back()).status).toBe(422)
    expect((await back(here.officer)).status).toBe(303)
    expect((await here.site.as(here.publicActor).get(`/hoc-lieu/tep/${file!.id}`)).status).toBe(200)

    // Who took it down decides, not the reason that was named: one's own comes back, the department's does not.
    const again = async (kind: string, actor: Actor) => {
      const [one] = await here.rows(`select version from resources.resource where code = $1`, [code])
      const form = { _form: 'down', id, version: String(one!.version), kind, reason: 'Xem lại nội dung' }
      return (await here.post(`/hoc-lieu/${code}/go`, form, actor)).status
    }
    expect(await again('rights', here.teacher)).toBe(303)
    expect((await back(here.teacher)).status).toBe(303)
    expect(await again('author', here.officer)).toBe(303)
    expect((await back(here.teacher)).status).toBe(422)
  })
})
