import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor } from '#platform/access.ts'
import { openDesks, type Desks } from '../testing/desk.ts'
import { codesOf, importing, register, type Cells } from '../testing/importing.ts'

const form = '../shared/data/tests-only/forms/totnghiep__bieu-mau-tot-nghiep.xlsx'
let desk: Desks
let upload: ReturnType<typeof importing>['upload']
let commit: ReturnType<typeof importing>['commit']
let undo: ReturnType<typeof importing>['undo']
let stateOf: ReturnType<typeof importing>['stateOf']
let merged: string
beforeAll(async () => {
  desk = await openDesks()
  ;({ upload, commit, undo, stateOf } = importing(desk))
  merged = await desk.make.institution('truong-cu')
  await desk.rows(
    `insert into institutions.succession (from_institution, to_institution, kind, on_date, source) values ($1, $2, 'merge', '2024-01-01', 'test')`,
    [merged, desk.home],
  )
})

const an: Cells = [1, '01', 'Lê Văn An', '5/9/1972', 'Huế', 'May công nghiệp', 'Khá', 'A 000101', '20/7/1996']
const binh: Cells = [2, '02', 'Trần Bình', '1971', 'Phong Điền', 'Gò hàn', 'Giỏi', 'A 000102', '20/7/1996']

const lines = () =>
  desk.rows(`select d.*, b.year as book_year from diplomas.diploma d join diplomas.book b on b.id = d.book_id
    where not d.is_compared order by d.entry`)
