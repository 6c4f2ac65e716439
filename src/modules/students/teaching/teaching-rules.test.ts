import { beforeAll, expect, test } from 'vitest'
import { publicActor, type Actor } from '#platform/access.ts'
import { listWarnings } from './store/warnings.ts'
import { school, type School } from './testing/school.ts'

let here: School
beforeAll(async () => {
  here = await school()
})
const path = '/quy-dinh-day-hoc'
const officer = (): Actor => here.site.actor('department-officer')
const typed = {
  _form: 'add',
  minutes_theory: '50',
  minutes_practice: '60',
  theory_day: '5',
  theory_week: '25',
  practice_day: '7',
  practice_week: '35',
  from_date: '1/1/2027',
  citation: 'Thông tư 99/2026/TT-BGDĐT, Điều 5',
  source: 'Công báo',
}

test('everybody reads the rule with its source; only the department adds one, later than the last', async () => {
  const page = await (await here.site.as(publicActor).get(path)).text()
  expect(page).toContain('Giờ lý thuyết 45 phút, giờ thực hành 60 phút')
  expect(page).toContain('Thông tư 03/2017/TT-BLĐTBXH')
  expect(page).not.toContain('name="minutes_theory"')
  expect((await here.site.as(here.manager()).post(path, typed)).status).toBe(403)
  const early = await here.site.as(officer()).post(path, { ...typed, from_date: '1/1/2016' })
  expect(early.status).toBe(422)
  const wrong = await here.site.as(officer()).post(path, { ...typed, theory_week: '4' })
  const many = await here.site.as(officer()).post(path, { ...typed, minutes_theory: '300', theory_day: '0' })
  const said = await many.text()
  expect(said).toContain('Ghi số phút nguyên từ 1 đến 240')
  expect(said).toContain('Ghi số giờ nguyên từ 1 đến 24')
  expect(await wrong.text()).toContain('Một tuần không thể ít giờ hơn một ngày')
  // Two at once: the second meets the rule of the first.
  const slow = await here.site.app.database.owner.connect()
  await slow.query('begin')
  await slow.query('select 1 from students.teaching_rule for update')
  const both = [1, 2].map(() => here.site.as(officer()).post(path, typed))
  await expect
    .poll(() =>
      here.rows(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      ),
    )
    .toHaveLength(2)
  await slow.query('commit')
  slow.release()
  expect((await Promise.all(both)).map((one) => one.status).toSorted()).toEqual([303, 422])
  expect(
    await here.rows('select from_date, to_date, is_verified from students.teaching_rule order by 1'),
  ).toEqual([
    { from_date: '2017-01-01', to_date: '2026-12-31', is_verified: true },
    { from_date: '2027-01-01', to_date: null, is_verified: false },
  ])
  expect(await (await here.site.as(publicActor).get(path)).text()).toContain('Chưa đối chiếu văn bản')
})

test('a session counts by the rule of its own day', async () => {
  await here.book({ from_date: '2026-12-28', span: '7:00-9:30' })
  await here.book({ from_date: '2027-01-04', span: '7:00-9:30' })
  expect((await here.sessions()).map(({ on_date, hours }) => [on_date, Number(hours)])).toEqual([
    ['2026-12-28', 3.3],
    ['2027-01-04', 3],
  ])
})

test('a full day is judged by the rule of that day, which the warning names', async () => {
  const [section] = await here.rows(
    'select id, grading_policy_id, class_group_id from students.course_section',
  )
  const day = (on_date: string) => ({
    on_date,
    from_time: '13:00',
    to_time: '17:30',
    kind: 'theory' as const,
    hours: '5.5',
    room_id: null,
    class_group_id: here.group,
  })
  const warn = (on_date: string) =>
    here.site.app.database.read(here.office(), (db) =>
      listWarnings(db, here.site.app.catalog('vi'), section as never, [day(on_date)]),
    )
  expect((await warn('2026-12-30')).join()).not.toContain('giờ lý thuyết')
  const words = (await warn('2027-01-06')).join()
  expect(words).toContain('5 giờ lý thuyết')
  expect(words).toContain('Thông tư 99/2026/TT-BGDĐT, Điều 5')
})
