import { mkdtemp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { openArchive } from '#platform/sheets/index.ts'
import { fixture } from '#modules/students/testing/fixture.ts'
import { pdf, png, testRepository, type TestRepository } from '../testing/repository.ts'
import { describedAs, repacked, run, zip } from './testing/command.ts'

let here: TestRepository
let there: TestApp
let folder: string
beforeAll(async () => {
  here = await testRepository()
  there = await testApp()
  await fixture(there.app.database.owner).institution('truong-nha')
  folder = await mkdtemp(join(tmpdir(), 'hoc-lieu-'))
})

const thereRows = async (text: string, values: unknown[]) =>
  (await there.app.database.owner.query(text, values)).rows

describe('a ZIP', () => {
  test('taken in elsewhere goes out again byte for byte the same', async () => {
    const code = await here.drop([png('hình/sơ đồ.png'), pdf('Bài 1.pdf')])
    const [image] = await here.rows(
      `select f.id from resources.version_file f join resources.version v on v.id = f.version_id
       join resources.resource r on r.id = v.resource_id where r.code = $1 and f.mime = 'image/png'`,
      [code],
    )
    await here.save(code, {
      licence: 'cc-by-sa-4.0',
      access: 'public',
      summary: 'Tóm tắt <b>“đặc biệt”</b> & dài\nhai dòng',
      keywords: 'hàn, điện',
      'levels[]': ['trung_cap', 'cao_dang'],
      'authors.1.name': 'Người Ngoài',
      'authors.1.organisation': 'Công ty A',
      'source.title': 'Sổ tay',
      'source.authors': 'Nhóm B',
      'source.licence': 'cc-by-sa-4.0',
      'file.0.id': String(image!.id),
      'file.0.alternative_text': 'Sơ đồ mạch điện',
    })
    const first = join(folder, 'mot.zip')
    expect(await run(here.site, ['export', code, first])).toMatchObject({ status: 0 })
    const taken = await run(there, ['import', first], { json: true })
    expect(taken.status).toBe(0)
    expect(JSON.parse(taken.out)).toMatchObject([{ code, state: 'added', dropped: [] }])
    const second = join(folder, 'hai.zip')
    expect((await run(there, ['export', `http://x/hoc-lieu/${code}`, second])).status).toBe(0)
    expect((await readFile(second)).equals(await readFile(first))).toBe(true)
    const again = await run(there, ['import', second], { json: true })
    expect(JSON.parse(again.out)).toMatchObject([{ code, state: 'known' }])
    const found = await there.app.database.owner.query(
      `select v.state, r.origin from resources.version v
      join resources.resource r on r.id = v.resource_id where r.code = $1`,
      [code],
    )
    expect(found.rows).toEqual([{ state: 'draft', origin: 'imported' }])
  })

  test('of what is published is taken from its page', async () => {
    const code = await here.ready('Tải cả gói', { access: 'public' })
    const path = `/hoc-lieu/${code}/goi.zip`
    expect((await here.site.as(here.publicActor).get(path)).status).toBe(404)
    await here.publish(code, [here.officer, here.secondOfficer], here.officer)
    const answer = await here.site.as(here.publicActor).get(path)
    expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('Tải cả gói.zip'))
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const limits = { fileBytes: 1e9, inflatedBytes: 1e9, ratio: 250, entries: 100, rows: 0, columns: 0 }
    expect(openArchive(bytes, limits).names).toEqual(['hoc-lieu.json', 'tep/0001.pdf'])
  })

  test.each([
    ['without a description', { 'a.txt': 'x' }, 'không có hoc-lieu.json'],
    ['with one that is no JSON', { 'hoc-lieu.json': '{' }, 'không phải JSON'],
    ['with one of another shape', { 'hoc-lieu.json': '{"format":"khac"}' }, 'chưa đúng'],
  ])('%s is refused and says why', async (_name, content, words) => {
    const path = join(folder, `${Math.random()}.zip`)
    await writeFile(path, await zip(Object.entries(content)))
    const done = await run(there, ['import', path])
    expect(done.status).toBe(1)
    expect(done.err).toContain(words)
  })

  test('whose bytes are not those it describes is refused whole', async () => {
    const code = await here.drop([pdf('Sửa lén.pdf')])
    const path = await repacked(here.site, { code, path: join(folder, `${code}.zip`) }, (parts) =>
      parts.set('tep/0001.pdf', '%PDF-1.4 khác'),
    )
    const done = await run(there, ['import', path])
    expect(done).toMatchObject({ status: 1, err: expect.stringContaining('không đúng như mô tả ghi') })
    expect(done.err).toContain(path)
    expect(await thereRows(`select 1 from resources.resource where code = $1`, [code])).toEqual([])
  })

  test('tells all that is not known where it arrives', async () => {
    const code = await here.drop([pdf('Từ nơi khác.pdf')])
    await here.save(code, { 'source.title': 'Nguồn', 'source.licence': 'cc-by-4.0', open_on: '01/12/2026' })
    const path = await repacked(here.site, { code, path: join(folder, `${code}.zip`) }, (parts) =>
      describedAs(parts, (one) => {
        one.institution = 'truong-la'
        one.licence = 'giay-phep-la'
        one.origins[0]!.licence = 'giay-phep-nguon'
        one.authors[0]!.institution = 'truong-tac-gia'
        one.components = [{ framework: 'khung-la', code: '1.1' }]
      }),
    )
    const done = await run(there, ['import', path], { json: true })
    expect(done.err).toBe('')
    const [taken] = JSON.parse(done.out)
    expect(taken.dropped).toEqual([
      'cơ sở truong-la',
      'cơ sở truong-tac-gia',
      'giấy phép giay-phep-la',
      'giấy phép giay-phep-nguon',
      expect.stringContaining('phạm vi chỉ cơ sở xem'),
      'năng lực số khung-la 1.1',
    ])
    expect(
      await thereRows(
        `select v.licence, o.licence as source, v.open_on::text from resources.version v join resources.version_origin o on o.version_id = v.id
         join resources.resource r on r.id = v.resource_id where r.code = $1`,
        [code],
      ),
    ).toEqual([{ licence: null, source: null, open_on: '2026-12-01' }])
  })

  test('of a collection keeps the versions its items are fixed to, where they are published', async () => {
    const item = await here.ready('Bài cố định', { access: 'public' })
    await here.publish(item, [here.officer, here.secondOfficer], here.officer)
    const code = await here.drop([pdf('Bộ.pdf')])
    await here.rows(
      `insert into resources.version_item (version_id, position, resource_id, fixed_version_id)
       select $1, 1, r.id, r.published_id from resources.resource r where r.code = $2`,
      [(await here.version(code)).id, item],
    )
    await here.save(code, { kind: 'collection' })
    const path = join(folder, 'bo.zip')
    expect((await run(here.site, ['export', code, path])).status).toBe(0)
    await here.rows(`update resources.resource set code = 'zzzzzzzzzz' where code = $1`, [code])
    expect(await run(here.site, ['import', path])).toMatchObject({ status: 0, err: '' })
    const again = join(folder, 'bo-lai.zip')
    await run(here.site, ['export', code, again])
    expect((await readFile(again)).equals(await readFile(path))).toBe(true)
    await writeFile(path, await readFile(again))
    const done = await run(there, ['import', path], { json: true })
    expect(JSON.parse(done.out)[0].dropped).toContain(`học liệu ${item} trong bộ sưu tập`)
  })
})

