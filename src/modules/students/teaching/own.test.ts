import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor, type Actor } from '#platform/access.ts'
import { makeSecret } from '../records/guardian.ts'
import { monday, school, type School } from './testing/school.ts'

let here: School
const text = async (path: string, actor: Actor) => (await here.site.as(actor).get(path)).text()
const status = async (path: string, actor: Actor) => (await here.site.as(actor).get(path)).status
const self = (at: number): Actor => {
  const { person } = here.learners[at]!
  return here.site.actor('learner', { kind: 'self', id: person }, person)
}

beforeAll(async () => {
  here = await school()
  await here.rows(`update people.person set birth_date = '2010-05-20' where id = $1`, [
    here.learners[0]!.person,
  ])
  await here.book({ topic: 'Định luật Ôm' })
  await here.book({ from_date: '2026-11-30' })
  const [session] = await here.sessions()
  const [an, binh] = here.learners.map((one) => one.enrolment)
  await here.site.as(here.teacher()).post(`/diem-danh/${session!.id}`, {
    _form: 'take',
    version: '1',
    [`lines.${an}.kind`]: 'absent',
    [`lines.${binh}.kind`]: 'late',
    [`lines.${binh}.minutes`]: '45',
  })
})

describe("a learner's own week and attendance", () => {
  test('stand on the start page: the lessons, the rule, and what may still be missed', async () => {
    const page = await text('/hoc-tap', self(0))
    for (const words of [
      'Lịch học trong tuần',
      'Thứ Hai 23/11/2026',
      'Điện cơ bản',
      'Lê Thị Dạy',
      'Cần dự ít nhất 80 % thời gian học',
      'Còn được vắng 9 giờ',
      'Đã vắng 3 trong 60 giờ của học phần; vắng quá 12 giờ',
    ])
      expect(page).toContain(words)
    expect(page).not.toContain('Hồ Thị Bình')
  })

  test('of who studies two programmes stand side by side', async () => {
    const { person, learner } = here.learners[3]!
    const { version, units } = await here.make.programme(here.home, [{ name: 'Hàn điện' }])
    const cohort = await here.make.cohort(here.home, version)
    const [keys] = await here.rows('select name_key from people.person where id = $1', [person])
    const second = await here.make.insert('students.enrolment', {
      learner_id: learner,
      person_id: person,
      name_key: keys.name_key,
      institution_id: here.home,
      cohort_id: cohort,
      from_date: '2026-09-07',
    })
    const section = await here.make.section(
      { institution: here.home, term: here.term, unit: units[0]! },
      { code: 'HAN-2' },
    )
    await here.make.enrol(section, [second])
    const page = await text('/hoc-tap', self(3))
    for (const name of ['Điện cơ bản', 'Hàn điện']) expect(page).toContain(`<strong>${name}</strong>`)
  })

  test('of the day stand on "Hôm nay", for who attends and for who teaches', async () => {
    const mine = await text('/', self(0))
    for (const words of ['Lịch hôm nay', '07:00–', 'Điện cơ bản', 'Lê Thị Dạy']) expect(mine).toContain(words)
    expect(await text('/', here.teacher())).toContain('Lịch hôm nay')
    const lonely = await text('/', here.site.actor('learner', { kind: 'self' }))
    expect(lonely).not.toContain('Lịch hôm nay')
  })

  test('have pages of their own: another week, and every absence', async () => {
    const next = await text('/hoc-tap/thoi-khoa-bieu?tuan=2026-11-30', self(0))
    expect(next).toContain('Thứ Hai 30/11/2026')
    expect(next).not.toContain('Thứ Hai 23/11/2026')
    expect(await text('/hoc-tap/diem-danh', self(0))).toContain('Vắng')
    const other = await text('/hoc-tap/diem-danh', self(1))
    expect(other).toContain('Muộn 45 phút')
    expect(await text('/hoc-tap/diem-danh', self(2))).toContain('Chưa vắng buổi nào')
  })

  test('are nobody else’s: no other learner, no teacher, no office of elsewhere', async () => {
    const record = `/hoc-sinh/${here.learners[0]!.learner}/diem-danh`
    expect(await status(record, self(0))).toBe(403)
    expect(await status(record, self(1))).toBe(403)
    expect(await status(record, here.teacher())).toBe(403)
    expect(await status(record, here.stranger())).toBe(404)
    expect(await status('/hoc-tap/diem-danh', here.teacher())).toBe(403)
    expect(await status('/hoc-tap/thoi-khoa-bieu', publicActor)).not.toBe(200)
    const lonely = await text('/hoc-tap/thoi-khoa-bieu', here.site.actor('learner', { kind: 'self' }))
    expect(lonely).toContain('Tuần này không có buổi học nào')
    expect(lonely).not.toContain('Lê Thị Dạy')
  })

  test('the office reads attendance as a tab of the record', async () => {
    const page = await text(`/hoc-sinh/${here.learners[0]!.learner}/diem-danh`, here.office())
    expect(page).toContain('Nguyễn Văn An')
    expect(page).toContain('Còn được vắng 9 giờ')
    expect(page).toContain('aria-current="page"')
    expect(page).not.toContain('Hồ Thị Bình')
  })
})

