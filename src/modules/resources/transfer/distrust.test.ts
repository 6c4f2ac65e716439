import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { pdf, png, testRepository, type TestRepository } from '../testing/repository.ts'
import { describedAs, repacked, run, zip, type Described } from './testing/command.ts'

let here: TestRepository
let there: TestApp
let folder: string
beforeAll(async () => {
  here = await testRepository()
  there = await testApp()
  folder = await mkdtemp(join(tmpdir(), 'hoc-lieu-'))
})
const thereRows = async (text: string, values: unknown[]) =>
  (await there.app.database.owner.query(text, values)).rows

describe('a package', () => {
  test('carries what is packed already as it stands, and so many an hour to one place', async () => {
    const image = png('ảnh.png')
    const code = await here.drop([image])
    await here.save(code, { licence: 'cc-by-4.0', access: 'public', title: 'Ảnh' })
    await here.publish(code, [here.officer, here.secondOfficer], here.officer)
    const get = (from: string) =>
      here.site.as(here.publicActor).get(`/hoc-lieu/${code}/goi.zip`, { 'x-forwarded-for': from })
    const answer = await get('203.0.113.9')
    expect(Buffer.from(await answer.arrayBuffer()).includes(Buffer.from(await image.arrayBuffer()))).toBe(
      true,
    )
    await here.rows(`update platform.rate set hits = 300 where hits = 1`)
    expect((await get('203.0.113.9')).status).toBe(429)
    const other = await get('203.0.113.10')
    expect(other.status).toBe(200)
    await other.arrayBuffer()
  })

  test('with something found in it does not leave by the command either', async () => {
    const code = await here.drop([pdf('Nhiễm.pdf', 'nhiem')])
    await here.rows(
      `update resources.file_state s set scan = 'infected', threat = 'Eicar' from resources.version_file f
       where f.hash = s.hash and f.path = 'Nhiễm.pdf'`,
    )
    const done = await run(here.site, ['export', code, join(folder, 'nhiem.zip')])
    expect(done).toMatchObject({ status: 1, err: expect.stringContaining('Eicar') })
  })

  test.each<[string, (manifest: Described) => unknown, string]>([
    ['a script as its address', (one) => (one.address = 'javascript:alert(1)'), 'address chưa đúng'],
    [
      'a word as the address of a source',
      (one) => (one.origins[0]!.address = 'abc'),
      'origins.0.address chưa đúng',
    ],
    ['a source without a title', (one) => (one.origins[0]!.title = ''), 'origins.0.title chưa đúng'],
    [
      'captions in what is no language',
      (one) => (one.files[0]!.language = 'vi_VN'),
      'files.0.language chưa đúng',
    ],
    ['a path that leads out', (one) => (one.files[0]!.path = 'a/../../x.pdf'), 'files.0.path chưa đúng'],
    [
      'a page called a PDF',
      (one) => (one.files[0]!.path = 'a.html'),
      'tệp a.html: Tên tệp có đuôi html nhưng nội dung lại là pdf',
    ],
  ])('with %s is refused', async (_name, change, words) => {
    const code = await here.drop([pdf('Gói lạ.pdf')])
    await here.save(code, { 'source.title': 'Nguồn', 'source.licence': 'cc-by-4.0' })
    const path = await repacked(here.site, { code, path: join(folder, `${code}.zip`) }, (parts) =>
      describedAs(parts, change),
    )
    expect(await run(there, ['import', path])).toMatchObject({
      status: 1,
      err: expect.stringContaining(words),
    })
  })

  test('that would fill the memory once unpacked is refused while it is read', async () => {
    const path = join(folder, 'bom.zip')
    await writeFile(path, await zip([['hoc-lieu.json', Buffer.alloc(64 * 1024 * 1024, 32)]]))
    const done = await run(there, ['import', path])
    expect(done).toMatchObject({ status: 1, err: expect.stringContaining('lớn hơn 4 MB khi mở ra') })
  })

  test('is read however even its files are, and their type is what they hold', async () => {
    const even = new File(
      [Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(8 * 1024 * 1024, 32)])],
      'đều.pdf',
    )
    const code = await here.drop([even])
    const path = await repacked(here.site, { code, path: join(folder, `${code}.zip`) }, (parts) =>
      describedAs(parts, (one) => Object.assign(one.files[0]!, { mime: 'text/html', kind: 'html' })),
    )
    expect(await run(there, ['import', path])).toMatchObject({ status: 0, err: '' })
    expect(
      await thereRows(
        `select f.mime, f.kind from resources.version_file f join resources.version v on v.id = f.version_id
         join resources.resource r on r.id = v.resource_id where r.code = $1`,
        [code],
      ),
    ).toEqual([{ mime: 'application/pdf', kind: 'pdf' }])
  })
})
