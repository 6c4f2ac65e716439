import { beforeAll, describe, expect, test } from 'vitest'
import { school, type School } from './testing/school.ts'

let here: School
beforeAll(async () => {
  here = await school()
})
const post = (path: string, form: Record<string, string | string[]>, actor = here.office()) =>
  here.site.as(actor).post(path, form)
const text = async (path: string, actor = here.office()) => (await here.site.as(actor).get(path)).text()

describe('rooms', () => {
  test('are added, changed and listed; a code stands once', async () => {
    const form = { _form: 'save', institution: here.home, code: 'X1', kind: 'workshop', capacity: '20' }
    expect((await post('/phong-hoc/moi', form)).status).toBe(303)
    const twice = await post('/phong-hoc/moi', { ...form, code: 'x1' })
    expect(twice.status).toBe(422)
    expect(await twice.text()).toContain('Mã phòng này đã có')
    const [room] = await here.rows(`select id, version from students.room where code = 'X1'`)
    const path = `/phong-hoc/${room.id}`
    expect(
      (
        await post(path, {
          _form: 'save',
          id: room.id,
          version: '1',
          code: 'X1',
          kind: 'workshop',
          capacity: '24',
        })
      ).status,
    ).toBe(303)
    const late = await post(path, {
      _form: 'save',
      id: room.id,
      version: '1',
      code: 'X1',
      kind: 'workshop',
      capacity: '30',
    })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('Người khác vừa lưu: 24')
    expect(await text('/phong-hoc')).toContain('Xưởng thực hành')
    expect((await post(path, { ...form, id: room.id, version: '2' }, here.stranger())).status).toBe(404)
    expect((await post('/phong-hoc/moi', { ...form, code: 'X2', capacity: 'nhiều' })).status).toBe(422)
  })
})

describe('opening a term', () => {
  test('proposes the units of the term, is looked over, and makes sections with rosters in one act', async () => {
    const cohort = await here.make.cohort(here.home, here.version)
    const group = await here.make.classGroup(here.home, cohort, 'D26B')
    for (const name of ['Một Người', 'Hai Người'])
      await here.make.learner({ institution: here.home, cohort, classGroup: group }, name)
    const address = `/lop-hoc-phan/mo-hoc-ky?lop=${group}&hoc-ky=${here.term}`
    const proposal = await text(address)
    expect(proposal).toContain('Lớp D26B: môn học của kỳ 1')
    expect(proposal).toMatch(new RegExp(`name="mon.${here.units[0]}" value="1" checked`))
    expect(proposal).not.toMatch(new RegExp(`name="mon.${here.units[2]}" value="1" checked`))
    const chosen = `&ky-thu=1&buoc=xem&mon.${here.units[0]}=1&gv.${here.units[0]}=${here.teachers[0]}&mon.${here.units[1]}=1`
    const check = await text(address + chosen)
    expect(check).toContain('2 lớp học phần sẽ được mở')
    expect(check).toContain('Lê Thị Dạy')
    const answer = await post(address, {
      _form: 'open',
      group,
      term: here.term,
      [`units.${here.units[0]}.take`]: 'true',
      [`units.${here.units[0]}.teacher`]: here.teachers[0]!,
      [`units.${here.units[1]}.take`]: 'true',
    })
    expect(answer.status).toBe(303)
    expect(
      await here.rows(
        `select s.code, s.hours_theory, trim_scale(s.credits)::text as credits, count(r.*)::int as learners,
          (select count(*)::int from students.section_teacher t where t.section_id = s.id) as teachers
         from students.course_section s left join students.section_learner r on r.section_id = s.id
         where s.class_group_id = $1 group by s.id order by s.code`,
        [group],
      ),
    ).toEqual([
      { code: 'MH01-D26B', hours_theory: 30, credits: '3', learners: 2, teachers: 1 },
      { code: 'MH02-D26B', hours_theory: 30, credits: '3', learners: 2, teachers: 0 },
    ])
    // What is open is said and cannot be opened twice.
    expect(await text(address)).toContain('Đã mở trong Học kỳ I 2026–2027')
    const again = await post(address, {
      _form: 'open',
      group,
      term: here.term,
      [`units.${here.units[0]}.take`]: 'true',
    })
    expect(again.status).toBe(422)
    expect(await again.text()).toContain('Môn này đã mở cho lớp')
  })

  test('nothing chosen, a teacher of elsewhere, a class of elsewhere', async () => {
    const address = `/lop-hoc-phan/mo-hoc-ky?lop=${here.group}&hoc-ky=${here.term}`
    expect((await post(address, { _form: 'open', group: here.group, term: here.term })).status).toBe(422)
    const foreign = await here.post('Người Trường Khác', here.away)
    const wrong = await post(address, {
      _form: 'open',
      group: here.group,
      term: here.term,
      [`units.${here.units[1]}.take`]: 'true',
      [`units.${here.units[1]}.teacher`]: foreign,
    })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('không còn giữ vị trí tại trường')
    expect(
      (
        await post(
          address,
          { _form: 'open', group: here.group, term: here.term, [`units.${here.units[1]}.take`]: 'true' },
          here.stranger(),
        )
      ).status,
    ).toBe(404)
  })

  test('one section by hand, for a mixed class', async () => {
    const address = `/lop-hoc-phan/moi?chuong-trinh=${here.version}`
    expect(await text(address)).toContain('Vẽ kỹ thuật')
    const form = {
      _form: 'save',
      term: here.term,
      unit: here.units[1]!,
      code: 'MH02-HL1',
      delivery: 'in_person',
    }
    const made = await post(address, form)
    expect(made.status).toBe(303)
    expect(await text(made.headers.get('location')!)).toContain('Danh sách chưa có ai')
    expect(await (await post(address, form)).text()).toContain('Mã này đã dùng trong học kỳ')
  })
})

