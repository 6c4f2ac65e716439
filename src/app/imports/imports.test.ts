import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/access.ts'
import { verifyChain } from '#platform/audit/verify.ts'
import { runJob } from '#platform/jobs/queue.ts'
import { importJobList, recoverImports } from '#platform/imports/index.ts'
import { findTables, openWorkbook } from '#platform/sheets/index.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { csvFile, heads, plainFile, workbookFile } from './testing/files.ts'
import { sample, schools } from './testing/sample.ts'

let site: TestApp
let manager: Actor
beforeAll(async () => {
  site = await testApp({ modules: [sample] })
  manager = site.actor('school-manager', { kind: 'institution', id: schools.hue.id })
})
beforeEach(async () => {
  await site.app.database.owner.query('truncate sample.tool, sample.trouble, platform.import_columns, platform.import_row, platform.import_batch')
})

const query = async <T extends object>(text: string, values: unknown[] = []) => (await site.app.database.owner.query(text, values)).rows as T[]
const tools = () => query<{ code: string; name: string; bought: string | null; kind: string | null }>('select code, name, bought, kind from sample.tool order by code')
const stored = async (code: string, name: string, isByHand = false) =>
  query('insert into sample.tool (institution_id, code, name, is_by_hand) values ($1, $2, $3, $4)', [schools.hue.id, code, name, isByHand])
const batchOf = async (id: string) => (await query<{ state: string; counts: Record<string, number>; failure: { key: string } | null }>('select state, counts, failure from platform.import_batch where id = $1', [id]))[0]!

async function upload(file: File, actor = manager, institution = schools.hue.id): Promise<Response> {
  return site.as(actor).post('/nhap-du-lieu/tai-len/tools', { _form: 'tools.create', institution, file })
}
/** Uploads and answers the batch's id and where the person was sent. */
async function begin(file: File, actor = manager): Promise<{ id: string; to: string }> {
  const answer = await upload(file, actor)
  expect(answer.status, await answer.clone().text()).toBe(303)
  const to = answer.headers.get('location') ?? ''
  const [latest] = await query<{ id: string }>('select id from platform.import_batch order by created_at desc limit 1')
  return { id: latest!.id, to }
}
const page = async (path: string, actor = manager) => (await site.as(actor).get(path)).text()
const commit = (id: string, more: Record<string, string> = {}) => site.as(manager).post(`/nhap-du-lieu/${id}`, { _form: 'tools.commit', _once: randomUUID(), ...more })

