import { readXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { verifyChain } from '#platform/audit/verify.ts'
import { findTables, openWorkbook } from '#platform/sheets/index.ts'
import { openDesk } from './testing/desk.ts'
import { plainFile, workbookFile } from './testing/files.ts'
import { schools } from './testing/sample.ts'

const desk = openDesk()

describe('a workbook as offices send it', () => {
  test('title rows, a merged header, marks in columns and dates as text become records, and undo takes them back', async () => {
    const { id, to } = await desk.begin(
      await workbookFile([
        ['TB01', 'Máy tiện', '5/3/2020', 'x', '', '046190000123'],
        ['TB02', 'Máy phay', '45000', '', 'x', ''],
      ]),
    )
    expect(to).toBe(`/nhap-du-lieu/${id}`)
    const shown = await desk.page(to)
    expect(shown).toContain('2 bản ghi mới sẽ được thêm')
    expect(shown).toContain('Máy tiện')
    expect(shown, 'a number of a person is masked').not.toContain('046190000123')
    expect(await desk.tools(), 'nothing is written before it is approved').toEqual([])
    expect((await desk.commit(id)).headers.get('location')).toBe(`/nhap-du-lieu/${id}`)
    expect(await desk.tools()).toMatchObject([
      { code: 'TB01', bought: '2020-03-05', kind: 'good' },
      { code: 'TB02', bought: '2023-03-15', kind: 'broken' },
    ])
    expect(await desk.page(to)).toContain('Đã ghi: 2 bản ghi mới')
    expect(await desk.page(`/nhap-du-lieu/${id}/hoan-tac`)).toContain('Gỡ mọi thứ đợt này đã ghi?')
    await desk.site.as(desk.manager).post(`/nhap-du-lieu/${id}/hoan-tac`, { _form: 'tools.undo' })
    expect(await desk.tools()).toEqual([])
    expect(await desk.page(to)).toContain('Đã hoàn tác')
    expect((await verifyChain(desk.site.app.database.owner)).brokenAt).toBeUndefined()
  })

  test('staging holds no plain number of a person', async () => {
    const { id } = await desk.begin(await plainFile([['A1', 'Khoan', '', '046190000123']]))
    const [row] = await desk.query<{ all: string }>(
      'select r::text as all from platform.import_row r where batch_id = $1',
      [id],
    )
    expect(row!.all).not.toContain('046190000123')
  })

  test('columns nobody can guess are asked for once and remembered for the school', async () => {
    const odd = ['Ký số', 'Thứ gì', 'Ngày mua', 'Số CCCD']
    const { id, to } = await desk.begin(await plainFile([['A1', 'Khoan', '1/2/2020', '']], odd))
    expect(to).toBe(`/nhap-du-lieu/${id}/cot`)
    const asked = await desk.page(to)
    expect(asked).toContain('Chưa tìm thấy cột này')
    expect(asked).toContain('ví dụ: Khoan')
    const send = (columns: Record<string, string>) =>
      desk.site.as(desk.manager).post(to, { _form: 'tools.columns', 'lists.t0.included': 'true', ...columns })
    const refused = await send({ 'lists.t0.one.name': '1' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Hãy chọn cột cho thông tin bắt buộc này')
    const done = await send({
      'lists.t0.one.code': '0',
      'lists.t0.one.name': '1',
      'lists.t0.one.bought': '2',
    })
    expect(done.headers.get('location')).toBe(`/nhap-du-lieu/${id}`)
    expect(await desk.page(`/nhap-du-lieu/${id}`)).toContain('1 bản ghi mới sẽ được thêm')
    const again = await desk.begin(await plainFile([['A2', 'Mài', '1/2/2021', '']], odd))
    expect(again.to, 'the same header is understood at once').toBe(`/nhap-du-lieu/${again.id}`)
  })

  test('several sheets with the same header go in together', async () => {
    const { id } = await desk.begin(
      await workbookFile([['A1', 'Khoan', '', 'x', '', '']], [['B1', 'Mài', '', '', 'x', '']]),
    )
    await desk.commit(id)
    expect((await desk.tools()).map((tool) => tool.code)).toEqual(['A1', 'B1'])
  })
})

describe('what is wrong', () => {
  test('every problem stands in its cell in words, a cell is mended in the page, the rest goes on', async () => {
    const { id } = await desk.begin(
      await plainFile([
        ['A1', 'Khoan', '31/2/2020', ''],
        ['A2', 'Mài', '1/1/2030', ''],
        ['A3', 'Cưa', '1/1/2020', ''],
      ]),
    )
    const errors = await desk.page(`/nhap-du-lieu/${id}?loai=error`)
    expect(errors).toContain('không có trong lịch')
    expect(errors).toContain('Ngày ở tương lai')
    expect(errors).toContain('name="rows.r1.bought"')
    expect(errors).not.toContain('Cưa')
    const saved = await desk.site.as(desk.manager).post(`/nhap-du-lieu/${id}?loai=error`, {
      _form: 'tools.review',
      'rows.r1.bought': '28/2/2020',
      'rows.r2.bought': '1/1/2030',
    })
    expect(saved.headers.get('location')).toBe(`/nhap-du-lieu/${id}?loai=error`)
    expect((await desk.batchOf(id)).counts).toMatchObject({ new: 2, error: 1 })
    const refused = await desk.commit(id)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Còn 1 dòng lỗi')
    expect(await desk.tools()).toEqual([])
    expect((await desk.commit(id, { leave_errors: 'true' })).status).toBe(303)
    expect((await desk.tools()).map((tool) => [tool.code, tool.bought])).toEqual([
      ['A1', '2020-02-28'],
      ['A3', '2020-01-01'],
    ])
  })

  test('a whole row is mended on its own page, and a masked number left empty stays', async () => {
    const { id } = await desk.begin(await plainFile([['A1', '', '1/1/2020', '046190000123']]))
    const shown = await desk.page(`/nhap-du-lieu/${id}/dong/1`)
    expect(shown).toContain('Đang có •••123; để trống nếu giữ nguyên')
    await desk.site.as(desk.manager).post(`/nhap-du-lieu/${id}/dong/1`, {
      _form: 'tools.review',
      'rows.r1.code': 'A1',
      'rows.r1.name': 'Khoan',
      'rows.r1.bought': '1/1/2020',
      'rows.r1.owner': '',
      'rows.r1.kind': 'Tốt',
    })
    await desk.commit(id)
    expect(
      await desk.query('select code, name, kind, owner_index is not null as has_owner from sample.tool'),
    ).toEqual([{ code: 'A1', name: 'Khoan', kind: 'good', has_owner: true }])
  })

  test('two rows with one citizen number are found by the module and both stay masked', async () => {
    const { id } = await desk.begin(
      await plainFile([
        ['A1', 'Khoan', '', '046190000123'],
        ['A2', 'Mài', '', '046190000123'],
      ]),
    )
    const shown = await desk.page(`/nhap-du-lieu/${id}`)
    expect(shown).toContain('Số này cũng có ở dòng 2')
    expect(shown).not.toContain('046190000123')
  })

  test('the workbook goes back with the errors written into it, and comes again corrected in place of the first', async () => {
    const file = await plainFile([['A1', 'Khoan', '31/2/2020', '']])
    const { id } = await desk.begin(file)
    const marked = await desk.site.as(desk.manager).get(`/nhap-du-lieu/${id}/danh-dau`)
    expect(marked.headers.get('content-disposition')).toContain('.xlsx')
    const [table] = await findTables(await openWorkbook(new Uint8Array(await marked.arrayBuffer())))
    const rows = []
    for await (const row of table!.sheet.rows())
      rows.push(row.cells.map((cell) => cell?.text ?? '').join('|'))
    expect(rows.join('\n')).toContain('không có trong lịch')
    const answer = await desk.site.as(desk.manager).post(`/nhap-du-lieu/tai-len/tools?thay=${id}`, {
      _form: 'tools.create',
      institution: schools.hue.id,
      replaces: id,
      file: await plainFile([['A1', 'Khoan', '28/2/2020', '']]),
    })
    expect(answer.status).toBe(303)
    expect((await desk.batchOf(id)).state).toBe('replaced')
  })

  test('a day written as a number of Excel shows the day beside it, and empty cells are empty', async () => {
    const { id } = await desk.begin(await plainFile([['A1', 'Khoan', '33000', '']]))
    const page = await desk.page(`/nhap-du-lieu/${id}`)
    expect(page).toContain('33000 (đọc là 07/05/1990)')
    expect(page).toMatch(/<td data-label="Số căn cước người giữ"><\/td>/)
  })

  test('what the module found, not the reader, is written into its cell too', async () => {
    const { id } = await desk.begin(
      await plainFile([
        ['A1', 'Khoan', '1/1/2090', '046085000123'],
        ['A2', 'Tiện', '', '046085000123'],
      ]),
    )
    const marked = await desk.site.as(desk.manager).get(`/nhap-du-lieu/${id}/danh-dau`)
    const { sheets } = await readXlsx(new Uint8Array(await marked.arrayBuffer()))
    const notes = [...(sheets[0]!.cells ?? [])].flatMap(([at, cell]) =>
      cell.comment ? [[at, cell.comment.text]] : [],
    )
    expect(notes).toEqual([
      ['1,2', 'Ngày ở tương lai.'],
      ['2,3', expect.stringContaining('cũng có ở dòng 2')],
    ])
  })

  test.each([
    [
      'a picture',
      new File([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 0])], 'anh.xlsx'),
      'không phải bảng tính',
    ],
    [
      'an old workbook',
      new File(
        [Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('Workbook', 'utf16le')])],
        'cu.xls',
      ),
      'định dạng cũ',
    ],
    [
      'a workbook under a password',
      new File(
        [Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')])],
        'mat.xlsx',
      ),
      'có đặt mật khẩu',
    ],
    ['an empty file', new File([], 'trong.csv'), 'Hãy chọn tệp cần nhập'],
    ['a text without a table', new File(['xin chào\n'], 'chao.csv'), 'Không tìm thấy dòng tiêu đề cột'],
  ])('%s is refused in words with the way out', async (_name, file, words) => {
    const answer = await desk.upload(file)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(words)
    expect(await desk.query('select 1 from platform.import_batch')).toEqual([])
  })

  test('the same file again says so and shows the way to the first', async () => {
    const file = await plainFile([['A1', 'Khoan', '', '']])
    const first = await desk.begin(file)
    await desk.commit(first.id)
    const second = await desk.begin(file)
    const shown = await desk.page(`/nhap-du-lieu/${second.id}`)
    expect(shown).toContain('Chính tệp này đã được')
    expect(shown).toContain(`/nhap-du-lieu/${first.id}`)
    expect(shown).toContain('Không có gì mới để ghi')
    expect((await desk.commit(second.id)).status).toBe(422)
  })
})

