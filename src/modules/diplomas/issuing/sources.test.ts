import { beforeAll, describe, expect, test } from 'vitest'
import { graduatedClass, type GraduatedClass } from './testing/graduates.ts'

let here: GraduatedClass
beforeAll(async () => {
  here = await graduatedClass()
})

describe('by a list', () => {
  test('learners are added by code, all or none; what cannot be read is named by line', async () => {
    const { people } = await here.graduates(['Mai Sơ Cấp', 'Lý Sơ Cấp'])
    const codes = await here.rows(`select id, code from students.learner where id = any($1) order by code`, [
      people.map((one) => one.learner),
    ])
    const begin = (more: Record<string, string>) =>
      here.post('/cap-bang/moi', {
        _form: 'start',
        source: 'list',
        institution: here.home,
        kind: 'training_certificate',
        decision_no: '77/QĐ',
        decision_date: '20/11/2026',
        programme: 'Hàn điện cơ bản',
        hours: '120',
        issue_date: '25/11/2026',
        issue_place: 'Huế',
        signer_name: 'Trần Văn Đức',
        signer_capacity: 'Hiệu trưởng',
        medium: 'digital',
        ...more,
      })
    expect(await (await begin({ programme: '' })).text()).toContain('Ghi tên khóa học')
    const answer = await begin({})
    expect(answer.status).toBe(303)
    const run = answer.headers.get('location')!.match(/[0-9a-f-]{36}/)![0]
    const unread = await here.send(run, 'add', { people: `${codes[0]!.code}; tuyệt vời\n` })
    expect(await unread.text()).toContain('Chưa hiểu các dòng: 1')
    const strange = await here.send(run, 'add', { people: `${codes[0]!.code}\n99999999` })
    expect(strange.status).toBe(422)
    const page = await strange.text()
    expect(page).toContain('không có người học mang mã: 99999999')
    expect(page).toContain(`${codes[0]!.code}\n99999999`)
    expect(await here.lines(run)).toEqual([])
    const people2 = `${codes[0]!.code}; Giỏi\n\n${codes[1]!.code}`
    expect((await here.send(run, 'add', { people: people2 })).status).toBe(303)
    expect(await here.lines(run)).toMatchObject([{ faults: [] }, { faults: [] }])
    expect((await here.send(run, 'add', { people: String(codes[1]!.code) })).status).toBe(303)
    expect(await here.lines(run)).toMatchObject([{ faults: [] }, { faults: [] }])
    expect(await here.text(`/cap-bang/${run}`)).toContain('Hàn điện cơ bản')
    expect((await here.send(run, 'cancel', { reason: 'Lập nhầm khóa' })).status).toBe(303)
    expect(await here.lines(run)).toEqual([])
  })
})

test('a finished training class of teachers leads to its certificates; who did not pass is not on the list', async () => {
  const course = await here.make.insert('staff.course', {
    code: 'nang-luc-so',
    name: 'Năng lực số cho nhà giáo',
    category: 'digital_competence_pedagogy',
    hours: 24,
    provider: 'Trường nghề',
    institution_id: here.home,
  })
  const given = {
    course_id: course,
    from_date: '2026-11-02',
    to_date: '2026-11-20',
    register_until: '2026-11-01',
    mode: 'online',
    state: 'finished',
  }
  const own = await here.make.insert('staff.course_run', {
    ...given,
    code: 'NLS-1',
    institution_id: here.home,
  })
  const ofDepartment = await here.make.insert('staff.course_run', { ...given, code: 'NLS-2' })
  const { people } = await here.graduates(['Dương Nhà Giáo', 'Dương Chưa Đạt'])
  for (const [at, outcome] of ['passed', 'failed'].entries())
    await here.make.insert('staff.enrolment', {
      run_id: own,
      person_id: people[at]!.person,
      person_name: 'Tên lúc đăng ký',
      institution_id: here.home,
      source: 'school',
      outcome,
      decided_on: '2026-11-21',
    })
  const page = await here.text(`/cap-bang/moi?lop-boi-duong=${own}`)
  expect(page).toContain('Năng lực số cho nhà giáo (NLS-1)')
  expect((await here.site.as(here.office).get(`/cap-bang/moi?lop-boi-duong=${ofDepartment}`)).status).toBe(
    404,
  )
  const begin = (more: Record<string, string>) =>
    here.post('/cap-bang/moi', {
      _form: 'start',
      source: 'course',
      course: own,
      issue_date: '25/11/2026',
      issue_place: 'Huế',
      signer_name: 'Trần Văn Đức',
      signer_capacity: 'Hiệu trưởng',
      medium: 'digital',
      ...more,
    })
  const refused = await begin({})
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Ghi số quyết định')
  const answer = await begin({ decision_no: '31/QĐ', decision_date: '21/11/2026' })
  expect(answer.status).toBe(303)
  const run = answer.headers.get('location')!.match(/[0-9a-f-]{36}/)![0]
  expect(await here.lines(run)).toMatchObject([{ name: 'Dương Nhà Giáo' }])
  expect((await here.one('issue_run', run)).source).toBe('course')
})

test('"Hôm nay" asks for diplomas three days after the decision, and for the signature once numbered', async () => {
  const fresh = await here.graduates(['Hà Vừa Xong'])
  const late = await here.decision({
    number: '9/QĐ-MUỘN',
    signed_on: '2026-11-21',
    effective_on: '2026-11-21',
  })
  await here.graduate(late, 'Hà Chờ Lâu')
  const page = await here.text('/')
  expect(page).toContain('Cấp văn bằng theo quyết định 9/QĐ-MUỘN')
  expect(page).toContain('26/11/2026')
  const [number] = await here.rows(`select number from students.decision where id = $1`, [fresh.decision])
  expect(page).not.toContain(`quyết định ${number!.number}`)
  const run = await here.start(late)
  await here.send(run, 'number')
  expect(await here.text('/', here.manager)).toContain('Ký văn bằng theo quyết định 9/QĐ-MUỘN')
  expect(await here.text('/')).not.toContain('Ký văn bằng theo quyết định 9/QĐ-MUỘN')
})
