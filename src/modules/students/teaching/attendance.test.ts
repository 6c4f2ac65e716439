import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addDays } from '#platform/clock.ts'
import { systemActor } from '#platform/access.ts'
import { listAttendance } from '../store/attendance.ts'
import { readOwnAttendance, readOwnWeek } from './own.ts'
import { monday, school, type School } from './testing/school.ts'

let here: School
beforeAll(async () => {
  here = await school()
})
beforeEach(async () => {
  await here.rows('delete from students.absence')
  await here.rows('delete from students.session')
  await here.rows(`update students.course_section set state = 'open', posted_at = null, posted_by = null`)
})

const ids = () => here.learners.map((one) => one.enrolment)
/** Books one session and answers its address. */
async function session(input: Record<string, unknown> = {}): Promise<string> {
  const before = new Set((await here.sessions()).map((one) => one.id))
  await here.book(input)
  return `/diem-danh/${(await here.sessions()).find((one) => !before.has(one.id))!.id}`
}
const take = (path: string, lines: Record<string, string>, more: Record<string, string> = {}, at = 0) =>
  here.site.as(here.teacher(at)).post(path, { _form: 'take', version: '1', ...lines, ...more })
const kind = (at: number, value: string) => ({ [`lines.${ids()[at]}.kind`]: value })