test("a guardian's link shows the child's week and attendance and opens no other page", async () => {
  const { person, learner } = here.learners[0]!
  const { token, hash } = makeSecret()
  await here.make.insert('students.guardian_link', {
    learner_id: learner,
    person_id: person,
    institution_id: here.home,
    guardian_name: 'Nguyễn Văn Cha',
    relation: 'father',
    token_hash: hash,
    from_date: monday,
    to_date: '2027-01-01',
  })
  const page = await text(`/phu-huynh/${token}`, publicActor)
  for (const words of ['Nguyễn Văn An', 'Thứ Hai 23/11/2026', 'Lê Thị Dạy', 'Còn được vắng 9 giờ'])
    expect(page).toContain(words)
  expect(page).not.toContain('Hồ Thị Bình')
  expect(page).not.toContain('/hoc-tap/')
  for (const path of ['/hoc-tap/diem-danh', `/hoc-sinh/${learner}/diem-danh`])
    expect(await status(path, publicActor)).not.toBe(200)
})

test('a teacher whose right lies in the school opens what they teach, and no learner’s record', async () => {
  const teacher = here.teacher()
  for (const path of ['/lop-hoc-phan', '/thoi-khoa-bieu', '/diem-danh', `/lop-hoc-phan/${here.section}`])
    expect([path, await status(path, teacher)]).toEqual([path, 200])
  expect(await status(`/lop-hoc-phan/${here.section}`, here.teacher(1))).toBe(404)
})

test('the rule and the document it stands in are those of the policy, wherever they are named', async () => {
  const before = await here.rows('select id, body from students.grading_policy')
  await here.rows(`update students.grading_policy set body = jsonb_set(jsonb_set(body, '{document}', '"Quy chế riêng 1/QC"'),
    '{eligibility,min_attendance}', '"0.825"')`)
  const rule = 'Cần dự ít nhất 82,5 % thời gian học để được dự thi kết thúc (Quy chế riêng 1/QC).'
  expect(await text('/hoc-tap', self(0))).toContain(rule)
  expect(await text(`/lop-hoc-phan/${here.section}?xem=diem-danh`, here.teacher())).toContain(rule)
  await expect(here.book({ span: '20:00-22:30', accept_warnings: undefined })).rejects.toMatchObject({
    fields: { accept_warnings: expect.stringContaining('khung giờ dạy của Quy chế riêng 1/QC.') },
  })
  for (const { id, body } of before)
    await here.rows('update students.grading_policy set body = $2 where id = $1', [id, JSON.stringify(body)])
  await here.rows(`update students.teaching_rule set minutes_theory = 50, citation = 'Thông tư 99/2026'`)
  expect(await text(`/thoi-khoa-bieu/them?hp=${here.section}`, here.office())).toContain(
    'Giờ lý thuyết 50 phút, giờ thực hành 60 phút (Thông tư 99/2026).',
  )
})