describe('a record changed by hand', () => {
  test('is never overwritten unseen: both versions are shown and a person decides', async () => {
    await desk.store('A1', 'Khoan bàn', true)
    await desk.store('A2', 'Mài cũ')
    const { id } = await desk.begin(
      await plainFile([
        ['A1', 'Khoan tay', '', ''],
        ['A2', 'Mài mới', '', ''],
      ]),
    )
    const shown = await desk.page(`/nhap-du-lieu/${id}?loai=doubt`)
    expect(shown).toContain('Trong tệp: Khoan tay')
    expect(shown).toContain('Đang lưu (đã sửa tay): Khoan bàn')
    const refused = await desk.commit(id)
    expect(await refused.text()).toContain('Còn 1 dòng nghi ngờ chưa quyết định')
    await desk.site
      .as(desk.manager)
      .post(`/nhap-du-lieu/${id}`, { _form: 'tools.review', 'decisions.r1': 'keep' })
    expect((await desk.commit(id)).status).toBe(303)
    expect((await desk.tools()).map((tool) => tool.name)).toEqual(['Khoan bàn', 'Mài mới'])
  })

  test('a change may be left out, and undo brings the changed one back', async () => {
    await desk.store('A1', 'Khoan cũ')
    await desk.store('A2', 'Mài cũ')
    const { id } = await desk.begin(
      await plainFile([
        ['A1', 'Khoan mới', '', ''],
        ['A2', 'Mài mới', '', ''],
      ]),
    )
    await desk.site
      .as(desk.manager)
      .post(`/nhap-du-lieu/${id}`, { _form: 'tools.review', 'decisions.r1': 'take', 'decisions.r2': 'skip' })
    expect(await desk.page(`/nhap-du-lieu/${id}`)).toContain('1 bản ghi đang lưu sẽ thay đổi')
    await desk.commit(id)
    expect((await desk.tools()).map((tool) => tool.name)).toEqual(['Khoan mới', 'Mài cũ'])
    await desk.site.as(desk.manager).post(`/nhap-du-lieu/${id}/hoan-tac`, { _form: 'tools.undo' })
    expect((await desk.tools()).map((tool) => tool.name)).toEqual(['Khoan cũ', 'Mài cũ'])
  })

  test('one decision serves every doubt that has none', async () => {
    await desk.store('A1', 'Khoan bàn', true)
    await desk.store('A2', 'Mài bàn', true)
    const { id } = await desk.begin(
      await plainFile([
        ['A1', 'Khoan', '', ''],
        ['A2', 'Mài', '', ''],
      ]),
    )
    await desk.site
      .as(desk.manager)
      .post(`/nhap-du-lieu/${id}?loai=doubt`, { _form: 'tools.review', all: 'take' })
    await desk.commit(id)
    expect((await desk.tools()).map((tool) => tool.name)).toEqual(['Khoan', 'Mài'])
  })
})