describe('the register', () => {
  test('opens with everybody present and nothing saved; one confirm writes only who is not', async () => {
    const path = await session()
    const page = await (await here.site.as(here.teacher()).get(path)).text()
    expect(page).toContain('Chưa lưu. Mọi người có mặt')
    expect(page).toContain('Nguyễn Văn An')
    const answer = await take(path, {
      ...kind(0, 'absent'),
      ...kind(1, 'late'),
      [`lines.${ids()[1]}.minutes`]: '45',
      ...kind(2, 'excused'),
      [`lines.${ids()[2]}.note`]: 'Khám bệnh',
      ...kind(3, 'present'),
      topic: 'Định luật Ôm',
    })
    expect(answer.status).toBe(303)
    expect(
      await here.rows('select kind, hours, late_minutes, note from students.absence order by kind'),
    ).toEqual([
      { kind: 'absent', hours: '3.0', late_minutes: null, note: null },
      { kind: 'excused', hours: '3.0', late_minutes: null, note: 'Khám bệnh' },
      { kind: 'late', hours: '1.0', late_minutes: 45, note: null },
    ])
    expect(await here.rows('select state, topic, taken_by_name, version from students.session')).toEqual([
      { state: 'held', topic: 'Định luật Ôm', taken_by_name: 'Test teacher', version: 2 },
    ])
  })

  test('of today is the first to be taken, however many before it were not', async () => {
    await here.rows(
      `insert into students.session (institution_id, section_id, class_group_id, teacher_person_id, during, hours)
       select c.institution_id, c.id, c.class_group_id, $1, tsrange(day + interval '7 hours', day + interval '9 hours'), 2
       from students.course_section c, generate_series('2026-11-02'::timestamp, '2026-11-13', '1 day') as day where c.id = $2`,
      [here.teachers[0], here.section],
    )
    const path = await session()
    const page = await (await here.site.as(here.teacher()).get('/')).text()
    const [first, second] = [...page.matchAll(/\/diem-danh\/[0-9a-f-]{36}/g)].map(([href]) => href)
    const [oldest] = await here.sessions()
    expect([first, second]).toEqual([path, `/diem-danh/${oldest!.id}`])
  })

  test('an island sends the same form and gets the new version', async () => {
    const path = await session()
    const answer = await here.site
      .as(here.teacher())
      .post(
        path,
        { _form: 'take', _once: 'a-token', version: '1', ...kind(0, 'absent') },
        { accept: 'application/json' },
      )
    expect(await answer.json()).toMatchObject({ result: { version: 2, absent: 1, count: 4 } })
    // The answer was lost on the way: the same sending again writes nothing and is no error.
    const again = await here.site
      .as(here.teacher())
      .post(
        path,
        { _form: 'take', _once: 'a-token', version: '1', ...kind(0, 'absent') },
        { accept: 'application/json' },
      )
    expect(again.status).toBe(200)
    expect(await again.json()).toEqual({ result: null })
    expect(await here.rows('select version from students.session')).toEqual([{ version: 2 }])
  })

  test('a second device sees both versions', async () => {
    const path = await session()
    expect((await take(path, kind(0, 'absent'))).status).toBe(303)
    const answer = await take(path, kind(1, 'excused'))
    expect(answer.status).toBe(409)
    const page = await answer.text()
    expect(page).toContain('Test teacher đã lưu điểm danh buổi này trước')
    expect(page).toContain('Bản đang lưu: Có mặt')
    expect(page).toContain('name="version" value="2"')
    expect(await here.rows('select kind from students.absence')).toEqual([{ kind: 'absent' }])
  })

  test('a correction replaces the lines and the audit keeps what stood before', async () => {
    const path = await session()
    await take(path, kind(0, 'absent'))
    expect((await take(path, kind(1, 'late'), { version: '2' })).status).toBe(303)
    expect(await here.rows('select kind from students.absence')).toEqual([{ kind: 'late' }])
    const [change] = await here.rows(
      `select before -> 'absences' -> 0 ->> 'kind' as before, after -> 'absences' -> 0 ->> 'kind' as after
       from platform.audit_change where subject = 'students.session' order by entry_seq desc limit 1`,
    )
    expect(change).toEqual({ before: 'absent', after: 'late' })
  })

  test('a teacher of another section reads that there is none; the office may', async () => {
    const path = await session()
    expect((await here.site.as(here.teacher(1)).get(path)).status).toBe(404)
    expect((await take(path, {}, {}, 1)).status).toBe(404)
    expect((await here.site.as(here.office()).get(path)).status).toBe(200)
    expect((await here.site.as(here.stranger()).get(path)).status).toBe(404)
  })

  test('is not taken before its day, nor changed once results are posted', async () => {
    const path = await session({ from_date: addDays(monday, 1) })
    const early = await take(path, {})
    expect(early.status).toBe(422)
    expect(await early.text()).toContain('Buổi này chưa đến ngày')
    const today = await session({ span: '13:00-15:00' })
    await here.rows(`update students.course_section set state = 'posted', posted_at = now(), posted_by = 'x'`)
    const late = await take(today, {})
    expect(await late.text()).toContain('Kết quả đã công bố')
    expect(await here.rows(`select 1 from students.session where state = 'held'`)).toEqual([])
  })

  test('hours that are no hours and minutes that are no minutes are answered, what was tapped stays', async () => {
    const path = await session()
    const answer = await take(path, { ...kind(0, 'late'), [`lines.${ids()[0]}.minutes`]: 'lâu' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('Số phút từ 0 đến 600')
    expect(page).toContain('<option value="late" selected>')
    expect(page).toContain('value="lâu"')
  })

  test('a note on somebody who is present is refused at its field, on a line put right it goes', async () => {
    const path = await session()
    const note = { [`lines.${ids()[0]}.note`]: 'Quên thẻ' }
    const refused = await take(path, { ...kind(0, 'present'), ...note })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Người có mặt không có phút muộn')
    expect((await take(path, { ...kind(0, 'absent'), ...note })).status).toBe(303)
    expect((await take(path, { ...kind(0, 'present'), ...note }, { version: '2' })).status).toBe(303)
    expect(await here.rows('select 1 from students.absence')).toEqual([])
  })

  test('hours stand open only where a part of the session was missed', async () => {
    const path = await session()
    const part = { [`lines.${ids()[1]}.hours`]: '1' }
    await take(path, { ...kind(0, 'absent'), ...kind(1, 'absent'), ...part })
    const page = await (await here.site.as(here.teacher()).get(path)).text()
    expect(page.match(/<details[^>]* open/g)).toHaveLength(1)
  })

  test('what another account kept on the device is not taken as the sender’s', async () => {
    const path = await session()
    const form = { _form: 'take', version: '1', ...kind(0, 'absent') }
    const json = { accept: 'application/json' }
    const sender = here.teacher()
    const other = '00000000-0000-4000-8000-000000000000'
    const refused = await here.site.as(sender).post(path, { ...form, _account: other }, json)
    expect(refused.status).toBe(401)
    expect(await here.rows('select 1 from students.absence')).toEqual([])
    const own = sender.kind === 'account' ? sender.id : ''
    expect((await here.site.as(sender).post(path, { ...form, _account: own }, json)).status).toBe(200)
  })

  test('is refused when the results were posted while the register was being sent', async () => {
    const path = await session()
    const posting = await here.site.app.database.owner.connect()
    try {
      await posting.query('begin')
      await posting.query(
        `update students.course_section set state = 'posted', posted_at = now(), posted_by = 'x' where id = $1`,
        [here.section],
      )
      const sending = take(path, kind(0, 'absent'))
      await new Promise((resolve) => setTimeout(resolve, 300))
      await posting.query('commit')
      expect(await (await sending).text()).toContain('Kết quả đã công bố')
    } finally {
      posting.release()
    }
    expect(await here.rows('select 1 from students.absence')).toEqual([])
  })

  test('who joins later is not on the register of an earlier day', async () => {
    const path = await session()
    const late = await here.make.learner(
      { institution: here.home, cohort: here.cohort, classGroup: here.group },
      'Đến Sau',
    )
    await here.make.enrol(here.section, [late.enrolment], { from_date: addDays(monday, 1) })
    expect(await (await here.site.as(here.teacher()).get(path)).text()).not.toContain('Đến Sau')
    const answer = await take(path, { [`lines.${late.enrolment}.kind`]: 'absent' })
    expect(answer.status).toBe(422)
    await here.rows('delete from students.section_learner where enrolment_id = $1', [late.enrolment])
  })

  test('a body that is another’s session id is not found', async () => {
    expect(
      (await here.site.as(here.teacher()).get('/diem-danh/00000000-0000-4000-8000-000000000000')).status,
    ).toBe(404)
    expect((await here.site.as(here.teacher()).get('/diem-danh/x')).status).toBe(404)
  })
})

describe('hours under the rule', () => {
  const hoursOf = async (at: number) => {
    const lines = await here.site.app.database.read(systemActor('test'), (db) =>
      listAttendance(db, here.section, monday),
    )
    return lines.find((line) => line.enrolment_id === ids()[at])
  }

  test('count what was held so far, and at the end what was not missed', async () => {
    const path = await session()
    expect(await hoursOf(0)).toMatchObject({
      hours_planned: '60',
      hours_held: '0',
      hours_attended: '0',
      is_complete: false,
    })
    await session({ from_date: addDays(monday, 7), span: '7:00-9:15' })
    await take(path, kind(0, 'absent'))
    expect(await hoursOf(0)).toMatchObject({
      hours_held: '3',
      hours_missed: '3',
      hours_attended: '0',
      sessions_held: 1,
    })
    expect(await hoursOf(1)).toMatchObject({ hours_missed: '0', hours_attended: '3', is_complete: false })
    await here.rows(`delete from students.session where state = 'planned'`)
    expect(await hoursOf(0)).toMatchObject({ hours_attended: '57', is_complete: true })
    expect(await hoursOf(1)).toMatchObject({ hours_attended: '60' })
  })

  test('what was taught before somebody came is missed, but for what they attended in their class before', async () => {
    const path = await session()
    await take(path, kind(0, 'absent'))
    const came = await here.make.learner(
      { institution: here.home, cohort: here.cohort, classGroup: here.group },
      'Đến Sau',
    )
    await here.make.enrol(here.section, [came.enrolment], { from_date: addDays(monday, 1) })
    const late = async () => {
      const lines = await here.site.app.database.read(systemActor('test'), (db) =>
        listAttendance(db, here.section, monday),
      )
      return lines.find((line) => line.enrolment_id === came.enrolment)
    }
    expect(await late()).toMatchObject({
      hours_held: '3',
      hours_missed: '3',
      hours_before: '3',
      hours_attended: '57',
    })
    const [of] = await here.rows(
      'select term_id, course_unit_id from students.course_section where id = $1',
      [here.section],
    )
    const other = await here.make.section(
      { institution: here.home, term: String(of!.term_id), unit: String(of!.course_unit_id) },
      { code: 'LOP-CU' },
    )
    await here.make.enrol(other, [came.enrolment], { from_date: addDays(monday, -30), to_date: monday })
    await here.make.insert('students.session', {
      institution_id: here.home,
      section_id: other,
      during: `[${addDays(monday, -2)} 13:00, ${addDays(monday, -2)} 14:30)`,
      hours: 2,
      state: 'held',
      taken_at: new Date().toISOString(),
      taken_by: 'test',
      taken_by_name: 'Test',
    })
    expect(await late()).toMatchObject({ hours_missed: '1', hours_before: '1', hours_attended: '59' })
    await here.rows('delete from students.section_learner where enrolment_id = $1', [came.enrolment])
    await here.rows('delete from students.session where section_id = $1', [other])
  })

  test('a final exam is no learning time: who misses it misses no hours', async () => {
    const path = await session({ kind: 'exam', hours: '2' })
    await take(path, kind(0, 'absent'))
    expect(await hoursOf(0)).toMatchObject({ hours_held: '0', hours_missed: '0', is_complete: false })
  })

  test('a past session nobody has taken is counted as missing attendance', async () => {
    await session({ from_date: addDays(monday, -7) })
    expect(await hoursOf(0)).toMatchObject({ sessions_untaken: 1, is_complete: false })
    const home = await (await here.site.as(here.teacher()).get('/')).text()
    expect(home).toContain('Điểm danh Điện cơ bản')
    const office = await (await here.site.as(here.office()).get('/')).text()
    expect(office).toContain('1 buổi đã qua chưa điểm danh')
    const tab = await (
      await here.site.as(here.office()).get(`/lop-hoc-phan/${here.section}?xem=diem-danh`)
    ).text()
    expect(tab).toContain('1 buổi đã qua chưa điểm danh')
  })

  test('the section page and the learner’s own values say how much may still be missed', async () => {
    const path = await session()
    await take(path, kind(0, 'absent'))
    const page = await (
      await here.site.as(here.teacher()).get(`/lop-hoc-phan/${here.section}?xem=diem-danh`)
    ).text()
    expect(page).toContain('Còn được vắng 9 giờ')
    expect(page).toContain('Tuần 23/11/2026 – 29/11/2026')
    expect(page).toMatch(/data-label="Thứ Hai 23\/11\/2026 07:00">Vắng</)
    expect(page).toContain('ít nhất 80 %')
    const own = await here.site.app.database.read(systemActor('test'), async (db) => ({
      week: await readOwnWeek(db, ids()[0]!, monday),
      attendance: await readOwnAttendance(db, ids()[0]!, monday),
    }))
    expect(own.week.blocks).toHaveLength(1)
    expect(own.attendance.sections[0]).toMatchObject({ hours_missed: '3', verdict: { left: '9' } })
    expect(own.attendance.absences).toHaveLength(1)
  })

  test('only the principal relaxes the rule, and only for a recorded disability', async () => {
    const path = `/lop-hoc-phan/${here.section}?xem=diem-danh`
    const form = { _form: 'waive', learner: ids()[3]!, reason: 'QĐ 12/2026' }
    const refused = await here.site.as(here.manager()).post(path, form)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('chưa có hồ sơ khuyết tật')
    await here.make.insert('students.policy_fact', {
      person_id: here.learners[3]!.person,
      institution_id: here.home,
      kind: 'disability',
      from_date: '2026-01-01',
    })
    expect((await here.site.as(here.office()).post(path, form)).status).toBe(403)
    expect((await here.site.as(here.manager()).post(path, form)).status).toBe(303)
    expect((await hoursOf(3))?.is_waived).toBe(true)
  })

  test('the class log and the attendance sheet print', async () => {
    const path = await session()
    await take(path, { ...kind(0, 'absent'), topic: 'Định luật Ôm' })
    for (const file of ['so-len-lop', 'diem-danh']) {
      const pdf = await here.site.as(here.teacher()).get(`/lop-hoc-phan/${here.section}/${file}.pdf`)
      expect(pdf.status).toBe(200)
      expect(
        Buffer.from(await pdf.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-')
      expect(
        (await here.site.as(here.teacher(1)).get(`/lop-hoc-phan/${here.section}/${file}.pdf`)).status,
      ).toBe(404)
    }
  })
})
