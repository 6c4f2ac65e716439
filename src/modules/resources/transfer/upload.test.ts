import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { FileError } from '#platform/files/index.ts'
import { openWorkbook, writeZip } from '#platform/sheets/index.ts'
import { workbookOf } from '#platform/sheets/testing.ts'
import { runJob } from '#platform/jobs/queue.ts'
import type { Actor } from '#platform/access.ts'
import { sweepLetGo } from '../files/sweep.ts'
import { pdf, png, testRepository, type TestRepository } from '../testing/repository.ts'
import { expireBatchesJob, readBatchJob } from './jobs.ts'

let here: TestRepository
beforeAll(async () => {
  here = await testRepository()
})

type Content = Record<string, string | File>
const zip = async (content: Content) =>
  new File(
    await Array.fromAsync(
      writeZip(
        await Promise.all(
          Object.entries(content).map(async ([path, one]) => ({
            path,
            content: [typeof one === 'string' ? one : new Uint8Array(await one.arrayBuffer())],
          })),
        ),
      ),
      (piece) => piece as Uint8Array<ArrayBuffer>,
    ),
    'bo-suu-tap.zip',
    { type: 'application/zip' },
  )

/** Sends a ZIP by the page and has it read; answers the address of its page. */
async function send(
  file: File,
  actor: Actor = here.teacher,
  more: Record<string, string> = {},
): Promise<string> {
  const sent = await here.post('/hoc-lieu/nhap', { _form: 'send', file, ...more }, actor)
  const path = sent.headers.get('location')?.split('?')[0]
  if (!path) throw new Error(`${sent.status} ${await sent.text()}`)
  await runJob(here.site.app, readBatchJob, { batch: path.split('/').at(-1), run: '' })
  return path
}
const version = async (path: string) =>
  String(
    (
      await here.rows('select version from resources.import_batch where id = $1', [path.split('/').at(-1)])
    )[0]!.version,
  )
const press = async (path: string, form: 'take' | 'drop', actor: Actor = here.teacher) =>
  here.post(path, { _form: form, id: path.split('/').at(-1)!, version: await version(path) }, actor)

const sheet = [
  'Tệp,Tên học liệu,Giấy phép,Người xem,Tác giả,Trình độ',
  'bai 1/giao an.pdf; anh.png,Giáo án bài 1,CC BY 4.0,Tất cả mọi người,Lê A; Lê B,Trung cấp',
  'anh.png,,,,,',
].join('\n')

test('a ZIP with a sheet is shown first, then becomes drafts of who sent it', async () => {
  const path = await send(
    await zip({
      'Học liệu hàn/mo-ta.csv': sheet,
      'Học liệu hàn/bai 1/giao an.pdf': pdf('a.pdf'),
      'Học liệu hàn/anh.png': png('anh.png'),
      '__MACOSX/Học liệu hàn/._anh.png': 'x',
    }),
  )
  const page = await here.text(path)
  for (const words of [
    '2 học liệu sẽ được tạo',
    'Giáo án bài 1',
    '2 tệp,',
    'anh.png',
    'Lê A, Lê B',
    'Tạo 2 bản nháp',
  ])
    expect(page).toContain(words)
  expect(await here.rows(`select 1 from resources.resource where origin = 'imported'`)).toEqual([])
  expect((await press(path, 'take')).status).toBe(303)
  const made = await here.rows(
    `select v.title, v.state, r.owner_name, r.institution_id, array(select a.name from resources.version_author a
       where a.version_id = v.id order by a.position) as authors,
       array(select f.path from resources.version_file f where f.version_id = v.id order by f.position) as files
     from resources.resource r join resources.version v on v.resource_id = r.id where r.origin = 'imported' order by v.title desc`,
  )
  expect(made).toEqual([
    {
      title: 'Giáo án bài 1',
      state: 'draft',
      owner_name: 'Nguyễn Thị Soạn',
      institution_id: here.home,
      authors: ['Lê A', 'Lê B'],
      files: ['bai 1/giao an.pdf', 'anh.png'],
    },
    {
      title: 'Anh',
      state: 'draft',
      owner_name: 'Nguyễn Thị Soạn',
      institution_id: here.home,
      authors: ['Nguyễn Thị Soạn'],
      files: ['anh.png'],
    },
  ])
  const twice = await press(path, 'take')
  expect([twice.status, await twice.text()]).toEqual([422, expect.stringContaining('không còn chờ')])
  expect(await here.text('/hoc-lieu/nhap')).toContain('bo-suu-tap.zip')
})