describe('a workbook as offices send it', () => {
  test('title rows, a merged header, marks in columns and dates as text become records, and undo takes them back', async () => {
    const { id, to } = await begin(await workbookFile([
      ['TB01', 'Máy tiện', '5/3/2020', 'x', '', '046190000123'],
      ['TB02', 'Máy phay', '45000', '', 'x', ''],
    ]))
    expect(to).toBe(`/nhap-du-lieu/${id}`)
    const shown = await page(to)
    expect(shown).toContain('2 bản ghi mới sẽ được thêm')
    expect(shown).toContain('Máy tiện')
    expect(shown, 'a number of a person is masked').not.toContain('046190000123')
    expect(await tools(), 'nothing is written before it is approved').toEqual([])
    expect((await commit(id)).headers.get('location')).toBe(`/nhap-du-lieu/${id}`)
    expect(await tools()).toMatchObject([{ code: 'TB01', bought: '2020-03-05', kind: 'good' }, { code: 'TB02', bought: '2023-03-15', kind: 'broken' }])
    expect(await page(to)).toContain('Đã ghi: 2 bản ghi mới')
    expect(await page(`/nhap-du-lieu/${id}/hoan-tac`)).toContain('Gỡ mọi thứ đợt này đã ghi?')
    await site.as(manager).post(`/nhap-du-lieu/${id}/hoan-tac`, { _form: 'tools.undo' })
    expect(await tools()).toEqual([])
    expect(await page(to)).toContain('Đã hoàn tác')
    expect((await verifyChain(site.app.database.owner)).brokenAt).toBeUndefined()
  })

  test('staging holds no plain number of a person', async () => {
    const { id } = await begin(await plainFile([['A1', 'Khoan', '', '046190000123']]))
    const [row] = await query<{ all: string }>('select r::text as all from platform.import_row r where batch_id = $1', [id])
    expect(row!.all).not.toContain('046190000123')
  })

  test('columns nobody can guess are asked for once and remembered for the school', async () => {
    const odd = ['Ký số', 'Thứ gì', 'Ngày mua', 'Số CCCD']
    const { id, to } = await begin(await plainFile([['A1', 'Khoan', '1/2/2020', '']], odd))
    expect(to).toBe(`/nhap-du-lieu/${id}/cot`)
    const asked = await page(to)
    expect(asked).toContain('Chưa tìm thấy cột này')
    expect(asked).toContain('ví dụ: Khoan')
    const send = (columns: Record<string, string>) =>
      site.as(manager).post(to, { _form: 'tools.columns', 'lists.t0.included': 'true', ...columns })
    const refused = await send({ 'lists.t0.one.name': '1' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Hãy chọn cột cho thông tin bắt buộc này')
    const done = await send({ 'lists.t0.one.code': '0', 'lists.t0.one.name': '1', 'lists.t0.one.bought': '2' })
    expect(done.headers.get('location')).toBe(`/nhap-du-lieu/${id}`)
    expect(await page(`/nhap-du-lieu/${id}`)).toContain('1 bản ghi mới sẽ được thêm')
    const again = await begin(await plainFile([['A2', 'Mài', '1/2/2021', '']], odd))
    expect(again.to, 'the same header is understood at once').toBe(`/nhap-du-lieu/${again.id}`)
  })

  test('several sheets with the same header go in together', async () => {
    const { id } = await begin(await workbookFile([['A1', 'Khoan', '', 'x', '', '']], [['B1', 'Mài', '', '', 'x', '']]))
    await commit(id)
    expect((await tools()).map((tool) => tool.code)).toEqual(['A1', 'B1'])
  })
})

describe('what is wrong', () => {
  test('every problem stands in its cell in words, a cell is mended in the page, the rest goes on', async () => {
    const { id } = await begin(await plainFile([
      ['A1', 'Khoan', '31/2/2020', ''],
      ['A2', 'Mài', '1/1/2030', ''],
      ['A3', 'Cưa', '1/1/2020', ''],
    ]))
    const errors = await page(`/nhap-du-lieu/${id}?loai=error`)
    expect(errors).toContain('không có trong lịch')
    expect(errors).toContain('Ngày ở tương lai')
    expect(errors).toContain('name="rows.r1.bought"')
    expect(errors).not.toContain('Cưa')
    const saved = await site.as(manager).post(`/nhap-du-lieu/${id}?loai=error`, { _form: 'tools.review', 'rows.r1.bought': '28/2/2020', 'rows.r2.bought': '1/1/2030' })
    expect(saved.headers.get('location')).toBe(`/nhap-du-lieu/${id}?loai=error`)
    expect((await batchOf(id)).counts).toMatchObject({ new: 2, error: 1 })
    const refused = await commit(id)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Còn 1 dòng lỗi')
    expect(await tools()).toEqual([])
    expect((await commit(id, { leave_errors: 'true' })).status).toBe(303)
    expect((await tools()).map((tool) => [tool.code, tool.bought])).toEqual([['A1', '2020-02-28'], ['A3', '2020-01-01']])
  })

  test('a whole row is mended on its own page, and a masked number left empty stays', async () => {
    const { id } = await begin(await plainFile([['A1', '', '1/1/2020', '046190000123']]))
    const shown = await page(`/nhap-du-lieu/${id}/dong/1`)
    expect(shown).toContain('Đang có •••123; để trống nếu giữ nguyên')
    await site.as(manager).post(`/nhap-du-lieu/${id}/dong/1`, { _form: 'tools.review', 'rows.r1.code': 'A1', 'rows.r1.name': 'Khoan', 'rows.r1.bought': '1/1/2020', 'rows.r1.owner': '', 'rows.r1.kind': 'Tốt' })
    await commit(id)
    expect(await query('select code, name, kind, owner_index is not null as has_owner from sample.tool')).toEqual([{ code: 'A1', name: 'Khoan', kind: 'good', has_owner: true }])
  })

  test('two rows with one citizen number are found by the module and both stay masked', async () => {
    const { id } = await begin(await plainFile([['A1', 'Khoan', '', '046190000123'], ['A2', 'Mài', '', '046190000123']]))
    const shown = await page(`/nhap-du-lieu/${id}`)
    expect(shown).toContain('Số này cũng có ở dòng 2')
    expect(shown).not.toContain('046190000123')
  })

  test('the workbook goes back with the errors written into it, and comes again corrected in place of the first', async () => {
    const file = await plainFile([['A1', 'Khoan', '31/2/2020', '']])
    const { id } = await begin(file)
    const marked = await site.as(manager).get(`/nhap-du-lieu/${id}/danh-dau`)
    expect(marked.headers.get('content-disposition')).toContain('.xlsx')
    const [table] = await findTables(await openWorkbook(new Uint8Array(await marked.arrayBuffer())))
    const rows = []
    for await (const row of table!.sheet.rows()) rows.push(row.cells.map((cell) => cell?.text ?? '').join('|'))
    expect(rows.join('\n')).toContain('không có trong lịch')
    const answer = await site.as(manager).post(`/nhap-du-lieu/tai-len/tools?thay=${id}`, { _form: 'tools.create', institution: schools.hue.id, replaces: id, file: await plainFile([['A1', 'Khoan', '28/2/2020', '']]) })
    expect(answer.status).toBe(303)
    expect((await batchOf(id)).state).toBe('replaced')
  })

  test.each([
    ['a picture', new File([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 0])], 'anh.xlsx'), 'không phải bảng tính'],
    ['an old workbook', new File([Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('Workbook', 'utf16le')])], 'cu.xls'), 'định dạng cũ'],
    ['a workbook under a password', new File([Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')])], 'mat.xlsx'), 'có đặt mật khẩu'],
    ['an empty file', new File([], 'trong.csv'), 'Hãy chọn tệp cần nhập'],
    ['a text without a table', new File(['xin chào\n'], 'chao.csv'), 'Không tìm thấy dòng tiêu đề cột'],
  ])('%s is refused in words with the way out', async (_name, file, words) => {
    const answer = await upload(file)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(words)
    expect(await query('select 1 from platform.import_batch')).toEqual([])
  })

  test('the same file again says so and shows the way to the first', async () => {
    const file = await plainFile([['A1', 'Khoan', '', '']])
    const first = await begin(file)
    await commit(first.id)
    const second = await begin(file)
    const shown = await page(`/nhap-du-lieu/${second.id}`)
    expect(shown).toContain('Chính tệp này đã được')
    expect(shown).toContain(`/nhap-du-lieu/${first.id}`)
    expect(shown).toContain('Không có gì mới để ghi')
    expect((await commit(second.id)).status).toBe(422)
  })
})

describe('a record changed by hand', () => {
  test('is never overwritten unseen: both versions are shown and a person decides', async () => {
    await stored('A1', 'Khoan bàn', true)
    await stored('A2', 'Mài cũ')
    const { id } = await begin(await plainFile([['A1', 'Khoan tay', '', ''], ['A2', 'Mài mới', '', '']]))
    const shown = await page(`/nhap-du-lieu/${id}?loai=doubt`)
    expect(shown).toContain('Trong tệp: Khoan tay')
    expect(shown).toContain('Đang lưu (đã sửa tay): Khoan bàn')
    const refused = await commit(id)
    expect(await refused.text()).toContain('Còn 1 dòng nghi ngờ chưa quyết định')
    await site.as(manager).post(`/nhap-du-lieu/${id}`, { _form: 'tools.review', 'decisions.r1': 'keep' })
    expect((await commit(id)).status).toBe(303)
    expect((await tools()).map((tool) => tool.name)).toEqual(['Khoan bàn', 'Mài mới'])
  })

  test('a change may be left out, and undo brings the changed one back', async () => {
    await stored('A1', 'Khoan cũ')
    await stored('A2', 'Mài cũ')
    const { id } = await begin(await plainFile([['A1', 'Khoan mới', '', ''], ['A2', 'Mài mới', '', '']]))
    await site.as(manager).post(`/nhap-du-lieu/${id}`, { _form: 'tools.review', 'decisions.r1': 'take', 'decisions.r2': 'skip' })
    expect(await page(`/nhap-du-lieu/${id}`)).toContain('1 bản ghi đang lưu sẽ thay đổi')
    await commit(id)
    expect((await tools()).map((tool) => tool.name)).toEqual(['Khoan mới', 'Mài cũ'])
    await site.as(manager).post(`/nhap-du-lieu/${id}/hoan-tac`, { _form: 'tools.undo' })
    expect((await tools()).map((tool) => tool.name)).toEqual(['Khoan cũ', 'Mài cũ'])
  })

  test('one decision serves every doubt that has none', async () => {
    await stored('A1', 'Khoan bàn', true)
    await stored('A2', 'Mài bàn', true)
    const { id } = await begin(await plainFile([['A1', 'Khoan', '', ''], ['A2', 'Mài', '', '']]))
    await site.as(manager).post(`/nhap-du-lieu/${id}?loai=doubt`, { _form: 'tools.review', all: 'take' })
    await commit(id)
    expect((await tools()).map((tool) => tool.name)).toEqual(['Khoan', 'Mài'])
  })
})

describe('all or nothing', () => {
  test('when writing breaks half-way nothing is written, the page says so, and it can be written again', async () => {
    await query('insert into sample.trouble values (true)')
    const { id } = await begin(await plainFile([['A1', 'Khoan', '', ''], ['A2', 'Mài', '', '']]))
    expect((await commit(id)).status).toBe(303)
    expect(await tools()).toEqual([])
    const shown = await page(`/nhap-du-lieu/${id}`)
    expect(shown).toContain('Không dòng nào của đợt này được ghi')
    expect(shown).not.toContain('the disk broke')
    await query('truncate sample.trouble')
    await commit(id)
    expect((await tools()).length).toBe(2)
    expect((await verifyChain(site.app.database.owner)).brokenAt).toBeUndefined()
  })

  test('the same form sent twice, at once and again later, writes once', async () => {
    const { id } = await begin(await plainFile([['A1', 'Khoan', '', '']]))
    const once = randomUUID()
    const send = () => site.as(manager).post(`/nhap-du-lieu/${id}`, { _form: 'tools.commit', _once: once })
    const answers = await Promise.all([send(), send()])
    expect(answers.map((answer) => answer.headers.get('location'))).toEqual([`/nhap-du-lieu/${id}`, `/nhap-du-lieu/${id}`])
    const late = await commit(id)
    expect(late.status).toBe(422)
    expect(await late.text()).toContain('không cần ghi lần nữa')
    expect((await tools()).length).toBe(1)
  })

  test('a batch whose worker was killed while writing is put back to work and ends once', async () => {
    const { id } = await begin(await plainFile([['A1', 'Khoan', '', '']]))
    await query(`update platform.import_batch set state = 'committing', changed_at = now() - interval '1 minute' where id = $1`, [id])
    expect(await page(`/nhap-du-lieu/${id}`)).toContain('Đang ghi')
    expect(await recoverImports(site.app)).toBe(1)
    const step = importJobList.find((job) => job.name === 'imports.step')!
    await runJob(site.app, step, { kind: 'tools', batch: id, run: id })
    await runJob(site.app, step, { kind: 'tools', batch: id, run: id })
    expect((await tools()).length).toBe(1)
    expect((await batchOf(id)).state).toBe('committed')
    expect(await recoverImports(site.app)).toBe(0)
  })

  test('a dropped batch leaves nothing behind', async () => {
    const { id } = await begin(await plainFile([['A1', 'Khoan', '', '']]))
    await site.as(manager).post(`/nhap-du-lieu/${id}/bo`, { _form: 'tools.discard' })
    expect(await query('select 1 from platform.import_row')).toEqual([])
    expect((await commit(id)).status).not.toBe(303)
  })
})

describe('large files', () => {
  test('go on as a job whose progress can be left and found again', async () => {
    const rows = Array.from({ length: 2_500 }, (_, at) => [`M${at}`, `Máy ${at}`, '1/2/2020', ''])
    const { id, to } = await begin(csvFile(rows))
    expect(to).toMatch(/^\/cong-viec\//)
    const waiting = await page(to)
    expect(waiting).toContain('http-equiv="refresh"')
    expect(waiting).toContain('Đang chờ đến lượt')
    expect((await batchOf(id)).state).toBe('checking')
    const step = importJobList.find((job) => job.name === 'imports.step')!
    await runJob(site.app, step, { kind: 'tools', batch: id, run: to.split('/').at(-1) })
    const done = await page(to)
    expect(done).toContain(`href="/nhap-du-lieu/${id}"`)
    expect(done).not.toContain('http-equiv="refresh"')
    const shown = await page(`/nhap-du-lieu/${id}`)
    expect(shown).toContain('2.500 bản ghi mới sẽ được thêm')
    expect(shown.match(/<tr/g)!.length, 'fifty rows and the heading').toBe(51)
    expect(await page(`/nhap-du-lieu/${id}?sau=2450`)).toContain('M2499')
    const run = (await commit(id)).headers.get('location')!
    expect(await tools()).toEqual([])
    await runJob(site.app, step, { kind: 'tools', batch: id, run: run.split('/').at(-1) })
    expect((await tools()).length).toBe(2_500)
    const [entry] = await query<{ actor_id: string }>(`select actor_id from platform.audit_entry where action = 'imports.tools.step' order by seq desc limit 1`)
    expect(entry!.actor_id, 'the person who asked, not the machine').toBe(manager.kind === 'account' ? manager.id : '')
  })
})

describe('whose it is', () => {
  test('a batch of another school reads as not found, on every page', async () => {
    const { id } = await begin(await plainFile([['A1', 'Khoan', '', '']]))
    const other = site.actor('school-manager', { kind: 'institution', id: schools.phu.id })
    for (const path of ['', '/cot', '/dong/1', '/bo', '/danh-dau']) expect((await site.as(other).get(`/nhap-du-lieu/${id}${path}`)).status, path).toBe(404)
    expect((await site.as(other).post(`/nhap-du-lieu/${id}`, { _form: 'tools.commit' })).status).toBe(404)
    expect(await page('/nhap-du-lieu', other)).not.toContain('thiet-bi.xlsx')
    expect((await upload(await plainFile([['A1', 'Khoan', '', '']]), other)).status, 'nor may it be filled for another').toBe(404)
  })

  test('without the right there is nothing to import and nothing to send', async () => {
    const learner = site.actor('learner', { kind: 'institution', id: schools.hue.id })
    expect(await page('/nhap-du-lieu', learner)).toContain('chưa được nhập loại dữ liệu nào')
    expect((await site.as(learner).get('/nhap-du-lieu/tai-len/tools')).status).toBe(403)
    expect((await upload(await plainFile([['A1', 'Khoan', '', '']]), learner)).status).toBe(403)
    expect((await site.as(learner).get('/nhap-du-lieu/mau/tools')).status).toBe(403)
  })

  test('somebody of the whole province chooses the school, and sees every batch', async () => {
    await begin(await plainFile([['A1', 'Khoan', '', '']]))
    const officer = site.actor('department-officer')
    expect(await page('/nhap-du-lieu/tai-len/tools', officer)).toContain('Trường Phú Bài (PHU)')
    expect(await page('/nhap-du-lieu', officer)).toContain('thiet-bi.xlsx')
    const answer = await site.as(officer).post('/nhap-du-lieu/tai-len/tools', { _form: 'tools.create', file: await plainFile([['A1', 'x', '', '']]) })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Hãy chọn cơ sở của dữ liệu')
  })

  test('the template can be filled in and read back as it is', async () => {
    const answer = await site.as(manager).get('/nhap-du-lieu/mau/tools')
    const [table] = await findTables(await openWorkbook(new Uint8Array(await answer.arrayBuffer())))
    expect(table!.columns.map((column) => column.label.replace(' *', ''))).toEqual(expect.arrayContaining(heads.slice(0, 3)))
  })
})
