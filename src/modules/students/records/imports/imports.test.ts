import { beforeAll, describe, expect, test } from 'vitest'
import { act } from '#platform/actions/run.ts'
import { verifyChain } from '#platform/audit/verify.ts'
import { importActions } from '#platform/imports/index.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { learnersImport } from '../imports.ts'
import { makeSchool } from '../testing.ts'

let site: TestApp
let schools = 0
beforeAll(async () => {
  site = await testApp()
})

const actions = importActions(learnersImport)
const one = async (text: string, values: unknown[] = []) =>
  (await site.app.database.owner.query(text, values)).rows[0]

async function importing() {
  const school = await makeSchool(site, `n${(schools += 1)}`)
  const batch = (id: string) => one('select state, failure from platform.import_batch where id = $1', [id])
  return {
    ...school,
    cohortName: `K26-n${schools}`,
    async upload(file: string) {
      const input = { institution: school.institution, file: new File([file], 'danh-sach.csv') }
      const { id } = await act(site.app, actions.create, input, school.manager)
      expect(await batch(id)).toEqual({ state: 'ready', failure: null })
      return id
    },
    rows: async (id: string) =>
      (
        await site.app.database.owner.query(
          'select verdict, problems, values, differences from platform.import_row where batch_id = $1 order by row_number',
          [id],
        )
      ).rows,
    async commit(id: string) {
      await act(site.app, actions.commit, { id, leave_errors: 'true' }, school.manager)
      expect(await batch(id)).toEqual({ state: 'committed', failure: null })
    },
    async undo(id: string) {
      await act(site.app, actions.undo, { id }, school.manager)
      return batch(id)
    },
  }
}

const codes = (row: { problems: { code: string }[] }) => row.problems.map((problem) => problem.code)
const counts = () =>
  one(`select (select count(*) from people.person)::int as people, (select count(*) from people.link)::int as links,
    (select count(*) from students.learner)::int as learners, (select count(*) from students.enrolment)::int as enrolments,
    (select count(*) from students.status_event)::int as events, (select count(*) from students.class_group)::int as classes,
    (select count(*) from students.policy_fact)::int as facts`)

