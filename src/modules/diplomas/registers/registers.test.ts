import { beforeAll, describe, expect, test } from 'vitest'
import { openWorkbook } from '#platform/sheets/index.ts'
import { insertEvents } from '../store/diploma.ts'
import { twoSchools, type TwoSchools } from './testing/school.ts'

let here: TwoSchools
beforeAll(async () => {
  here = await twoSchools()
})

const bookOf = (year: number, issuer = here.home) =>
  here.one(`select id from diplomas.book where issuer_id = $1 and year = $2`, [issuer, year])
/** What is read on the page. */
const words = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
const many = (count: number) =>
  Array.from({ length: count }, (_, at) => `Nguyễn Văn ${String(at + 1).padStart(3, '0')}`)

describe('a register', () => {
  test('shows its lines, void ones with the reason and corrected ones with old and new value', async () => {
    const [, second = '', third = ''] = await here.write((tx) =>
      here.enter(tx, ['Lê Thị Mai', 'Phan Văn Hủy', 'Trần Thị Sửa']),
    )
    const by = { id: 'x', name: 'Phòng đào tạo' }
    await here.write((tx) =>
      insertEvents(tx, [second], { act: 'void', on_date: '2026-11-25', reason: 'In nhầm tên' }, by),
    )
    await here.rows(`update diplomas.diploma set state = 'void' where id = $1`, [second])
    await here.write((tx) =>
      insertEvents(
        tx,
        [third],
        {
          act: 'correct',
          on_date: '2026-11-25',
          decision_no: '8/QĐ',
          decision_date: '2026-11-24',
          detail: { changes: [{ field: 'holder.full_name', before: 'Trần Thị Sưa', after: 'Trần Thị Sửa' }] },
        },
        by,
      ),
    )
    const page = words(await here.text(`/so-goc/${await bookOf(2026)}`))
    expect(page).toContain('Sổ gốc: Bằng tốt nghiệp trung cấp, năm 2026')
    expect(page).toContain('0001/2026 TC-TRUONG-NGHE-2026-00001 Lê Thị Mai 03/02/2006')
    expect(page).toContain('Hủy số, 25/11/2026; In nhầm tên')
    expect(page).toContain('Chỉnh sửa theo QĐ 8/QĐ ngày 24/11/2026; Họ và tên: Trần Thị Sưa → Trần Thị Sửa')
    expect(page).toContain('1 dòng hủy số, 2 dòng có ghi chú')
  })

  test('is searched by name without marks, by serial and by entry number, and by state', async () => {
    const path = `/so-goc/${await bookOf(2026)}`
    const found = async (query: string) => {
      const page = words(await here.text(`${path}?${query}`))
      return ['Lê Thị Mai', 'Phan Văn Hủy', 'Trần Thị Sửa'].filter((name) => page.includes(` ${name} `))
    }
    expect(await found('q=le thi mai')).toEqual(['Lê Thị Mai'])
    expect(await found('q=tc truong nghe 2026 00003')).toEqual(['Trần Thị Sửa'])
    expect(await found('q=0002/2026')).toEqual(['Phan Văn Hủy'])
    expect(await found('trang_thai=void')).toEqual(['Phan Văn Hủy'])
    expect(await found(`q=${encodeURIComponent("x' or 1=1")}`)).toEqual([])
  })

  test('pages by entry', async () => {
    await here.write((tx) => here.enter(tx, many(60), { year: 2019 }))
    const path = `/so-goc/${await bookOf(2019)}`
    const first = await here.text(path)
    expect(first).toContain('0050/2019')
    expect(first).not.toContain('0051/2019')
    const second = await here.text(`${path}?sau=50`)
    expect(second).not.toContain('0050/2019')
    expect(second).toContain('0060/2019')
  })

  test('is found by its issuer and its keeper only', async () => {
    const path = `/so-goc/${await bookOf(2026)}`
    const stranger = here.at('academic-office', here.away)
    for (const end of ['', '/so-goc.pdf', '/so-goc.csv', '/so-goc.xlsx'])
      expect((await here.site.as(stranger).get(path + end)).status).toBe(404)
    expect(await here.text('/so-goc', stranger)).toContain('Chưa có sổ nào như vậy')
    expect(await here.text('/so-goc?nam=2019')).not.toContain('2026</')
    expect((await here.site.as(here.site.actor('inspector')).get(path)).status).toBe(200)
  })
})