test('what is wrong is named by its cell, and nothing is made', async () => {
  const path = await send(
    await zip({
      'bang.csv': [
        'STT,Tệp,Tên học liệu,Giấy phép,Trình độ,Địa chỉ,Nghề',
        '1,tot.png,Tốt,CC BY 4.0,,,000 Không có',
        '2,../../etc/passwd,Ra ngoài,CC BY 4.0,,',
        '3,gia.pdf,Giả,Nội bộ,Đại học,',
        '4,,Không gì,,,',
        '5,,Liên kết,,,javascript:alert(1)',
      ].join('\n'),
      'tot.png': png('a.png'),
      'gia.pdf': png('a.png'),
    }),
  )
  const page = await here.text(path)
  const cells = [...page.matchAll(/>([A-G]\d)</g)].map((match) => match[1])
  expect(cells).toEqual(['G2', 'B3', 'B4', 'D4', 'E4', 'B5', 'F6'])
  for (const words of [
    'có 7 chỗ cần sửa',
    'không có nghề mang mã “000 Không có”',
    'không có tệp “../../etc/passwd” trong thư mục',
    '“Nội bộ” không có trong danh sách: CC BY 4.0',
    'Nội bộ: chỉ trong cơ sở của tác giả',
    '“Đại học” không có trong danh sách: Cao đẳng',
    'cần ít nhất một tệp, hoặc một địa chỉ',
    '“javascript:alert(1)” không phải địa chỉ trang mạng',
  ])
    expect(page).toContain(words)
  expect((await press(path, 'take')).status).toBe(422)
  expect(await here.rows(`select 1 from resources.version where title = 'Tốt'`)).toEqual([])
})

test('columns are known by what offices write, and what is not read is told before anything is made', async () => {
  const path = await send(
    await zip({
      'a.csv':
        'STT,Tệp,Tên học liệu *,Giấy phép sử dụng,Tóm tắt nội dung,Ghi chú riêng\n1,a.png,Tên thật,CC BY 4.0,Vài lời,x',
      'a.png': png('a.png'),
    }),
  )
  const page = await here.text(path)
  for (const words of ['Tên thật', 'CC BY 4.0', 'Cột không dùng đến: Ghi chú riêng'])
    expect(page).toContain(words)
  expect(page).not.toContain('STT')
  const [batch] = await here.rows('select resources from resources.import_batch where id = $1', [
    path.split('/').at(-1),
  ])
  expect(batch!.resources).toMatchObject([{ title: 'Tên thật', licence: 'cc-by-4.0', summary: 'Vài lời' }])
})

test('a sheet typed in the fonts before Unicode is read as it was meant, its files as they are called', async () => {
  const path = await send(
    await zip({
      'a.csv': 'TÖp,Tªn häc liÖu,T¸c gi¶\nµ.png,Gi¸o tr×nh hµn CO2,NguyÔn V¨n An',
      'µ.png': png('µ.png'),
    }),
  )
  const [batch] = await here.rows('select resources, fault from resources.import_batch where id = $1', [
    path.split('/').at(-1),
  ])
  expect(batch).toMatchObject({
    fault: null,
    resources: [
      { title: 'Giáo trình hàn CO2', authors: [{ name: 'Nguyễn Văn An' }], files: [{ path: 'µ.png' }] },
    ],
  })
})