describe('the roster', () => {
  const path = () => `/lop-hoc-phan/${here.section}`

  test('takes a learner in, refuses one twice, lets one go', async () => {
    const cohort = await here.make.cohort(here.home, here.version)
    const group = await here.make.classGroup(here.home, cohort, 'D25A')
    const { enrolment } = await here.make.learner(
      { institution: here.home, cohort, classGroup: group },
      'Phan Học Lại',
    )
    expect(await text(`${path()}/them-hoc-sinh?tim=phan hoc lai`)).toContain('Phan Học Lại')
    const form = { _form: 'add', 'learners[]': [enrolment], attempt: 'relearn', from_date: '1/10/2026' }
    expect((await post(`${path()}/them-hoc-sinh?tim=x`, form)).status).toBe(303)
    expect(await text(path())).toContain('Học lại')
    const twice = await post(`${path()}/them-hoc-sinh?tim=x`, form)
    expect(twice.status).toBe(422)
    expect(await twice.text()).toContain('Có người đã ở trong danh sách')
    expect((await post(path(), { _form: 'remove', learner: enrolment, from_date: '1/11/2026' })).status).toBe(
      303,
    )
    expect(
      await here.rows('select to_date from students.section_learner where enrolment_id = $1', [enrolment]),
    ).toEqual([{ to_date: '2026-10-31' }])
    expect(await text(path())).toContain('Rời ngày 31/10/2026')
  })

  test('who comes back keeps the first day; what was taught while they were away is missed, and the log says so', async () => {
    const section = await here.make.section(
      { institution: here.home, term: here.term, unit: here.units[2]! },
      { code: 'TRO-LAI' },
    )
    const learner = here.learners[1]!.enrolment
    await here.make.enrol(section, [learner])
    const at = `/lop-hoc-phan/${section}`
    expect((await post(at, { _form: 'remove', learner, from_date: '1/10/2026' })).status).toBe(303)
    for (const day of ['2026-09-28', '2026-10-12', '2026-11-20'])
      await here.make.insert('students.session', {
        institution_id: here.home,
        section_id: section,
        during: `[${day} 18:00,${day} 20:00)`,
        hours: 2,
        state: 'held',
        taken_at: new Date().toISOString(),
        taken_by: 'test',
        taken_by_name: 'Test',
      })
    const back = { _form: 'add', 'learners[]': [learner], attempt: 'first', from_date: '16/11/2026' }
    expect((await post(`${at}/them-hoc-sinh?tim=x`, back)).status).toBe(303)
    expect(await text(`${at}?xem=diem-danh&tuan=2026-10-12`)).toMatch(/Thứ Hai 12\/10\/2026 18:00">Có phép</)
    expect(await text(`${at}?xem=diem-danh`)).toMatch(/Giờ vắng">2</)
    const changes = await here.rows(
      `select before, after from platform.audit_change where subject_id = $1 order by entry_seq desc limit 1`,
      [`${section}/${learner}`],
    )
    expect(changes).toEqual([
      {
        before: { from_date: '2026-09-07', to_date: '2026-09-30', attempt: 'first' },
        after: { from_date: '2026-09-07', to_date: null, attempt: 'first', back_on: '2026-11-16' },
      },
    ])
    await here.rows('delete from students.absence where section_id = $1', [section])
    await here.rows('delete from students.session where section_id = $1', [section])
  })

  test('one put there by mistake goes without a trace, but not when something is known of them', async () => {
    const learner = here.learners[3]!.enrolment
    await here.book()
    const [session] = await here.sessions()
    await here.site.as(here.teacher()).post(`/diem-danh/${session!.id}`, {
      _form: 'take',
      version: '1',
      [`lines.${learner}.kind`]: 'absent',
    })
    const refused = await post(path(), { _form: 'remove', learner, from_date: '7/9/2026' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('đã có buổi vắng hoặc điểm')
    const free = here.learners[2]!.enrolment
    expect((await post(path(), { _form: 'remove', learner: free, from_date: '7/9/2026' })).status).toBe(303)
    expect(await here.rows('select 1 from students.section_learner where enrolment_id = $1', [free])).toEqual(
      [],
    )
  })

  test('a practice class of more than 18 is warned of with its circular', async () => {
    const cohort = await here.make.cohort(here.home, here.version)
    const ids: string[] = []
    for (let n = 0; n < 19; n++)
      ids.push((await here.make.learner({ institution: here.home, cohort }, `Đông Người ${n}`)).enrolment)
    const section = await here.make.section(
      { institution: here.home, term: here.term, unit: here.units[2]! },
      { code: 'XUONG' },
    )
    await here.make.enrol(section, ids)
    const page = await text(`/lop-hoc-phan/${section}`)
    expect(page).toContain('19 người học; nhóm thực hành tối đa 18 (Thông tư 04/2022/TT-BLĐTBXH)')
  })
})

describe('a section opened by mistake', () => {
  test('is cancelled with its blocks and can be opened again; one that was taught stays', async () => {
    const cohort = await here.make.cohort(here.home, here.version)
    const group = await here.make.classGroup(here.home, cohort, 'D26X')
    await here.make.learner({ institution: here.home, cohort, classGroup: group }, 'Mở Nhầm')
    const open = { _form: 'open', group, term: here.term, [`units.${here.units[0]}.take`]: 'true' }
    const address = `/lop-hoc-phan/mo-hoc-ky?lop=${group}&hoc-ky=${here.term}`
    expect((await post(address, open)).status).toBe(303)
    const [section] = await here.rows('select id from students.course_section where class_group_id = $1', [
      group,
    ])
    const path = `/lop-hoc-phan/${section.id}`
    const room = await here.room('NHAM')
    await here.book({
      section_id: section.id,
      teacher_person_id: undefined,
      room_id: room,
      span: '18:00-20:00',
    })
    expect((await post(path, { _form: 'cancel', reason: '' })).status).toBe(422)
    expect((await post(path, { _form: 'cancel', reason: 'Chọn nhầm lớp' })).status).toBe(303)
    expect(await here.rows('select state from students.session where section_id = $1', [section.id])).toEqual(
      [{ state: 'cancelled' }],
    )
    expect((await post(address, open)).status).toBe(303)
    // However often it was opened and cancelled, the next code is free.
    for (let time = 0; time < 3; time++) {
      await here.rows(`update students.course_section set state = 'cancelled' where class_group_id = $1`, [
        group,
      ])
      expect((await post(address, open)).status).toBe(303)
    }
    expect(
      (
        await here.rows('select code from students.course_section where class_group_id = $1 order by code', [
          group,
        ])
      ).map((row) => row.code),
    ).toEqual(['MH01-D26X', ...[2, 3, 4, 5].map((n) => `MH01-D26X-${n}`)])
    await here.rows(
      `update students.session set state = 'planned', cancel_reason = null where section_id = $1`,
      [section.id],
    )
    await here.rows(`update students.course_section set state = 'open' where id = $1`, [section.id])
    await here.rows(`update students.session set state = 'held' where section_id = $1`, [section.id])
    const refused = await post(path, { _form: 'cancel', reason: 'Chọn nhầm lớp' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('đã có buổi điểm danh hoặc điểm')
  })
})

describe('lists and the API', () => {
  test('a teacher sees only what they teach, the office all, the department reads along', async () => {
    expect(await text('/lop-hoc-phan')).toContain('MH01')
    const other = await here.post('Chưa Dạy Gì', here.home)
    const idle = here.site.actor('teacher', { kind: 'institution', id: here.home }, other)
    expect(await text('/lop-hoc-phan', idle)).toContain('Bạn chưa được phân công')
    const officer = here.site.actor('department-officer')
    expect((await here.site.as(officer).get(`/lop-hoc-phan/${here.section}`)).status).toBe(200)
    expect(
      (
        await post(
          `/lop-hoc-phan/${here.section}`,
          { _form: 'remove', learner: here.learners[0]!.enrolment, from_date: '1/12/2026' },
          officer,
        )
      ).status,
    ).toBe(403)
    const filtered = await text(`/lop-hoc-phan?trang-thai=posted&q=khong co`)
    expect(filtered).toContain('Chưa có lớp học phần nào')
    // What is looked for is text, no pattern.
    expect(await text('/lop-hoc-phan?q=mh_1')).toContain('Chưa có lớp học phần nào')
    expect(await text(`/lop-hoc-phan/${here.section}/them-hoc-sinh?tim=v%25n`)).toContain('Không thấy ai')
  })

  test('sections of a term and sessions of a span', async () => {
    const officer = here.site.actor('department-officer')
    const sections = await (await here.site.as(officer).get(`/api/v1/terms/${here.term}/sections`)).json()
    expect(sections.sections.map((one: { code: string }) => one.code)).toContain('MH01')
    const sessions = await (
      await here.site
        .as(officer)
        .get(`/api/v1/institutions/${here.home}/sessions?from=2026-11-23&to=2026-11-30`)
    ).json()
    expect(sessions.sessions[0]).toMatchObject({ section_code: 'MH01', from_time: '07:00' })
    expect((await here.site.as(here.stranger()).get(`/api/v1/terms/${here.term}/sections`)).status).toBe(404)
    // A busy day of more sessions than a page: every one is reached.
    await here.rows(
      `insert into students.session (institution_id, section_id, during, kind, hours)
       select $1, $2, tsrange(d, d + interval '10 minutes'), 'theory', 0.2
       from generate_series(timestamp '2026-12-21 06:00', timestamp '2026-12-25 12:00', '25 minutes') d`,
      [here.home, here.section],
    )
    const address = `/api/v1/institutions/${here.home}/sessions?from=2026-12-21&to=2026-12-25`
    const [{ count }] = await here.rows(
      `select count(*)::int as count from students.session where on_date between '2026-12-21' and '2026-12-25'`,
    )
    const seen = new Set<string>()
    for (let more = '', has = true; has;) {
      const answer = await (await here.site.as(officer).get(address + more)).json()
      for (const one of answer.sessions) seen.add(one.id)
      const { on_date, from_time, id } = answer.sessions.at(-1)
      more = `&after_date=${on_date}&after_time=${from_time}&after_id=${id}`
      has = answer.has_more
    }
    expect(seen.size).toBe(count)
  })
})

test('who looks at a roster, its attendance or its marks is logged with the right it was by; other parts show nobody', async () => {
  const teacher = here.teacher()
  const grant = teacher.kind === 'account' ? teacher.grants[0]!.id : ''
  const looks = (page: string) =>
    here.rows('select grant_id, cardinality(subject_ids) as people from platform.look where page = $1', [
      page,
    ])
  const section = await here.make.section(
    { institution: here.home, term: here.term, unit: here.units[2]!, classGroup: here.group },
    { code: 'NHIN' },
  )
  await here.make.teach(section, here.teachers[0]!)
  await here.make.enrol(section, [here.learners[0]!.enrolment, here.learners[1]!.enrolment])
  const path = `/lop-hoc-phan/${section}`
  for (const tab of ['lich', 'giao-vien'])
    expect(await text(`${path}?xem=${tab}`, teacher)).not.toContain('Nguyễn Văn An')
  expect(await looks(path)).toEqual([])
  for (const tab of ['danh-sach', 'diem-danh'])
    expect(await text(`${path}?xem=${tab}`, teacher)).toContain('Nguyễn Văn An')
  expect(await looks(path)).toEqual([
    { grant_id: grant, people: 2 },
    { grant_id: grant, people: 2 },
  ])
  await text(`/bang-diem/${section}`, teacher)
  expect(await looks(`/bang-diem/${section}`)).toEqual([{ grant_id: grant, people: 2 }])
})
