import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addDays } from '#platform/clock.ts'
import { act } from '#platform/actions/run.ts'
import { moveSession } from './actions/move-session.ts'
import { monday, school, type School } from './testing/school.ts'

let here: School
beforeAll(async () => {
  here = await school()
})
beforeEach(async () => {
  await here.rows('delete from students.session')
})

describe('adding to the timetable', () => {
  test('a series by the form: every week on these days, hours by kind', async () => {
    const answer = await here.site.as(here.office()).post('/thoi-khoa-bieu/them', {
      _form: 'add',
      section_id: here.section,
      from_date: '23/11/2026',
      to_date: '6/12/2026',
      'weekdays[]': ['1', '3'],
      span: '7:00-9:15',
      kind: 'theory',
      room_id: here.rooms[0]!,
      teacher_person_id: here.teachers[0]!,
      delivery: 'in_person',
    })
    expect(answer.status).toBe(303)
    expect((await here.sessions()).map((one) => [one.on_date, one.from_time, one.hours])).toEqual([
      ['2026-11-23', '07:00', '3.0'],
      ['2026-11-25', '07:00', '3.0'],
      ['2026-11-30', '07:00', '3.0'],
      ['2026-12-02', '07:00', '3.0'],
    ])
  })

  test('periods are understood once the school has said them', async () => {
    const form = {
      _form: 'add',
      section_id: here.section,
      from_date: '23/11/2026',
      span: '1-2',
      kind: 'theory',
    }
    const refused = await here.site.as(here.office()).post(`/thoi-khoa-bieu/them?hp=${here.section}`, form)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Trường chưa khai giờ các tiết')
    const saved = await here.site.as(here.office()).post('/thoi-khoa-bieu/tiet-hoc', {
      _form: 'save',
      institution: here.home,
      lines: '1: 7:00-7:45\nTiết 2: 7h50-8h35',
    })
    expect(saved.status).toBe(303)
    expect((await here.site.as(here.office()).post('/thoi-khoa-bieu/them', form)).status).toBe(303)
    expect(await here.rows(`select upper(during)::text as ends from students.session`)).toEqual([
      { ends: '2026-11-23 08:35:00' },
    ])
  })

  test('a line of periods names its number and both times; who saves second sees what the first saved', async () => {
    const periods = () =>
      here.rows(`select number from students.period where institution_id = $1`, [here.home])
    const seen = (await periods()).length > 0 ? '1: 07:00-07:45; 2: 07:50-08:35' : ''
    const save = (lines: string) =>
      here.site
        .as(here.office())
        .post('/thoi-khoa-bieu/tiet-hoc', { _form: 'save', institution: here.home, seen, lines })
    for (const wrong of ['7:00-7:45', '1: 7-7:45', '1: 7:00', 'Tiết 1']) {
      const refused = await save(wrong)
      expect([wrong, refused.status]).toEqual([wrong, 422])
      expect(await refused.text()).toContain('Mỗi dòng ghi như 1: 7:00-7:45')
    }
    const answers = await Promise.all([save('1: 7:00-7:45'), save('1: 8:00-8:45')])
    expect(answers.map((one) => one.status).toSorted()).toEqual([303, 409])
    const late = answers.find((one) => one.status === 409)!
    expect(await late.text()).toContain('Người khác vừa lưu: 1: 0')
    expect(await periods()).toEqual([{ number: 1 }])
  })

  test('the other booking is named in the field it is about, and nothing is written', async () => {
    await here.book()
    const other = await here.make.section(
      { institution: here.home, term: here.term, unit: here.units[1]! },
      { code: 'MH02-GHEP' },
    )
    await here.make.teach(other, here.teachers[1]!)
    const answer = await here.site.as(here.office()).post(`/thoi-khoa-bieu/them?hp=${other}`, {
      _form: 'add',
      section_id: other,
      from_date: '23/11/2026',
      span: '9:00-10:30',
      kind: 'theory',
      room_id: here.rooms[0]!,
      teacher_person_id: here.teachers[1]!,
    })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('Trùng lịch: chưa lưu gì')
    expect(page).toContain(
      'Phòng A1 đã có Điện cơ bản (MH01), lớp D26A, Lê Thị Dạy, Thứ Hai 23/11/2026 07:00–09:15.',
    )
    expect(page).toContain('Bỏ những buổi trùng')
    expect((await here.sessions()).length).toBe(1)
  })

  test('what clashes can be left out, the rest is written', async () => {
    await here.book()
    const answer = await here.book({
      from_date: monday,
      to_date: addDays(monday, 14),
      weekdays: ['1'],
      span: '8:00-9:00',
      skip_clashes: 'true',
    })
    expect(answer).toMatchObject({ count: 2, skipped: 1 })
  })

  test('a teacher who teaches at another school at that time is found too', async () => {
    const other = await here.make.programme(here.away, [{}])
    const term = await here.make.term(here.away)
    const there = await here.make.section({ institution: here.away, term, unit: other.units[0]! })
    await here.make.insert('students.session', {
      institution_id: here.away,
      section_id: there,
      teacher_person_id: here.teachers[0],
      during: '[2026-11-23 07:30,2026-11-23 08:00)',
      hours: 1,
    })
    await expect(here.book()).rejects.toMatchObject({
      fields: { teacher_person_id: expect.stringContaining('Lê Thị Dạy đã có giờ dạy Môn 1') },
    })
  })

  test('hours outside 6:00–22:00, a full day and too many hours are asked about once', async () => {
    await expect(here.book({ span: '20:00-22:30', accept_warnings: undefined })).rejects.toMatchObject({
      fields: {
        accept_warnings: expect.stringContaining('ngoài 06:00–22:00, khung giờ dạy của Thông tư 04/2022'),
      },
    })
    await expect(
      here.book({ span: '7:00-16:00', kind: 'practice', accept_warnings: undefined }),
    ).rejects.toMatchObject({
      fields: { accept_warnings: expect.stringContaining('1 ngày quá 6 giờ lý thuyết') },
    })
    await expect(
      here.book({ to_date: '2027-01-17', weekdays: ['1', '2', '3', '4'], accept_warnings: undefined }),
    ).rejects.toMatchObject({
      fields: { accept_warnings: expect.stringContaining('học phần chỉ có 60 giờ') },
    })
    expect(await here.book({ span: '20:00-22:30' })).toMatchObject({ count: 1 })
  })

  test('bad input is answered in its field', async () => {
    const send = async (more: Record<string, string>) => {
      const answer = await here.site.as(here.office()).post(`/thoi-khoa-bieu/them?hp=${here.section}`, {
        _form: 'add',
        section_id: here.section,
        from_date: '23/11/2026',
        span: '7:00-9:00',
        kind: 'theory',
        ...more,
      })
      expect(answer.status).toBe(422)
      return answer.text()
    }
    expect(await send({ from_date: '31/2/2027' })).toContain('Ghi ngày như 7/9/2026')
    expect(await send({ span: '9:00-7:00' })).toContain('Kết thúc phải sau bắt đầu')
    expect(await send({ to_date: '1/1/2020' })).toContain('Kết thúc phải sau bắt đầu')
    expect(await send({ teacher_person_id: here.teachers[1]! })).toContain(
      'không dạy lớp học phần vào ngày đó',
    )
  })

  test('nobody of another school writes here', async () => {
    const answer = await here.site.as(here.stranger()).post('/thoi-khoa-bieu/them', {
      _form: 'add',
      section_id: here.section,
      from_date: '23/11/2026',
      span: '7:00-9:00',
    })
    expect(answer.status).toBe(404)
    const room = await here.room('B1', here.away)
    await expect(here.book({ room_id: room })).rejects.toMatchObject({ refusal: 'not_found' })
  })
})