test('what no form takes and what a formula left behind is told at its cell', async () => {
  const fault = { attributes: 't="e"', xml: '<f>C9</f><v>#REF!</v>' }
  const bytes = await workbookOf({
    sheets: [
      {
        name: 'A',
        rows: [
          ['Tệp', 'Tên học liệu', 'Tóm tắt', 'Tác giả'],
          ['a.png', 'x'.repeat(301), 'y'.repeat(5001), 'z'.repeat(201)],
          ['a.png', fault, '', ''],
        ],
      },
    ],
  })
  const path = await send(
    await zip({ 'a.xlsx': new File([bytes as Uint8Array<ArrayBuffer>], 'a.xlsx'), 'a.png': png('a.png') }),
  )
  const page = await here.text(path)
  for (const words of [
    'không cho kết quả (“#REF!”)',
    'dài quá 300 ký tự',
    'dài quá 5.000 ký tự',
    'dài quá 200 ký tự',
  ])
    expect(page).toContain(words)
})

test.each<[string, Content, string]>([
  ['no sheet', { 'a.png': png('a.png') }, 'không có bảng mô tả'],
  ['several sheets', { 'a.csv': 'x', 'b.csv': 'y' }, 'nhiều bảng tính: a.csv, b.csv'],
  ['a sheet of other columns', { 'a.csv': 'Họ tên,Lớp\nA,B' }, 'không thấy cột “Tệp” hay “Địa chỉ”'],
  ['an empty sheet', { 'a.csv': 'Tệp,Tên học liệu\n' }, 'không có dòng nào'],
  ['a package with a broken description', { 'hoc-lieu.json': '{' }, 'không phải JSON'],
])('with %s it says so', async (_name, content, words) => {
  const path = await send(await zip(content))
  expect(await here.text(path)).toContain(words)
})

test('what is no ZIP is refused at its field', async () => {
  const sent = await here.post('/hoc-lieu/nhap', { _form: 'send', file: png('anh.zip') })
  expect([sent.status, await sent.text()]).toEqual([422, expect.stringContaining('không phải ZIP')])
})

describe('a batch', () => {
  test('is nobody else’s, not even of the same school', async () => {
    const path = await send(await zip({ 'a.csv': 'Tệp\na.png', 'a.png': png('a.png') }))
    for (const other of [here.colleague, here.manager, here.officer])
      expect((await here.site.as(other).get(path)).status).toBe(404)
    expect((await press(path, 'take', here.colleague)).status).toBe(404)
    expect((await press(path, 'drop')).status).toBe(303)
    expect(await here.text(path)).toContain('Đã bỏ')
    expect((await press(path, 'take')).status).toBe(422)
  })

  test('that nobody decides about leaves after a week', async () => {
    const path = await send(await zip({ 'a.csv': 'Tệp\na.png', 'a.png': png('a.png') }))
    const id = path.split('/').at(-1)
    await runJob(here.site.app, expireBatchesJob, {})
    expect(await here.text(path)).toContain('Tạo 1 bản nháp')
    await here.rows(`update resources.import_batch set made_at = made_at - interval '8 days' where id = $1`, [
      id,
    ])
    await runJob(here.site.app, expireBatchesJob, {})
    expect(await here.text(path)).toContain('Đã bỏ')
  })

  test('that ends lets its bytes go; what became a draft stays', async () => {
    const bytes = (id: string | undefined) =>
      here.rows(`select hash, kept from resources.import_batch where id = $1`, [id])
    const letGo = async (hashes: unknown) =>
      (await here.rows(`select hash from resources.let_go where hash = any ($1)`, [hashes])).length
    const image = (n: number) => pdf(`${n}.pdf`, String(n))
    const path = await send(await zip({ 'a.csv': 'Tệp\n1.pdf', '1.pdf': image(1) }))
    const id = path.split('/').at(-1)
    const [before] = await bytes(id)
    expect(before!.kept).toHaveLength(1)
    const held = [before!.hash, ...(before!.kept as string[])]
    expect(await letGo(held)).toBe(0)
    expect((await press(path, 'take')).status).toBe(303)
    expect(await bytes(id)).toEqual([{ hash: '', kept: [] }])
    expect(await letGo(held)).toBe(2)
    const day = 86_400_000
    await here.rows(`update resources.let_go set since = $1`, [new Date(Date.now() - 3650 * day)])
    await sweepLetGo(here.site.app)
    expect(await letGo(held)).toBe(0)
    const names = (await here.rows(`select platform.named_files($1, '{}') as named`, [held]))[0]!.named
    expect(names).toEqual(before!.kept)
    const faulty = await send(await zip({ 'a.csv': 'Tệp\n2.pdf\nkhông có.pdf', '2.pdf': image(2) }))
    expect(await here.text(faulty)).toContain('không có tệp')
    expect(await bytes(faulty.split('/').at(-1))).toEqual([{ hash: '', kept: [] }])
    expect(
      await letGo([
        createHash('sha256')
          .update(await image(2).text())
          .digest('hex'),
      ]),
    ).toBe(1)
  })

  test('that cannot be read says so instead of waiting for ever', async () => {
    const { files } = here.site.app
    const get = vi.spyOn(files, 'get')
    get.mockRejectedValueOnce(new FileError('unavailable'))
    const refused = await send(await zip({ 'a.csv': 'Tệp\n' }))
    expect(await here.text(refused)).toMatch(/Không đọc tiếp được: \S/)
    get.mockRejectedValueOnce(new Error('x'))
    await expect(send(await zip({ 'a.csv': 'Tệp\n\n' }))).rejects.toThrow('x')
    get.mockRestore()
    const [row] = await here.rows(
      `select id from resources.import_batch order by made_at desc, id desc limit 1`,
    )
    expect(await here.text(`/hoc-lieu/nhap/${String(row!.id)}`)).toContain('Hệ thống gặp lỗi khi đọc tệp này')
  })

  test('of a package keeps its code for the department only', async () => {
    const code = await here.ready('Gói mang theo', { access: 'public' })
    await here.publish(code, [here.officer, here.secondOfficer], here.officer)
    const answer = await here.site.as(here.publicActor).get(`/hoc-lieu/${code}/goi.zip`)
    const file = new File([await answer.arrayBuffer()], 'goi.zip')
    const own = await send(file)
    await press(own, 'take')
    const [taken] = await here.rows('select taken from resources.import_batch where id = $1', [
      own.split('/').at(-1),
    ])
    expect(taken!.taken).toMatchObject([{ title: 'Gói mang theo', state: 'added' }])
    expect((taken!.taken as { code: string }[])[0]!.code).not.toBe(code)
    const theirs = await send(file, here.officer)
    await press(theirs, 'take', here.officer)
    expect(await here.text(theirs, here.officer)).toContain('Đã có, giữ nguyên')
  })
})