describe('on paper and as a spreadsheet', () => {
  test('every 25 lines begin a page', async () => {
    const file = await here.site.as(here.office).get(`/so-goc/${await bookOf(2019)}/so-goc.pdf`)
    expect(file.headers.get('content-type')).toBe('application/pdf')
    const text = Buffer.from(await file.arrayBuffer()).toString('latin1')
    expect(text).toContain('pdfaid')
    expect(/\/Count (\d+)/.exec(text)?.[1]).toBe('3')
  })

  test('the spreadsheet has every line with its state and notes', async () => {
    const path = `/so-goc/${await bookOf(2026)}/so-goc`
    const csv = await (await here.site.as(here.office).get(`${path}.csv`)).text()
    expect(csv).toContain('TC-TRUONG-NGHE-2026-00002')
    expect(csv).toContain('Hủy số')
    const xlsx = await (await here.site.as(here.office).get(`${path}.xlsx`)).arrayBuffer()
    const sheet = (await openWorkbook(new Uint8Array(xlsx))).sheets[0]!
    const cells: string[] = []
    for await (const row of sheet.rows()) cells.push(...row.cells.map((cell) => cell?.text ?? ''))
    for (const text of ['Lê Thị Mai', 'Hủy số', '0003/2026', 'Trường truong-nghe'])
      expect(cells).toContain(text)
  })
})

describe('the end of the year', () => {
  const close = async (year: number, actor = here.office) => {
    const [book] = await here.rows(
      `select id, version from diplomas.book where issuer_id = $1 and year = $2`,
      [here.home, year],
    )
    const form = { _form: 'close', book: String(book!.id), version: String(book!.version) }
    return here.post(`/so-goc/${String(book!.id)}`, form, actor)
  }

  test('a book is closed when its year is over, by its keeper, and takes no more lines', async () => {
    await here.write((tx) => here.enter(tx, ['Lê Năm Cũ'], { year: 2020 }))
    expect(await here.text('/')).toContain('Khóa sổ gốc năm 2020')
    expect((await close(2020, here.at('inspector'))).status).toBe(403)
    expect((await close(2020, here.at('academic-office', here.away))).status).toBe(404)
    expect((await close(2020)).status).toBe(303)
    expect(await here.text('/')).not.toContain('Khóa sổ gốc năm 2020')
    expect(await here.text(`/so-goc/${await bookOf(2020)}`)).toContain('Khóa ngày 25/11/2026')
    await expect(here.write((tx) => here.enter(tx, ['Đến Muộn'], { year: 2020 }))).rejects.toMatchObject({
      reason: { key: 'diplomas.registers.error.closed', params: { year: 2020 } },
    })
    await expect(
      here.rows(`update diplomas.book set last_entry = 9 where id = $1`, [await bookOf(2020)]),
    ).rejects.toThrow('a closed register stays as it is')
    expect((await close(2020)).status).toBe(422)
  })

  test('the book of this year stays open', async () => {
    const answer = await close(2026)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Năm 2026 chưa hết')
  })
})