describe('a register somebody copied into a spreadsheet', () => {
  test('is shown first, entered all at once, and answers as not compared until it was', async () => {
    const { id, batch, rows } = await upload(await register([an, binh]))
    expect(batch).toMatchObject({ state: 'ready', failure: null })
    expect(rows.map((row) => [row.verdict, codesOf(row)])).toEqual([
      ['new', []],
      ['new', []],
    ])
    expect(await lines()).toEqual([])
    await commit(id)
    expect(await stateOf(id)).toMatchObject({ state: 'committed' })
    const made = await lines()
    expect(made.map((one) => [one.entry_no, one.serial, one.book_year])).toEqual([
      ['01', 'A 000101', 1996],
      ['02', 'A 000102', 1996],
    ])
    const book = made[0]!.book_id as string

    const open = await desk.text('/van-bang?so=A000101&ten=le+van+an', publicActor)
    expect(open).toContain('chưa đối chiếu với sổ gốc')
    expect(open).not.toContain('Thật và đang có hiệu lực')
    expect(open).toContain('Số hóa từ sổ gốc năm 1996')
    expect(await desk.text(`/so-goc/${book}`)).toContain('Chưa đối chiếu')

    // A machine reads the result alone.
    const told = await desk.site.as(publicActor).send('/api/v1/diplomas/check', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ serial: 'A000101', name: 'le van an' }),
    })
    expect(await told.json()).toMatchObject({ result: 'unknown', diploma: { compared: false } })

    const list = await desk.site.as(publicActor).post('/van-bang/nhieu', {
      _form: 'check',
      file: new File(['Số hiệu,Họ tên\nA 000101,Lê Văn An\n'], 'ds.csv', { type: 'text/csv' }),
    })
    const many = await desk.text(list.headers.get('location')!, publicActor)
    expect(many).toContain('0 trên 1 dòng')
    expect(many).toContain('chưa đối chiếu với sổ gốc')

    // Nothing is built on it: no copy, no change, no holder.
    const id1 = made[0]!.id as string
    const copy = await desk.post(`/van-bang-cap/${id1}/ban-sao`, {
      _form: 'make',
      requester: 'holder',
      requester_paper: 'CCCD 046200001234',
      purpose: 'Đi học',
      copies: '1',
    })
    const handed = await desk.post(`/van-bang-cap/${id1}`, {
      _form: 'deliver',
      'diplomas[]': id1,
      on_date: '22/11/2026',
      to: 'holder',
    })
    expect(handed.status).toBe(422)
    expect(await handed.text()).toContain('Dòng của sổ gốc cũ đã trao từ trước')
    const tie = await desk.post(`/so-cu/dong/${id1}`, { _form: 'tie', version: '1', person: id1 })
    for (const answer of [copy, tie]) {
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('Phải đối chiếu dòng này với trang sổ trước đã')
    }
    const detail = await desk.text(`/van-bang-cap/${id1}`)
    expect(detail).toContain(`/so-cu/dong/${id1}`)
    expect(detail).not.toContain(`/van-bang-cap/${id1}/ban-sao`)
    expect(detail).not.toContain('Trao văn bằng')

    // Work for the office as soon as there is a page to compare with.
    const waiting = 'dòng sổ cũ từ bảng tính chờ đối chiếu'
    const other = desk.clerk('hai')
    expect(await desk.text('/', other)).not.toContain(waiting)

    // Compared with the picture, one of them mended: then it is a line of the register.
    await desk.page(book)
    expect(await desk.text('/', other)).toContain(`Có 2 ${waiting}`)
    const path = `/so-cu/dong/${made[0]!.id}`
    expect(await desk.text(path, other)).toContain('value="Lê Văn An"')
    const form = {
      _form: 'compare',
      version: '1',
      page: '1',
      entry_no: '01',
      full_name: 'Lê Văn Ân',
      birth: '5/9/1972',
      serial: 'A 000101',
      issue_date: '20/7/1996',
    }
    // Never by who brought it in: one account alone makes no diploma genuine.
    expect(await desk.text('/')).not.toContain(waiting)
    expect(await desk.text(path)).toContain('người khác phải đối chiếu')
    expect(await desk.text(path)).not.toContain('value="Lê Văn An"')
    const own = await desk.post(path, form)
    expect(own.status).toBe(422)
    expect(await own.text()).toContain('Bạn đã nhập dòng này từ bảng tính')
    const said = await desk.post(path, form, other)
    expect(said.status).toBe(303)
    expect(said.headers.get('location')).toContain(made[1]!.id)
    const settled = await desk.text('/van-bang?so=A000101&ten=le+van+an', publicActor)
    expect(settled).toContain('Thật và đang có hiệu lực')
    expect(settled).toContain('Lê Văn Ân')
    const again = await desk.post(
      path,
      { _form: 'compare', version: '2', page: '1', full_name: 'Lê Văn X' },
      other,
    )
    expect(again.status).toBe(422)
    // The page a line was compared with stays.
    const page = (await desk.first('select old_page_id as id from diplomas.diploma where id = $1', [id1])).id
    const removed = await desk.post(`/so-cu/trang/${page}`, { _form: 'remove', id: page as string })
    expect(removed.status).toBe(422)
    expect(await removed.text()).toContain('đã đối chiếu nên không bỏ được')
    // What the file said is kept beside what was read from the page.
    const [kept] = await desk.rows(
      `select c.before #>> '{content,holder,full_name}' as before, c.after #>> '{content,holder,full_name}' as after
       from platform.audit_change c join platform.audit_entry e on e.seq = c.entry_seq
       where e.action = 'diplomas.compare-old-line' and c.subject_id = $1`,
      [id1],
    )
    expect(kept).toEqual({ before: 'Lê Văn An', after: 'Lê Văn Ân' })
  })

  test('a page keyed later compares the line that is there, and does not enter it twice', async () => {
    const { id } = await upload(
      await register(
        [[1, '31', 'Hồ Thị Giấy', '1970', null, 'Hàn', null, 'C 31', null]],
        [['Loại văn bằng: Bằng tốt nghiệp trung cấp'], ['Năm của sổ: 1987']],
      ),
    )
    await commit(id)
    const [line] = (await lines()).filter((one) => one.serial === 'C 31')
    await desk.approved(
      [{ entry_no: '31', full_name: 'Hồ Thị Giấy', birth: '1970', serial: 'C 31', programme: 'Hàn điện' }],
      line!.book_id as string,
    )
    const after = await desk.linesOf(line!.book_id as string)
    expect(after).toMatchObject([
      { id: line!.id, is_compared: true, content: { programme: { name: { vi: 'Hàn điện' } } } },
    ])
  })

  test('of a merged school is entered under that school’s name', async () => {
    const file = await register(
      [['1', '5', 'Bùi Thị Sáp Nhập', '1969', null, 'Hàn', null, 'S 5', '1/6/1990']],
      [['Loại văn bằng: Bằng tốt nghiệp trung cấp'], ['Cơ sở cấp: truong-cu']],
    )
    const { id } = await upload(file)
    await commit(id)
    const [line] = (await lines()).filter((one) => one.serial === 'S 5')
    expect(line).toMatchObject({ institution_id: merged, book_year: 1990 })
  })

  test('every fault is said in its cell, and then nothing is written', async () => {
    const before = (await lines()).length
    const { id, rows } = await upload(
      await register([
        [1, '41', 'Võ Đúng', '1970', null, 'Hàn', null, 'D 41', null],
        [2, '42', 'Võ Sai Ngày', '31/2/1970', null, 'Hàn', null, 'D 42', null],
        [3, null, 'Võ Thiếu Số', '1970', null, 'Hàn', null, null, null],
        [4, '43', 'Võ Lặp', '1970', null, 'Hàn', null, 'D 41', null],
        [5, '44', 'Võ Trùng', '1970', null, 'Hàn', null, 'A 000101', null],
      ]),
    )
    expect(rows.map(codesOf)).toEqual([
      [],
      ['diplomas.old.error.birth'],
      ['diplomas.old.error.number'],
      ['diplomas.old.import.twice'],
      ['diplomas.old.import.taken'],
    ])
    await expect(commit(id)).rejects.toMatchObject({ refusal: 'invalid' })
    expect(await lines()).toHaveLength(before)
    const page = await desk.text(`/nhap-du-lieu/${id}`)
    expect(page).toContain('ngày sinh không đọc được')
  })

  test('sent again is the same; mended in the file it changes what nobody compared, and can be taken back', async () => {
    const row = (name: string, programme: string): Cells => [
      1,
      '51',
      name,
      '1970',
      null,
      programme,
      null,
      'E 51',
      null,
    ]
    const first = await upload(await register([row('Đỗ Sửa', 'Hàn')]))
    await commit(first.id)
    const same = await upload(await register([row('Đỗ Sửa', 'Hàn')]))
    expect(same.rows.map((one) => one.verdict)).toEqual(['same'])
    const mended = await upload(await register([row('Đỗ Sửa', 'Hàn hơi')]))
    expect(mended.rows).toMatchObject([
      { verdict: 'change', differences: { programme: { before: 'Hàn', after: 'Hàn hơi' } } },
    ])
    await commit(mended.id)
    const programme = async () =>
      (
        await desk.rows(
          `select content #>> '{programme,name,vi}' as it from diplomas.diploma where serial = 'E 51'`,
        )
      )[0]?.it
    expect(await programme()).toBe('Hàn hơi')
    await undo(mended.id)
    expect(await programme()).toBe('Hàn')
  })

  test('is taken back whole while nobody compared a line, and not after', async () => {
    const { id } = await upload(
      await register([[1, '61', 'Ngô Hoàn', '1970', null, 'Hàn', null, 'F 61', null]]),
    )
    await commit(id)
    await undo(id)
    expect(await stateOf(id)).toMatchObject({ state: 'undone' })
    expect(await desk.rows(`select 1 from diplomas.diploma where serial = 'F 61'`)).toEqual([])
    const [compared] = await desk.rows(
      `select b.id from platform.import_batch b where b.state = 'committed' order by b.created_at limit 1`,
    )
    await undo(compared!.id as string)
    expect(await stateOf(compared!.id as string)).toMatchObject({
      state: 'committed',
      failure: { key: 'diplomas.old.import.touched' },
    })
  })
})