test('every licence the sheet to begin with offers is read back', async () => {
  const answer = await here.site.as(here.teacher).get('/hoc-lieu/nhap/mau/bang-mo-ta.xlsx')
  const book = await openWorkbook(new Uint8Array(await answer.arrayBuffer()))
  const texts = await Array.fromAsync(
    book.sheets.flatMap((one) => [one.rows()]),
    (rows) => Array.fromAsync(rows),
  )
  const all = texts.flatMap((rows) => rows.map((row) => row.cells.map((cell) => cell?.text)))
  const at = all.findIndex((cells) => cells.some((text) => text === 'CC BY 4.0'))
  expect(at).toBeGreaterThan(-1)
  const column = all[at]!.findIndex((text) => text === 'CC BY 4.0')
  const offered = all.slice(at).flatMap((cells) => cells[column] ?? [])
  expect(offered.filter((one) => one.startsWith('Nội bộ')).length).toBe(2)
  const path = await send(
    await zip({
      'a.csv': ['Tệp,Giấy phép', ...offered.map((one) => `a.png,"${one}"`)].join('\n'),
      'a.png': png('a.png'),
    }),
  )
  expect(await here.text(path)).toContain(`Tạo ${offered.length} bản nháp`)
})

test('the sheet to begin with is read back, its example left out', async () => {
  const answer = await here.site.as(here.teacher).get('/hoc-lieu/nhap/mau/bang-mo-ta.xlsx')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const book = await openWorkbook(bytes)
  const rows = await Array.fromAsync(book.sheets[0]!.rows())
  expect(rows.flatMap((row) => row.cells.map((cell) => cell?.text))).toEqual(
    expect.arrayContaining(['Tệp', 'Tên học liệu', 'Giấy phép', 'Người xem']),
  )
  const path = await send(await zip({ 'mo-ta.xlsx': new File([bytes], 'mo-ta.xlsx') }))
  expect(await here.text(path)).toContain('không có dòng nào')
})
