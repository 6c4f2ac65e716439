import { beforeAll, describe, expect, test } from 'vitest'
import { act } from '#platform/actions/run.ts'
import { verifyChain } from '#platform/audit/verify.ts'
import { editPerson } from '#modules/people/actions/edit-person.ts'
import { forgetRows, importActions } from '#platform/imports/index.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { makeInstitution, makePerson } from '#modules/people/testing.ts'
import { places } from '#modules/places/module.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { staffImport } from '../imports.ts'
import { staff } from '../module.ts'
import { importing } from './testing.ts'

let site: TestApp
beforeAll(async () => {
  site = await testApp({ modules: [places, institutions, people, staff] })
})
const { owner, manager, one, school, rowsOf, upload, decide, tryCommit, commit, undo, create } = importing(
  () => site,
  makeInstitution,
)
const header =
  'STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Dân tộc,Chức vụ,Điện thoại,Email,Trình độ chuyên môn,Chuyên ngành,Loại hợp đồng\n'

describe('a list of staff', () => {
  test('is written as people, links, posts and qualifications, and undone without a trace but the audit', async () => {
    const institution = await school()
    const count = () =>
      one(`select (select count(*) from people.person)::int as people, (select count(*) from people.link)::int as links,
      (select count(*) from staff.post)::int as posts, (select count(*) from staff.qualification)::int as qualifications`)
    const before = await count()
    const id = await upload(
      institution,
      `${header}1,Trần Thị  Nhập,5/3/1985,Nữ,046185100001,Kinh,Trưởng khoa,905123456,Nhap@Truong.edu.vn,Thạc sĩ,Cơ khí,Biên chế
2,Lê Văn Vào,1979,Nam,,Tà Ôi,Giảng viên,,sai-thu,Đại học,,Thỉnh giảng\n`,
    )
    const staged = await rowsOf(id)
    expect(staged.map((row) => row.verdict)).toEqual(['new', 'new'])
    expect(JSON.stringify(staged)).not.toContain('046185100001')
    expect(staged[1].problems.map((problem: { code: string }) => problem.code)).toEqual([
      'first_day_taken',
      'staff.import.unreadable_email',
    ])
    await commit(institution, id)
    const nhap = await one(
      `select n.*, p.role, p.title, p.contract from people.person n join staff.post p on p.person_id = n.id where n.full_name = 'Trần Thị Nhập'`,
    )
    expect(nhap).toMatchObject({
      birth_date: '1985-03-05',
      sex: 'female',
      citizen_number_end: '001',
      phone: '0905123456',
      email: 'nhap@truong.edu.vn',
      role: 'manager',
      title: 'Trưởng khoa',
      contract: 'tenured',
      is_minority: false,
    })
    expect(site.app.keys.open(nhap.citizen_number_sealed)).toBe('046185100001')
    const vao = await one(
      `select n.*, p.role, p.contract from people.person n join staff.post p on p.person_id = n.id where n.full_name = 'Lê Văn Vào'`,
    )
    expect(vao).toMatchObject({
      birth_date: null,
      birth_year: 1979,
      is_minority: true,
      ethnicity: 'Tà Ôi',
      role: 'teacher',
      contract: 'visiting',
      email: null,
    })
    expect(
      await one('select kind, level, field, source from staff.qualification where person_id = $1', [nhap.id]),
    ).toEqual({ kind: 'degree', level: 'master', field: 'Cơ khí', source: 'import' })
    const html = await (await site.as(manager(institution)).get(`/nhan-su/${nhap.id}`)).text()
    expect(html).toContain('Thạc sỹ')
    expect((await undo(institution, id)).state).toBe('undone')
    expect(await count()).toEqual(before)
    expect((await verifyChain(owner())).brokenAt).toBeUndefined()
  })

  test('two rows with one citizen number are an error on both, each naming the other', async () => {
    const institution = await school()
    const id = await upload(
      institution,
      `${header}1,Bùi Một,1/1/1980,Nam,046180200001,,,,,,,\n2,Bùi Hai,2/2/1980,Nam,046180200002,,,,,,,\n3,Bùi Ba,3/3/1980,Nam,046180200001,,,,,,,\n`,
    )
    const rows = await rowsOf(id)
    expect(rows.map((row) => row.verdict)).toEqual(['error', 'new', 'error'])
    expect(rows[0].problems).toEqual([
      expect.objectContaining({ field: 'citizen_number', code: 'duplicate_number', params: { row: '4' } }),
    ])
    expect(rows[2].problems[0].params).toEqual({ row: '2' })
  })

  test('a birth date in the future, a child and a date that is none are errors in their rows', async () => {
    const institution = await school()
    const id = await upload(
      institution,
      `${header}1,Ai Mai Sau,1/1/2030,,,,,,,,,\n2,Em Bé Con,1/1/2020,,,,,,,,,\n3,Ngày Sai,31/2/1980,,,,,,,,,\n4,,1/1/1980,,,,,,,,,\n`,
    )
    const rows = await rowsOf(id)
    expect(rows.map((row) => [row.verdict, row.problems[0].field, row.problems[0].code])).toEqual([
      ['error', 'birth', 'future_date'],
      ['error', 'birth', 'staff.error.too_young'],
      ['error', 'birth', 'impossible_date'],
      ['error', 'full_name', 'required'],
    ])
  })

  test('a formula is no name; names of every people are', async () => {
    const institution = await school()
    const id = await upload(
      institution,
      `${header}1,=HYPERLINK(1),1/1/1980,,,,,,,,,\n2,H’Hen Niê,1/1/1980,,,,,,,,,\n3,K'Brôi,1/1/1980,,,,,,,,,\n`,
    )
    const rows = await rowsOf(id)
    expect(rows.map((row) => row.verdict)).toEqual(['error', 'new', 'new'])
    expect(
      rows[0].problems.map((problem: { field: string; code: string }) => [problem.field, problem.code]),
    ).toEqual([['full_name', 'not_a_name']])
  })

  test('somebody known is not added twice: the same is the same, a new fact is a change, and undo gives the old one back', async () => {
    const institution = await school()
    const first = await upload(
      institution,
      `${header}1,Vũ Thị Quen,5/3/1985,Nữ,046185300001,,Giảng viên,0905300001,,Đại học,,Biên chế\n`,
    )
    await commit(institution, first)
    const again = await upload(
      institution,
      `${header}1,Vũ Thị Quen,5/3/1985,Nữ,046185300001,,Giảng viên,0905300001,,Đại học,,Biên chế\n\n`,
    )
    expect((await rowsOf(again)).map((row) => row.verdict)).toEqual(['same'])
    const changed = await upload(
      institution,
      `${header}1,Vũ Thị Quen,5/3/1985,Nữ,,,Giảng viên chính,0905300002,,Thạc sỹ,,Biên chế\n`,
    )
    const [row] = await rowsOf(changed)
    expect(row.verdict).toBe('change')
    expect(row.differences).toEqual({
      phone: { before: '0905300001', after: '0905300002', by_hand: false },
      title: { before: 'Giảng viên', after: 'Giảng viên chính', by_hand: false },
      degree: { before: 'Đại học', after: 'Thạc sỹ' },
    })
    await commit(institution, changed)
    const read = () =>
      one(
        `select n.phone, n.version, p.title, (select count(*)::int from staff.qualification q where q.person_id = n.id) as degrees
      from people.person n join staff.post p on p.person_id = n.id where n.id = $1`,
        [row.match_id],
      )
    expect(await read()).toMatchObject({ phone: '0905300002', title: 'Giảng viên chính', degrees: 2 })
    expect((await undo(institution, first)).failure).toMatchObject({ key: 'staff.import.touched' })
    expect((await undo(institution, changed)).state).toBe('undone')
    expect(await read()).toMatchObject({ phone: '0905300001', title: 'Giảng viên', degrees: 1 })
  })

  test('a value entered by hand is not overwritten unseen: both versions stand side by side', async () => {
    const institution = await school()
    const first = await upload(institution, `${header}1,Mai Thị Tay,5/3/1985,Nữ,,,,0905400001,,,,\n`)
    await commit(institution, first)
    const person = await one(`select id, version from people.person where full_name = 'Mai Thị Tay'`)
    await act(
      site.app,
      editPerson,
      {
        id: person.id,
        version: 1,
        full_name: 'Mai Thị Tay',
        birth: '5/3/1985',
        sex: 'female',
        phone: '0905400009',
      },
      manager(institution),
    )
    const id = await upload(institution, `${header}1,Mai Thị Tay,5/3/1985,Nữ,,,,0905400002,,,,\n`)
    const [row] = await rowsOf(id)
    expect(row.verdict).toBe('doubt')
    expect(row.differences.phone).toEqual({ before: '0905400009', after: '0905400002', by_hand: true })
    await expect(tryCommit(institution, id)).rejects.toMatchObject({
      refusal: 'precondition',
    })
    await decide(id, 'take')
    await commit(institution, id)
    expect(await one('select phone from people.person where id = $1', [person.id])).toEqual({
      phone: '0905400002',
    })
    expect((await undo(institution, first)).failure).toMatchObject({ key: 'staff.import.touched' })
  })

  test('a person of another school is found by citizen number and only linked; under another name the number is wrong', async () => {
    const [home, guest] = [await school(), await school()]
    const person = await makePerson(owner(), 'Hồ Văn Thỉnh', home, {
      birth: '1975-05-05',
      phone: '0905500001',
      number: '046175500001',
      keys: site.app.keys,
    })
    const id = await upload(
      guest,
      `${header}1,Hồ Văn Thỉnh,6/6/1975,Nam,046175500001,,,0905999999,,,,Thỉnh giảng\n2,Tên Lạ Hoắc,1/1/1975,Nam,046175500001,,,,,,,\n`,
    )
    expect((await rowsOf(id)).map((row) => row.verdict)).toEqual(['error', 'error'])
    const alone = await upload(
      guest,
      `${header}1,Hồ Văn Thỉnh,6/6/1975,Nam,046175500001,,,0905999999,,,,Thỉnh giảng\n`,
    )
    const [row] = await rowsOf(alone)
    expect(row).toMatchObject({
      verdict: 'change',
      match_id: person,
      differences: { role: { before: null, after: 'teacher' } },
    })
    expect(JSON.stringify(row)).not.toContain('0905500001')
    await commit(guest, alone)
    expect(await one('select birth_date, phone from people.person where id = $1', [person])).toEqual({
      birth_date: '1975-05-05',
      phone: '0905500001',
    })
    expect((await site.as(manager(guest)).get(`/nhan-su/${person}`)).status).toBe(200)
    expect((await undo(guest, alone)).state).toBe('undone')
    expect((await site.as(manager(guest)).get(`/nhan-su/${person}`)).status).toBe(404)
    const wrong = await upload(guest, `${header}1,Tên Lạ Hoắc,1/1/1975,Nam,046175500001,,,,,,,\n`)
    expect((await rowsOf(wrong))[0].problems[0].code).toBe('taken_number')
  })

  test('a look-alike of another school is a doubt for the department, and may be declared another person', async () => {
    const [home, other] = [await school(), await school()]
    await makePerson(owner(), 'Ngô Thị Giống', home, { birth: '1988-08-08' })
    const officer = site.actor('department-officer')
    const id = await upload(other, `${header}1,Ngo Thi Giong,8/8/1988,Nữ,,,,,,,,\n`, officer)
    expect((await rowsOf(id))[0]).toMatchObject({
      verdict: 'doubt',
      problems: [{ code: 'staff.import.elsewhere' }],
    })
    await decide(id, 'new')
    await commit(other, id, officer)
    expect((await owner().query(`select 1 from people.person where search = 'ngo thi giong'`)).rowCount).toBe(
      2,
    )
  })

  test('a corrected cell leaves what was understood of the others as it was', async () => {
    const institution = await school()
    const id = await upload(
      institution,
      `Họ và tên,Ngày sinh,Thỉnh giảng,Chức vụ,Dân tộc,Trình độ chuyên môn,Chuyên ngành\nTrương Thị Sửa,31/2/1980,x,Trưởng khoa,x,Thạc sĩ,Cơ khí\n`,
    )
    const [before] = await rowsOf(id)
    expect(before.verdict).toBe('error')
    const review = importActions(staffImport).review
    await act(site.app, review, { id, rows: { r1: { birth: '28/2/1980' } } }, manager(institution))
    const [after] = await rowsOf(id)
    expect({ verdict: after.verdict, problems: after.problems }).toEqual({ verdict: 'new', problems: [] })
    expect(after.values).toEqual({ ...before.values, birth_date: '1980-02-28', birth_year: 1980 })
    await act(site.app, review, { id, rows: { r1: { title: 'Giảng viên' } } }, manager(institution))
    const [last] = await rowsOf(id)
    expect(last.problems).toEqual([])
    expect(last.values).toMatchObject({ post_role: 'teacher', held_as: 'visiting' })
  })

  test('is undone as well when the rows read from its file are gone', async () => {
    const institution = await school()
    await commit(institution, await upload(institution, `${header}1,Đỗ Thị Xưa,1/2/1980,Nữ,,,,,,Đại học,,\n`))
    const id = await upload(
      institution,
      `${header}1,Đỗ Thị Xưa,1/2/1980,Nữ,,,,905123999,,Thạc sĩ,,\n2,Đỗ Văn Mới,3/4/1990,Nam,,,,,,,,\n`,
    )
    await commit(institution, id)
    const open = await upload(institution, `${header}1,Đỗ Văn Bỏ Quên,3/4/1991,Nam,,,,,,,,\n`)
    await owner().query(
      `update platform.import_batch set changed_at = now() - interval '91 days' where id = any ($1)`,
      [[id, open]],
    )
    expect(await forgetRows(site.app)).toBe(2)
    expect(await forgetRows(site.app)).toBe(0)
    expect(await rowsOf(id)).toEqual([])
    expect(await rowsOf(open)).toEqual([])
    expect(await one('select state from platform.import_batch where id = $1', [open])).toEqual({
      state: 'discarded',
    })
    expect((await undo(institution, id)).state).toBe('undone')
    expect(await one(`select phone from people.person where full_name = 'Đỗ Thị Xưa'`)).toEqual({
      phone: null,
    })
    expect(await one(`select 1 from people.person where full_name = 'Đỗ Văn Mới'`)).toBeUndefined()
  })

  test('what was used since is not undone', async () => {
    const institution = await school()
    const id = await upload(institution, `${header}1,Đặng Thị Dùng,5/3/1985,Nữ,,,,,,,,\n`)
    await commit(institution, id)
    const person = await one(`select id from people.person where full_name = 'Đặng Thị Dùng'`)
    await site.as(manager(institution)).post(`/nhan-su/${person.id}/chuc-danh/moi`, {
      _form: 'save',
      institution,
      role: 'manager',
      title: 'Trưởng phòng',
    })
    expect((await undo(institution, id)).failure).toMatchObject({ key: 'staff.import.used' })
    expect((await owner().query('select 1 from staff.post where person_id = $1', [person.id])).rowCount).toBe(
      2,
    )
  })

  test('another school may not import here', async () => {
    const [mine, theirs] = [await school(), await school()]
    const file = new File([`${header}1,Ai Đó,1/1/1980,,,,,,,,,\n`], 'a.csv')
    await expect(create(theirs, file, manager(mine))).rejects.toMatchObject({ refusal: 'not_found' })
  })
})
