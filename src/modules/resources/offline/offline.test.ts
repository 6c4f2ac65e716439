import { beforeAll, describe, expect, test } from 'vitest'
import { openArchive } from '#platform/sheets/index.ts'
import { publicActor, type Actor } from '#platform/access.ts'
import { png, testRepository, type TestRepository } from '../testing/repository.ts'

const limits = { fileBytes: 1e9, inflatedBytes: 1e9, ratio: 250, entries: 100, rows: 0, columns: 0 }
let here: TestRepository
beforeAll(async () => {
  here = await testRepository()
})

async function unpack(code: string, actor: Actor, query = '') {
  const answer = await here.site.as(actor).get(`/hoc-lieu/${code}/ngoai-tuyen.zip${query}`)
  expect(answer.status).toBe(200)
  const archive = openArchive(Buffer.from(await answer.arrayBuffer()), limits)
  const entries = new Map<string, Buffer>()
  for (const name of archive.names)
    entries.set(name, Buffer.concat(await Array.fromAsync(archive.read(name))))
  return { names: [...entries.keys()], page: entries.get('index.html')!.toString('utf8'), entries }
}

async function published(title: string, access = 'public') {
  const code = await here.ready(title, {
    access,
    summary: `Tóm tắt của ${title}`,
    summary_en: `About ${title}`,
  })
  await (access === 'public'
    ? here.publish(code, [here.officer, here.secondOfficer], here.officer)
    : here.publish(code))
  return code
}

describe('a pack for use without a network', () => {
  test('opens with a page that leads to every file, with author, licence and original', async () => {
    const code = await published('Hàn hồ quang')
    const { names, page, entries } = await unpack(code, publicActor)
    const [file] = names.filter((name) => name !== 'index.html')
    expect(file).toBe('01-han-ho-quang/01-han-ho-quang.pdf')
    expect(entries.get(file!)!.subarray(0, 5).toString()).toBe('%PDF-')
    for (const words of [`href="${file}"`, 'Tóm tắt của Hàn hồ quang', 'CC BY 4.0', `/hoc-lieu/${code}`])
      expect(page).toContain(words)
    expect((await unpack(code, publicActor, '?lang=en')).page).toContain('About Hàn hồ quang')
    expect(page).not.toMatch(/<script|src="http|href="http/)
  })

  test('keeps the names of files that find each other by them', async () => {
    const html = new File(
      ['<!doctype html><html><body><img src="hình/sơ đồ.png"></body></html>'],
      'Bài 1.html',
    )
    const code = await here.drop([html, png('sơ đồ.png')])
    await here.rows(`update resources.version_file set path = 'hình/sơ đồ #1.png' where path = 'sơ đồ.png'`)
    await here.save(code, { licence: 'cc-by-4.0', access: 'public', title: 'Trang nối' })
    await here.publish(code, [here.officer, here.secondOfficer], here.officer)
    const { names, page } = await unpack(code, publicActor)
    expect(names).toEqual(
      expect.arrayContaining(['01-trang-noi/Bài 1.html', '01-trang-noi/hình/sơ đồ #1.png']),
    )
    expect(page).toContain(`href="01-trang-noi/${encodeURIComponent('Bài 1.html')}"`)
    expect(page).toContain('%231.png"')
  })

  test('of a collection holds what the reader may see, and names what is gone', async () => {
    const [open, inner, gone] = [
      await published('Bài mở'),
      await published('Bài của trường', 'school'),
      await published('Bài sẽ gỡ'),
    ]
    const collection = await here.drop([], { kind: 'collection', title: 'Bộ bài hàn' })
    await here.save(collection, { licence: 'cc-by-4.0', access: 'school', title: 'Bộ bài hàn' })
    const { id: draft } = await here.version(collection)
    for (const code of [open, inner, gone]) {
      const { id } = await here.version(code)
      await here.post(
        `/hoc-lieu/${code}`,
        { _form: 'collect', id: String(id), collection: String(draft) },
        here.teacher,
      )
    }
    await here.publish(collection)
    await here.rows(
      `update resources.resource set withdrawn_at = now(), withdrawn_kind = 'other', withdrawn_reason = 'sai' where code = $1`,
      [gone],
    )
    const { names, page } = await unpack(collection, here.colleague)
    expect(names.filter((name) => name !== 'index.html')).toEqual([
      '01-bai-mo/01-bai-mo.pdf',
      '02-bai-cua-truong/01-bai-cua-truong.pdf',
    ])
    expect(page).toContain('Không còn trong kho: Bài sẽ gỡ.')
    expect((await here.site.as(publicActor).get(`/hoc-lieu/${collection}/ngoai-tuyen.zip`)).status).toBe(404)
  })

  test('of what is no resource or no longer there is not to be had', async () => {
    for (const code of ['0000000000', 'khong-co'])
      expect((await here.site.as(publicActor).get(`/hoc-lieu/${code}/ngoai-tuyen.zip`)).status).toBe(404)
  })
})