describe('the books of a merged school', () => {
  test('are handed to the school it went into, which then reads them; the issuer stays', async () => {
    const gone = await here.institution('truong-cu')
    await here.write(
      (tx) => here.enter(tx, ['Hồ Trường Cũ'], { institution: gone, year: 2018 }),
      here.at('academic-office', gone),
    )
    const id = await bookOf(2018, gone)
    const officer = here.site.actor('department-officer')
    const hand = (more: Record<string, string>, actor = officer) =>
      here.post(
        '/so-goc/ban-giao',
        { _form: 'hand', issuer: gone, on_date: '24/11/2026', paper_no: '03/BB-BG', ...more },
        actor,
      )
    expect(await (await hand({})).text()).toContain('Chưa ghi trường này sáp nhập vào đâu')
    await here.rows(
      `insert into institutions.succession (from_institution, to_institution, kind, on_date, source)
       values ($1, $2, 'merge', '2026-07-01', 'test')`,
      [gone, here.away],
    )
    const keeper = here.at('academic-office', here.away)
    expect((await here.site.as(keeper).get(`/so-goc/${id}`)).status).toBe(404)
    expect(words(await here.text('/so-goc/ban-giao', officer))).toContain(
      'Trường truong-cu 1 Trường truong-cu Trường truong-xa',
    )
    expect(await here.text('/', officer)).toContain('Bàn giao sổ gốc của Trường truong-cu')
    expect((await hand({ on_date: '26/11/2026' })).status).toBe(422)
    expect((await hand({}, here.office)).status).toBe(403)
    expect((await hand({})).status).toBe(303)
    expect(await here.text('/', officer)).not.toContain('Bàn giao sổ gốc của Trường truong-cu')
    const page = words(await here.text(`/so-goc/${id}`, keeper))
    expect(page).toContain('Hồ Trường Cũ')
    expect(page).toContain('Cơ sở cấp Trường truong-cu')
    expect(page).toContain('Cơ sở giữ sổ Trường truong-xa')
    expect(page).toContain('03/BB-BG')
    expect(await (await hand({})).text()).toContain('không còn gì để bàn giao')
    expect((await here.site.as(keeper).get(`/so-goc/${id}/so-goc.pdf`)).status).toBe(200)
  })
})

describe('patterns of numbers', () => {
  const path = () => `/so-goc/mau-so/${here.home}/moi`
  const save = (more: Record<string, string>, actor = here.office) =>
    here.post(
      path(),
      {
        _form: 'save',
        institution: here.home,
        kind: 'college_diploma',
        from_date: '25/11/2026',
        serial: 'A{yyyy}.{seq:5}',
        entry: '{seq}/{yyyy}-CĐ',
        source: 'Quyết định 9/QĐ ngày 20/11/2026',
        ...more,
      },
      actor,
    )

  test('are tried out before they are set: the next three numbers, or what is wrong', async () => {
    const query = (serial: string, entry = '{seq}/{yyyy}') =>
      `${path()}?${new URLSearchParams({ loai: 'intermediate_diploma', so_hieu: serial, so_vao_so: entry }).toString()}`
    const fine = words(await here.text(query('TC.{yy}.{seq:4}')))
    for (const next of ['TC.26.0004 4/2026', 'TC.26.0005 5/2026', 'TC.26.0006 6/2026'])
      expect(fine).toContain(next)
    expect(words(await here.text(query('TC{yyyy}')))).toContain('Mẫu thiếu số thứ tự')
    expect(words(await here.text(query('TC{seq}')))).toContain('mẫu không có năm sẽ trùng số')
  })

  test('hold from their day on, for their school and kind', async () => {
    expect((await save({})).status).toBe(303)
    await here.write((tx) => here.enter(tx, ['Lê Cao Đẳng'], { kindCode: 'college_diploma' }))
    const [line] = await here.rows(
      `select serial, entry_no from diplomas.diploma where kind_code = 'college_diploma'`,
    )
    expect(line).toEqual({ serial: 'A2026.00001', entry_no: '1/2026-CĐ' })
    expect(words(await here.text('/so-goc/mau-so'))).toContain('A2026.00002 · vào sổ 2/2026-CĐ')
  })

  test('are refused without a running number or year, in the past, or like another kind of the school', async () => {
    const refusal = async (more: Record<string, string>) => {
      const answer = await save(more)
      expect(answer.status).toBe(422)
      return words(await answer.text())
    }
    expect(await refusal({ serial: 'A{yyyy}' })).toContain('Mẫu thiếu số thứ tự')
    expect(await refusal({ entry: '{seq}' })).toContain('mẫu không có năm sẽ trùng số')
    expect(await refusal({ from_date: '24/11/2026' })).toContain('không trước hôm nay')
    expect(await refusal({ kind: 'intermediate_diploma', serial: 'a {yyyy} {seq:5}' })).toContain(
      'Mẫu này viết ra số trùng với Bằng tốt nghiệp cao đẳng của trường',
    )
    expect((await save({}, here.at('inspector'))).status).toBe(403)
    expect((await save({}, here.at('academic-office', here.away))).status).toBe(404)
  })
})