describe('the last belt', () => {
  test('somebody faster by a moment: the constraint refuses, in the same words', async () => {
    // Not yet committed, so the check before writing cannot see it; the insert waits for it and is refused.
    const faster = await here.site.app.database.owner.connect()
    await faster.query('begin')
    await faster.query(
      `insert into students.session (institution_id, section_id, teacher_person_id, during, hours)
       values ($1, $2, $3, '[2026-11-23 08:00,2026-11-23 09:00)', 1)`,
      [here.home, here.section, here.teachers[0]],
    )
    const slower = here.book().then(
      () => undefined,
      (error: unknown) => error,
    )
    await expect
      .poll(() =>
        here.rows(
          `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like 'insert into students.session%'`,
        ),
      )
      .toHaveLength(1)
    await faster.query('commit')
    faster.release()
    expect(await slower).toMatchObject({
      reason: { key: 'students.teaching.clash.title' },
      fields: { teacher_person_id: expect.stringContaining('Lê Thị Dạy đã có giờ dạy Điện cơ bản (MH01)') },
    })
    expect((await here.sessions()).length).toBe(1)
  })

  test('no two accepted blocks of a room, a teacher or a class ever overlap', async () => {
    const second = await here.make.section(
      { institution: here.home, term: here.term, unit: here.units[2]! },
      { code: 'MH03-GHEP' },
    )
    for (const person of here.teachers) await here.make.teach(second, person)
    const wanted = fc.record({
      section: fc.constantFrom(here.section, second),
      day: fc.integer({ min: 0, max: 1 }),
      start: fc.integer({ min: 7, max: 11 }),
      length: fc.integer({ min: 1, max: 3 }),
      room: fc.constantFrom(here.rooms[0], here.rooms[1]),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(wanted, { minLength: 2, maxLength: 8 }), async (all) => {
        await here.rows('delete from students.session')
        for (const one of all)
          await here
            .book({
              section_id: one.section,
              from_date: addDays(monday, one.day),
              span: `${one.start}:00-${one.start + one.length}:00`,
              room_id: one.room,
            })
            .catch((error: { refusal?: string }) => expect(error.refusal).toBe('invalid'))
        const overlapping =
          await here.rows(`select 1 from students.session a join students.session b on a.id < b.id and a.during && b.during
          and (a.room_id = b.room_id or a.teacher_person_id = b.teacher_person_id or a.class_group_id = b.class_group_id)`)
        expect(overlapping).toEqual([])
      }),
      { numRuns: 12 },
    )
  })
})

