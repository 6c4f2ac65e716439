import { beforeAll, describe, expect, test } from 'vitest'
import { finishedCohort, type FinishedCohort } from '../graduation/testing/cohort.ts'
import { lateStart, ThresholdInput } from '../threshold.ts'

let here: FinishedCohort
const officer = () => here.site.actor('department-officer')
const answers = { value: '60', from_date: '24/11/2026', source: 'Công văn 12/SGDĐT' }
const address = (more: Record<string, string> = {}) =>
  `/so-hoa/nguong/moi?${new URLSearchParams({ muc: 't08.process', buoc: 'xem-lai', ...answers, ...more })}`
const add = (more: Record<string, string> = {}, actor = officer()) =>
  here.post(
    '/so-hoa/nguong/moi?muc=t08.process',
    { _form: 'add', code: 't08.process', seen: '2023-04-26', ...answers, ...more },
    actor,
  )

beforeAll(async () => {
  here = await finishedCohort()
  const learners = []
  for (const name of ['Nguyễn Văn An', 'Hồ Thị Bình', 'Lê Văn Cường']) learners.push(await here.learner(name))
  const term = await here.make.term(here.home, {
    from_date: '2026-01-05',
    to_date: '2026-05-30',
    school_year: 2025,
  })
  const place = { institution: here.home, term, classGroup: here.group }
  const section = await here.make.section({ ...place, unit: here.units[0]! })
  await here.make.enrol(
    section,
    learners.slice(0, 2).map((one) => one.enrolment),
    { from_date: '2026-01-05' },
  )
  await here.make.insert('students.session', {
    institution_id: here.home,
    section_id: section,
    during: '[2026-02-03 07:00,2026-02-03 09:00)',
    hours: 2,
    state: 'held',
  })
  for (const one of learners.slice(0, 2))
    await here.result(one, 0, '7.0', { section_id: section, term_id: term, posted_at: '2026-06-15', exam: 7 })
  await here.rows(`update students.threshold set value = 60 where code = 't08.results'`)
})

test.each([
  ['t08.process', '97,5', '97.5'],
  ['cs02', '-30', '-30'],
  ['cs02', '−12,5', '-12.5'],
  ['remark_days', '15', '15'],
] as const)('%s may be %s', (code, value, stored) => {
  expect(ThresholdInput.parse({ code, ...answers, value }).value).toBe(stored)
})

test.each([
  ['t08.process', '101'],
  ['t08.process', '-1'],
  ['cs02', '-101'],
  ['t08.term_days', '7,5'],
  ['remark_days', '0'],
  ['remark_days', 'hai tuần'],
] as const)('%s may not be %s', (code, value) => {
  expect(ThresholdInput.safeParse({ code, ...answers, value }).success).toBe(false)
})

test('a version begins after the one before it', () => {
  expect(lateStart({ from_date: '2026-01-01' }, { from_date: '2026-01-01' })).toHaveProperty('from_date')
  expect(lateStart({ from_date: '2026-01-02' }, { from_date: '2026-01-01' })).toBeUndefined()
  expect(lateStart({ from_date: '2026-01-01' }, undefined)).toBeUndefined()
})

describe('the page of thresholds', () => {
  test('shows every number with its source and that it was not compared with a text', async () => {
    const page = await here.text('/so-hoa/nguong')
    for (const words of [
      'T08: số hóa quá trình học',
      '95 %',
      '15 ngày',
      'Chưa đối chiếu văn bản',
      'Thông tư 38/2026, chỉ số CS01',
    ])
      expect(page).toContain(words)
    expect(page).not.toContain('Thêm mức mới')
    expect(await here.text('/so-hoa/nguong', officer())).toContain('Thêm mức mới')
    expect((await here.site.as(here.manager).get(address())).status).toBe(403)
  })

  test('names who begins to count and who no longer does before anything is stored', async () => {
    expect(await here.text(address(), officer())).toContain('Đạt thêm: Trường truong-nghe')
    expect(await here.text(address({ value: '70' }), officer())).toContain('Mức mới không làm đổi kết quả')
    const back = await here.text(address({ value: '101', from_date: '26/4/2023' }), officer())
    expect(back).toContain('Tỷ lệ từ 0 đến 100')
    expect(back).toContain('value="101"')
    expect(await here.text(address({ from_date: '26/4/2023' }), officer())).toContain(
      'phải sau ngày bắt đầu của mức trước',
    )
    expect(await here.rows(`select from students.threshold where code = 't08.process'`)).toHaveLength(1)
  })

  test('a new value counts from its day on and can be taken back until then', async () => {
    expect((await add({}, here.manager)).status).toBe(403)
    expect((await add({ seen: '2020-01-01' })).status).toBe(409)
    expect((await add()).status).toBe(303)
    const versions = () =>
      here.rows(
        `select from_date, to_date, trim_scale(value)::text as value from students.threshold where code = 't08.process' order by 1`,
      )
    expect(await versions()).toEqual([
      { from_date: '2023-04-26', to_date: '2026-11-23', value: '95' },
      { from_date: '2026-11-24', to_date: null, value: '60' },
    ])
    const take = (from_date: string) =>
      here.post('/so-hoa/nguong', { _form: 'withdraw', code: 't08.process', from_date }, officer())
    expect((await take('2023-04-26')).status).toBe(404)
    expect((await take('2026-11-24')).status).toBe(303)
    expect(await versions()).toEqual([{ from_date: '2023-04-26', to_date: null, value: '95' }])
    expect((await add({ from_date: '23/11/2026' })).status).toBe(303)
    expect(await (await take('2026-11-23')).text()).toContain('đã áp dụng nên không rút lại được')
  })

  test('the days for a remark are dated too: what they change is told as requests still open', async () => {
    const days = { muc: 'remark_days', value: '200' }
    expect(await here.text(address(days), officer())).toContain(
      '0 kết quả thi còn trong hạn đề nghị phúc khảo; theo mức mới là 2',
    )
    expect(
      (await add({ code: 'remark_days', seen: '2022-05-15', value: '200', from_date: '23/11/2026' })).status,
    ).toBe(303)
    const list = await here.text('/de-nghi-diem')
    expect(list).toContain('trong 200 ngày')
    expect(list).toContain('/so-hoa/nguong')
  })
})