describe('a list of learners', () => {
  test('is written as people, learners, places and groups, a class is opened, and all is undone', async () => {
    const school = await importing()
    const before = await counts()
    const id =
      await school.upload(`STT,Mã HSSV,Họ đệm,Tên,Nam,Nữ,Số CCCD,Dân tộc,Hộ khẩu,Lớp,Khóa,Đối tượng,Điện thoại,Trình độ văn hóa
1,HS01,Trần Thị,Nhập,,5/3/2008,046308100001,Kinh,12 Lê Lợi,A-${school.cohortName.slice(4)},,Hộ nghèo; lạ,905123456,THPT
2,,Lê Văn,Vào,2007,,,Tà Ôi,,MOI-1,${school.cohortName},DTTS,,12/12\n`)
    const staged = await school.rows(id)
    expect(staged.map((row) => row.verdict)).toEqual(['new', 'new'])
    expect(JSON.stringify(staged)).not.toContain('046308100001')
    expect(codes(staged[0])).toContain('students.import.unknown_group')
    expect(codes(staged[1])).toContain('students.import.new_class')
    await school.commit(id)
    const nhap = await one(
      `select n.sex, n.birth_date, n.phone, l.code, l.schooling, l.address, g.code as class from people.person n
       join students.learner l on l.person_id = n.id join students.enrolment e on e.learner_id = l.id
       join students.class_group g on g.id = e.class_group_id where n.full_name = 'Trần Thị Nhập'`,
    )
    expect(nhap).toEqual({
      sex: 'female',
      birth_date: '2008-03-05',
      phone: '0905123456',
      code: 'HS01',
      schooling: 'thpt',
      address: '12 Lê Lợi',
      class: `A-${school.cohortName.slice(4)}`,
    })
    const vao = await one(
      `select n.birth_year, l.code, g.code as class, (select array_agg(kind) from students.policy_fact f where f.person_id = n.id) as groups
       from people.person n join students.learner l on l.person_id = n.id join students.enrolment e on e.learner_id = l.id
       join students.class_group g on g.id = e.class_group_id where n.full_name = 'Lê Văn Vào'`,
    )
    expect(vao).toMatchObject({ birth_year: 2007, class: 'MOI-1', groups: ['ethnic_minority'] })
    expect(vao.code).toMatch(/^26\d{6}$/)
    expect(await school.undo(id)).toMatchObject({ state: 'undone' })
    expect(await counts()).toEqual(before)
    expect((await verifyChain(site.app.database.owner)).brokenAt).toBeUndefined()
  })

  test('marks a learner who stands twice, a code of somebody else, and a row without a place', async () => {
    const school = await importing()
    await school.learner('Hồ Có Mã', { learner: { code: 'CM01' } })
    const lop = `A-${school.cohortName.slice(4)}`
    const id = await school.upload(`Họ và tên,Ngày sinh,Mã HSSV,Lớp,Khóa
Nguyễn Văn Hai,1/2/2008,,${lop},
Nguyễn Văn Hai,1/2/2008,,${lop},
Lê Thị Khác,2/2/2008,CM01,${lop},
Lê Thị Không,3/2/2008,,,
Lê Thị Lạ,4/2/2008,,KHONG-CO,
Lê Thị Khóa,4/2/2008,,,K-KHONG-CO\n`)
    const rows = await school.rows(id)
    expect(rows.map((row) => row.verdict)).toEqual(['new', 'error', 'error', 'error', 'error', 'error'])
    expect(rows.map((row) => codes(row).at(-1))).toEqual([
      undefined,
      'students.import.twice',
      'students.import.code_taken',
      'students.import.no_place',
      'students.import.class_without_cohort',
      'students.import.unknown_cohort',
    ])
    const twice = rows[1].problems.at(-1)
    expect(twice).toMatchObject({ field: 'full_name', params: { row: 2 } })
  })

  test('finds who is known, fills in what is missing and changes no class', async () => {
    const school = await importing()
    const made = await school.learner('Mai Đã Có', { person: { birth_date: '2008-04-05', birth_year: 2008 } })
    const file = `Họ và tên,Ngày sinh,Điện thoại,Nơi ở,Lớp\nMai Đã Có,5/4/2008,905000111,5 Nguyễn Huệ,B-${school.cohortName.slice(4)}\n`
    const id = await school.upload(file)
    const [row] = await school.rows(id)
    expect(row.verdict).toBe('change')
    expect(codes(row)).toContain('students.import.in_other_class')
    expect(Object.keys(row.differences).toSorted()).toEqual(['address', 'phone'])
    await school.commit(id)
    expect(
      await one(
        `select n.phone, l.address, e.class_group_id from people.person n join students.learner l on l.person_id = n.id
         join students.enrolment e on e.learner_id = l.id where n.id = $1`,
        [made.person],
      ),
    ).toEqual({ phone: '0905000111', address: '5 Nguyễn Huệ', class_group_id: school.classA })
    const again = await school.upload(file.replace('\n', '\n\n'))
    expect((await school.rows(again))[0].verdict).toBe('same')
    expect(await school.undo(id)).toMatchObject({ state: 'undone' })
    expect(await one('select phone from people.person where id = $1', [made.person])).toEqual({ phone: null })
  })

  test('joins the open sections of the class it names, and leaves them when it is undone', async () => {
    const school = await importing()
    const section = await school.make.section({
      institution: school.institution,
      term: school.term,
      unit: school.units[0]!,
      classGroup: school.classA,
    })
    const id = await school.upload(
      `Họ và tên,Ngày sinh,Lớp\nVõ Vào Lớp,1/1/2008,A-${school.cohortName.slice(4)}\n`,
    )
    await school.commit(id)
    const roster = () =>
      one('select count(*)::int as count from students.section_learner where section_id = $1', [section])
    expect(await roster()).toEqual({ count: 1 })
    expect(await school.undo(id)).toMatchObject({ state: 'undone' })
    expect(await roster()).toEqual({ count: 0 })
  })

  test('is not undone once something rests on it', async () => {
    const school = await importing()
    const id = await school.upload(
      `Họ và tên,Ngày sinh,Lớp\nVõ Đã Học,1/1/2008,A-${school.cohortName.slice(4)}\n`,
    )
    await school.commit(id)
    const { enrolment } = await one(
      `select e.id as enrolment from students.enrolment e join people.person n on n.id = e.person_id where n.full_name = 'Võ Đã Học'`,
    )
    const section = await school.make.section({
      institution: school.institution,
      term: school.term,
      unit: school.units[0]!,
    })
    await school.make.enrol(section, [enrolment])
    expect(await school.undo(id)).toMatchObject({
      state: 'committed',
      failure: { key: 'students.import.used' },
    })
    expect(
      await one('select count(*)::int as count from students.enrolment where id = $1', [enrolment]),
    ).toEqual({ count: 1 })
  })
})