describe('the week', () => {
  test('is shown by class, teacher and room, and prints', async () => {
    await here.book()
    const office = here.site.as(here.office())
    for (const query of [`lop=${here.group}`, `gv=${here.teachers[0]}`, `phong=${here.rooms[0]}`]) {
      const page = await (await office.get(`/thoi-khoa-bieu?${query}&tuan=23/11/2026`)).text()
      expect(page).toContain('Điện cơ bản')
      expect(page).toContain('data-slot="2026-11-23 07:00"')
    }
    const empty = await (await office.get(`/thoi-khoa-bieu?lop=${here.group}&tuan=30/11/2026`)).text()
    expect(empty).toContain('Tuần này không có buổi nào')
    const pdf = await office.get(`/thoi-khoa-bieu/in.pdf?lop=${here.group}&tuan=23/11/2026`)
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  })

  test('a teacher opens on their own week and cannot move it', async () => {
    await here.book()
    const page = await (await here.site.as(here.teacher()).get('/thoi-khoa-bieu')).text()
    expect(page).toContain('Thời khóa biểu: Lê Thị Dạy')
    expect(page).toContain('data-timetable="read"')
    const other = await (await here.site.as(here.teacher(1)).get('/thoi-khoa-bieu')).text()
    expect(other).not.toContain('Điện cơ bản')
  })
})