describe('a folder with a sheet', () => {
  const sheetOf = async (lines: string[]) => {
    const path = join(folder, `${Math.random()}.csv`)
    await writeFile(path, `${lines.join('\n')}\n`)
    return path
  }

  test('becomes drafts of the school, one a row, described as the sheet says', async () => {
    const source = join(folder, 'tep')
    await mkdir(join(source, 'bài 1'), { recursive: true })
    await writeFile(join(source, 'bài 1', 'giáo án.pdf'), Buffer.from(await pdf('a.pdf').arrayBuffer()))
    await writeFile(join(source, 'anh.png'), Buffer.from(await png('anh.png').arrayBuffer()))
    const sheet = await sheetOf([
      'STT,Tệp,Tên học liệu,Giấy phép,Người xem,Tác giả,Trình độ',
      '1,bài 1/giáo án.pdf; anh.png,Giáo án bài 1,CC BY 4.0,Tất cả mọi người,Lê A; Lê B,Trung cấp',
      '2,anh.png,,,,,',
    ])
    const done = await run(there, ['import', source], { sheet, institution: 'truong-nha', json: true })
    expect(done.err).toBe('')
    const taken = JSON.parse(done.out)
    expect(taken.map((one: { title: string }) => one.title)).toEqual(['Giáo án bài 1', 'Anh'])
    const found = await there.app.database.owner.query(
      `select v.title, v.kind, v.licence, v.access, v.levels, array(select name from resources.version_author a where a.version_id = v.id
         order by position) as authors, array(select path from resources.version_file f where f.version_id = v.id order by position) as files
       from resources.version v join resources.resource r on r.id = v.resource_id where r.code = any($1) order by v.title desc`,
      [taken.map((one: { code: string }) => one.code)],
    )
    expect(found.rows).toEqual([
      {
        title: 'Giáo án bài 1',
        kind: 'document',
        licence: 'cc-by-4.0',
        access: 'public',
        levels: ['trung_cap'],
        authors: ['Lê A', 'Lê B'],
        files: ['bài 1/giáo án.pdf', 'anh.png'],
      },
      {
        title: 'Anh',
        kind: 'image',
        licence: null,
        access: 'school',
        levels: [],
        authors: [],
        files: ['anh.png'],
      },
    ])
  })

  test('finds files whose names are written with marks apart, as on a Mac', async () => {
    const source = join(folder, 'mac')
    await mkdir(source, { recursive: true })
    await writeFile(
      join(source, 'ảnh đẹp.png'.normalize('NFD')),
      Buffer.from(await png('a.png').arrayBuffer()),
    )
    const sheet = await sheetOf(['Tệp,Tên học liệu', `./${'ảnh đẹp.png'.normalize('NFC')},Từ máy Mac`])
    expect(await run(there, ['import', source], { sheet })).toMatchObject({ status: 0, err: '' })
    expect(
      await thereRows(
        `select f.path from resources.version_file f join resources.version v on v.id = f.version_id where v.title = 'Từ máy Mac'`,
        [],
      ),
    ).toEqual([{ path: 'ảnh đẹp.png' }])
    await expect(run(there, ['import', source], { sheet, institution: true })).rejects.toThrow(
      'thiếu mã cơ sở',
    )
  })

  test('belongs to the account that is named, who is the author where none is', async () => {
    const source = join(folder, 'cua-ai')
    await mkdir(source, { recursive: true })
    await writeFile(join(source, 'a.png'), Buffer.from(await png('a.png').arrayBuffer()))
    const sheet = await sheetOf(['Tệp,Tên học liệu', 'a.png,Của cô Hoa'])
    await there.app.database.owner.query(
      `insert into identity.account (id, name, email, state) values ('11111111-1111-4111-8111-111111111111', 'Lê Thị Hoa', 'hoa@truong.vn', 'active')`,
    )
    await expect(run(there, ['import', source], { sheet, account: 'ai@truong.vn' })).rejects.toThrow(
      "không có tài khoản đang dùng với địa chỉ 'ai@truong.vn'",
    )
    const done = await run(there, ['import', source], {
      sheet,
      account: 'Hoa@truong.vn',
      institution: 'truong-nha',
    })
    expect(done).toMatchObject({ status: 0, err: '' })
    const found = await there.app.database.owner.query(
      `select r.owner_account, a.name from resources.resource r join resources.version v on v.resource_id = r.id
       join resources.version_author a on a.version_id = v.id where v.title = 'Của cô Hoa'`,
    )
    expect(found.rows).toEqual([
      { owner_account: '11111111-1111-4111-8111-111111111111', name: 'Lê Thị Hoa' },
    ])
  })

  test('with faults names each cell and takes nothing in', async () => {
    const source = join(folder, 'loi')
    await mkdir(source, { recursive: true })
    await writeFile(join(source, 'tot.png'), Buffer.from(await png('a.png').arrayBuffer()))
    await writeFile(join(source, 'gia.pdf'), Buffer.from(await png('a.png').arrayBuffer()))
    await symlink('/etc/hostname', join(source, 'lien-ket.txt'))
    const sheet = await sheetOf([
      'Tệp,Tên học liệu,Giấy phép',
      'tot.png,Tốt,CC BY 4.0',
      '../../etc/passwd,Ra ngoài,CC BY 4.0',
      'lien-ket.txt,Liên kết,CC BY 4.0',
      'gia.pdf,Giả,Tự chế',
    ])
    const before = await there.app.database.owner.query(
      'select count(*)::int as count from resources.resource',
    )
    const done = await run(there, ['import', source], { sheet })
    expect(done.status).toBe(1)
    expect(done.err).toContain('dòng 3, cột “Tệp”: không có tệp “../../etc/passwd” trong thư mục')
    expect(done.err).toContain('dòng 4, cột “Tệp”: không có tệp “lien-ket.txt” trong thư mục')
    expect(done.err).toContain('dòng 5, cột “Tệp”')
    expect(done.err).toContain('dòng 5, cột “Giấy phép”: “Tự chế” không có trong danh sách')
    const after = await there.app.database.owner.query(
      'select count(*)::int as count from resources.resource',
    )
    expect(after.rows).toEqual(before.rows)
  })
})