test('a register another school still keeps is handed over before anything is entered into it', async () => {
  const gone = await desk.make.institution('truong-giu-so')
  await desk.rows(
    `insert into diplomas.book (issuer_id, keeper_id, origin, kind_code, year) values ($1, $1, 'digitised', 'intermediate_diploma', 1991)`,
    [gone],
  )
  await desk.rows(
    `insert into institutions.succession (from_institution, to_institution, kind, on_date, source) values ($1, $2, 'merge', '2024-01-01', 'test')`,
    [gone, desk.home],
  )
  const { id } = await upload(
    await register(
      [[1, '1', 'Lý Chưa Bàn Giao', '1969', null, 'Hàn', null, 'M 91', '1/6/1991']],
      [['Loại văn bằng: Bằng tốt nghiệp trung cấp'], ['Cơ sở cấp: truong-giu-so']],
    ),
  )
  await commit(id)
  expect(await stateOf(id)).toMatchObject({
    state: 'failed',
    failure: { key: 'diplomas.old.error.kept_elsewhere' },
  })
  const opened = await desk.post('/so-cu', {
    _form: 'open',
    issuer: gone,
    kind: 'intermediate_diploma',
    year: '1991',
  })
  expect(await opened.text()).toContain('chờ sở bàn giao sổ')
})

test('the province’s form of sums of graduates is no register: it is said which columns are missing', async (context) => {
  if (!existsSync(form)) return context.skip('the forms are not on this machine')
  const file = new File([readFileSync(form)], 'totnghiep.xlsx')
  const { batch } = await upload(file)
  expect(batch.state).toBe('matching')
  expect((batch.tables as { missing: string[] }[])[0]!.missing).toContain('full_name')
})