describe('moving and cancelling', () => {
  const first = async () => (await here.sessions())[0]!

  test('the server says what is in the way before the drop', async () => {
    await here.book()
    await here.book({ from_date: addDays(monday, 1) })
    const { id } = await first()
    const ask = async (day: string, from: string, to: string) =>
      (
        await here.site
          .as(here.office())
          .get(`/thoi-khoa-bieu/kiem-tra?buoi=${id}&ngay=${day}&tu=${from}&den=${to}`)
      ).json()
    expect(await ask(addDays(monday, 1), '08:00', '10:15')).toMatchObject({
      clashes: expect.arrayContaining([expect.stringContaining('Phòng A1 đã có Điện cơ bản')]),
    })
    expect(await ask(addDays(monday, 2), '07:00', '09:15')).toEqual({ clashes: [], warnings: [] })
    const stranger = await here.site
      .as(here.stranger())
      .get(`/thoi-khoa-bieu/kiem-tra?buoi=${id}&ngay=${monday}&tu=07:00&den=09:15`)
    expect(stranger.status).toBe(404)
  })

  test('moves with its hours, names what is in the way, and shows both versions to the second mover', async () => {
    await here.book()
    await here.book({ from_date: addDays(monday, 1) })
    const { id } = await first()
    const move = (more: Record<string, string>) =>
      here.site.as(here.office()).post(`/thoi-khoa-bieu/buoi/${id}`, {
        _form: 'move',
        version: '1',
        on_date: '24/11/2026',
        span: '13:00-15:15',
        room_id: here.rooms[1]!,
        teacher_person_id: here.teachers[0]!,
        reason: 'Phòng hỏng máy chiếu',
        ...more,
      })
    const clash = await move({ span: '9:00-11:15' })
    expect(clash.status).toBe(422)
    expect(await clash.text()).toContain('Lê Thị Dạy đã có giờ dạy Điện cơ bản')
    expect((await move({})).status).toBe(303)
    expect(
      await here.rows('select on_date, hours, version from students.session where id = $1', [id]),
    ).toEqual([{ on_date: '2026-11-24', hours: '3.0', version: 2 }])
    expect((await move({ span: '15:30-17:45' })).status).toBe(409)
    const [change] = await here.rows(
      `select c.after ->> 'reason' as reason from platform.audit_change c where c.subject_id = $1 order by c.entry_seq desc limit 1`,
      [id],
    )
    expect(change).toEqual({ reason: 'Phòng hỏng máy chiếu' })
  })

  test('a cancelled block says why and frees its place', async () => {
    await here.book()
    const { id } = await first()
    const page = `/thoi-khoa-bieu/buoi/${id}`
    const cancel = (reason: string) =>
      here.site.as(here.office()).post(page, { _form: 'cancel', version: '1', reason })
    expect((await cancel('')).status).toBe(422)
    // Neither unseen after somebody moved it, nor while the marks of the section are handed in.
    await here.rows('update students.session set version = 2 where id = $1', [id])
    expect((await cancel('Nghỉ bão')).status).toBe(409)
    await here.rows('update students.session set version = 1 where id = $1', [id])
    const setState = (state: string) =>
      here.rows('update students.course_section set state = $2 where id = $1', [here.section, state])
    await setState('submitted')
    const closed = await cancel('Nghỉ bão')
    await setState('open')
    expect(await closed.text()).toContain('Lớp học phần đã đóng')
    expect((await first()).state).toBe('planned')
    expect((await cancel('Nghỉ bão')).status).toBe(303)
    expect(await (await here.site.as(here.office()).get(page)).text()).toContain('Nghỉ bão')
    expect(await here.book()).toMatchObject({ count: 1 })
    await expect(
      act(
        here.site.app,
        moveSession,
        { id, version: 2, on_date: monday, span: '10:00-11:00' },
        here.office(),
      ),
    ).rejects.toMatchObject({ refusal: 'precondition' })
  })
})
