import { beforeAll, describe, expect, test } from 'vitest'
import { heldCases } from './store/held.ts'
import { finishedCohort, type FinishedCohort, type TestLearner } from './testing/cohort.ts'

let here: FinishedCohort
let an: TestLearner
let binh: TestLearner
beforeAll(async () => {
  here = await finishedCohort()
  an = await here.passes(await here.learner('Nguyễn Văn An'))
  binh = await here.learner('Hồ Thị Bình')
  await here.result(binh, 0, '4.0')
  await here.result(binh, 1, null, { is_eligible: false, is_passed: false })
  await here.exam(binh, 'theory', '4.75')
})

describe('a review', () => {
  test('tells every "no" as a sentence with a way to mend it', async () => {
    const { id } = await here.review()
    expect(await here.cases(id)).toMatchObject([
      { name: 'Nguyễn Văn An', is_eligible: true, score: '8', classification: 'gioi', is_downgraded: false },
      { name: 'Hồ Thị Bình', is_eligible: false, score: null, classification: null },
    ])
    const page = await here.text(`/tot-nghiep/${id}?xem=no`)
    expect(page).toContain('ai đang bị truy cứu trách nhiệm hình sự')
    for (const said of [
      'Môn học, mô đun MH01 Điện cơ bản: điểm 4,0, chưa đến 5,0',
      'Môn học, mô đun MH02 Máy điện: không đủ điều kiện dự thi, phải học lại',
      'Môn học, mô đun MH03 Giáo dục thể chất: chưa học',
      'Thi lý thuyết chuyên môn 5,0',
    ].slice(0, 3))
      expect(page).toContain(said)
    expect(page).toContain(`/tot-nghiep/khoa/${here.cohort}/thi?phan=practice&amp;lan=1#hv-${binh.enrolment}`)
    expect(page).not.toContain('Nguyễn Văn An')
    expect(await here.text(`/tot-nghiep/${id}/nguoi/${an.enrolment}`)).toContain('Điểm tốt nghiệp = (')
  })

  test('holds somebody back with a reason, also when it is run again', async () => {
    const { id } = await here.review()
    const path = `/tot-nghiep/${id}/nguoi/${an.enrolment}`
    const hold = (reason: string) =>
      here.post(path, { _form: 'hold', review: id, enrolment: an.enrolment, hold: 'true', reason })
    expect((await hold('')).status).toBe(422)
    expect((await hold('Chờ xác minh bằng tốt nghiệp THCS')).status).toBe(303)
    await here.review()
    expect((await here.cases(id))[0]).toMatchObject({ is_held_back: true })
    expect(
      (await here.post(path, { _form: 'hold', review: id, enrolment: an.enrolment, hold: 'false' })).status,
    ).toBe(303)
    expect((await here.cases(id))[0]).toMatchObject({ is_held_back: false })
  })

  test('that somebody is freezing is not computed anew meanwhile', async () => {
    const { id } = await here.review()
    const { hasWaited, answer } = await here.meanwhile(
      `select 1 from students.enrolment where cohort_id = $1 for update`,
      [here.cohort],
      () => here.post('/tot-nghiep', { _form: 'run', cohort: here.cohort, on_date: '23/11/2026' }),
      `update students.graduation_review set state = 'frozen' where cohort_id = $1 and state = 'draft'`,
    )
    expect([hasWaited, answer.status]).toEqual([true, 422])
    expect(await answer.text()).toContain('Khóa này có danh sách đã chốt')
    await here.rows(`update students.graduation_review set state = 'draft' where id = $1`, [id])
  })

  test('does not hold back in a list that somebody is freezing', async () => {
    const { id } = await here.review()
    const { answer } = await here.meanwhile(
      `update students.graduation_review set version = version + 1 where id = $1`,
      [id],
      () =>
        here.post(`/tot-nghiep/${id}/nguoi/${an.enrolment}`, {
          _form: 'hold',
          review: id,
          enrolment: an.enrolment,
          hold: 'true',
          reason: 'Chờ xác minh',
        }),
    )
    expect(answer.status).toBe(409)
    expect((await here.cases(id))[0]).toMatchObject({ is_held_back: false })
  })

  test('shows the learner the same reasons, live', async () => {
    const self = here.site.actor('learner', { kind: 'self', id: '' }, binh.person)
    const page = await here.text('/hoc-tap', self)
    expect(page).toContain('Tốt nghiệp: còn thiếu gì')
    expect(page).toContain('Máy điện: không đủ điều kiện dự thi')
    expect(page).not.toContain('Nguyễn Văn An')
  })

  test('of a list not decided is no part of the copy of one’s data', async () => {
    const { id } = await here.review()
    expect(await here.cases(id)).toHaveLength(2)
    expect(await here.site.app.database.read(here.office, (db) => heldCases(db, an.person))).toEqual([])
  })

  test('is refused for other schools and for a day to come', async () => {
    const { id } = await here.review()
    const stranger = here.at('school-manager', here.away)
    expect((await here.site.as(stranger).get(`/tot-nghiep/${id}`)).status).toBe(404)
    for (const file of ['danh-sach.pdf', 'danh-sach.csv', 'danh-sach.xlsx'])
      expect((await here.site.as(stranger).get(`/tot-nghiep/${id}/${file}`)).status).toBe(404)
    const late = await here.post('/tot-nghiep', { _form: 'run', cohort: here.cohort, on_date: '01/01/2027' })
    expect(late.status).toBe(422)
  })
})

describe('a frozen list', () => {
  test('stays when results are corrected, says so, and is made again', async () => {
    const draft = await here.review()
    expect((await here.freeze(draft)).status).toBe(303)
    const before = await here.cases(draft.id)
    const [old] = await here.rows(
      `update students.result set is_current = false where enrolment_id = $1 and course_unit_id = $2 returning id`,
      [an.enrolment, here.units[0]],
    )
    const corrected = {
      corrects_id: old!.id,
      reason: 'Chấm lại bài thi',
      approved_by: 'x',
      approved_by_name: 'x',
    }
    await here.result(an, 0, '4.0', corrected)
    expect(await here.cases(draft.id)).toEqual(before)
    const page = await here.text(`/tot-nghiep/${draft.id}`, here.manager)
    expect(page).toContain('Kết quả hoặc kỷ luật đã thay đổi sau khi chốt')
    expect(page).toContain('Nguyễn Văn An')
    const decide = { _form: 'decide', review: draft.id, version: String(draft.version + 1) }
    const words = { decision_no: '12/QĐ', decision_date: '23/11/2026', signer: 'Trần Văn Đức' }
    const refused = await here.post(`/tot-nghiep/${draft.id}`, { ...decide, ...words }, here.manager)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Kết quả hoặc kỷ luật đã thay đổi sau khi chốt: Nguyễn Văn An')
    const discard = {
      _form: 'discard',
      review: draft.id,
      version: String(draft.version + 1),
      reason: 'Có điểm sửa',
    }
    expect((await here.post(`/tot-nghiep/${draft.id}`, discard, here.manager)).status).toBe(303)
    const again = await here.review()
    expect(again.id).not.toBe(draft.id)
    expect(await here.cases(again.id)).toMatchObject([{ is_eligible: false }, { is_eligible: false }])
  })

  test('of the year mode has a council that agreed to it, or is told where one is entered', async () => {
    const cohort = await here.make.cohort(here.home, here.version, { name: 'K24D', from_date: '2024-09-09' })
    await here.passes(await here.make.learner({ institution: here.home, cohort }, 'Trịnh Hội'))
    const draft = await here.review(cohort)
    const path = `/tot-nghiep/${draft.id}`
    const page = await here.text(path, here.manager)
    expect(page).toContain('Khóa này chưa có quyết định thành lập hội đồng')
    expect(page).toContain(`href="/tot-nghiep/khoa/${cohort}/hoi-dong"`)
    const form = { _form: 'freeze', review: draft.id, version: String(draft.version) }
    const refused = await here.post(path, form, here.manager)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Chưa có thì ghi quyết định thành lập')
    expect((await here.freeze(draft)).status).toBe(303)
  })

  test('is not decided on when a discipline was entered since', async () => {
    const cohort = await here.make.cohort(here.home, here.version, { name: 'K24C', from_date: '2024-09-09' })
    const group = await here.make.classGroup(here.home, cohort, 'K24C1')
    const one = await here.make.learner({ institution: here.home, cohort, classGroup: group }, 'Lý Kỷ', {
      enrolment: { from_date: '2024-09-09' },
    })
    await here.passes(one)
    const draft = await here.review(cohort)
    expect((await here.freeze(draft)).status).toBe(303)
    const decide = async () =>
      here.post(
        `/tot-nghiep/${draft.id}`,
        {
          _form: 'decide',
          review: draft.id,
          version: String(draft.version + 1),
          decision_no: '13/QĐ',
          decision_date: '23/11/2026',
          signer: 'Trần Văn Đức',
        },
        here.manager,
      )
    await here.make.insert('students.conduct', {
      enrolment_id: one.enrolment,
      person_id: one.person,
      institution_id: here.home,
      kind: 'discipline',
      level: 'canh_cao',
      on_date: '2026-11-23',
      reason: 'Vi phạm quy chế',
    })
    const refused = await decide()
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('đã thay đổi sau khi chốt: Lý Kỷ')
    const discard = {
      _form: 'discard',
      review: draft.id,
      version: String(draft.version + 1),
      reason: 'Có kỷ luật mới',
    }
    expect((await here.post(`/tot-nghiep/${draft.id}`, discard, here.manager)).status).toBe(303)
  })

  test('is kept by the database itself', async () => {
    const [frozen] = await here.rows(
      `select id from students.graduation_review where state = 'discarded' limit 1`,
    )
    await expect(
      here.rows(`update students.graduation_case set score = 10 where review_id = $1`, [frozen!.id]),
    ).rejects.toThrow('does not change')
    await expect(
      here.rows(`delete from students.graduation_case where review_id = $1`, [frozen!.id]),
    ).rejects.toThrow('does not change')
  })
})

describe('a decision', () => {
  test('graduates everybody on the list in one act, or nobody', async () => {
    const cohort = await here.make.cohort(here.home, here.version, {
      name: 'K24B',
      from_date: '2024-09-09',
      planned_to_date: '2026-08-31',
    })
    const place = { institution: here.home, cohort }
    const dates = { enrolment: { from_date: '2024-09-09' } }
    const one = await here.passes(await here.make.learner(place, 'Lê Thị Mai', dates), '9.0')
    const two = await here.passes(await here.make.learner(place, 'Phan Văn Nam', dates), '7.0')
    const taught = { institution: here.home, term: await here.make.term(here.home), unit: here.units[0]! }
    const section = await here.make.section(taught, { state: 'submitted' })
    await here.make.enrol(section, [one.enrolment])
    const draft = await here.review(cohort)
    const path = `/tot-nghiep/${draft.id}`
    const decide = (more: Record<string, string>, actor = here.manager) =>
      here.post(
        path,
        {
          _form: 'decide',
          review: draft.id,
          version: String(draft.version + 1),
          decision_no: '15/QĐ-TN',
          decision_date: '23/11/2026',
          signer: 'Trần Văn Đức',
          ...more,
        },
        actor,
      )
    expect((await decide({})).status).toBe(422)
    expect((await here.freeze(draft)).status).toBe(303)
    expect((await decide({}, here.office)).status).toBe(403)
    expect((await decide({ signer: '' })).status).toBe(422)
    // Away since the list was frozen: nobody graduates.
    await here.rows(`update students.enrolment set state = 'suspended' where id = $1`, [two.enrolment])
    const gone = await decide({})
    expect(gone.status).toBe(422)
    expect(await gone.text()).toContain('không còn đang học: Phan Văn Nam')
    expect(await here.rows(`select 1 from students.status_event where kind = 'graduate'`)).toEqual([])
    await here.rows(`update students.enrolment set state = 'studying' where id = $1`, [two.enrolment])

    expect((await decide({})).status).toBe(303)
    const ended = await here.rows(
      `select e.state, e.to_date, s.kind, d.number from students.enrolment e
       join students.status_event s on s.enrolment_id = e.id and s.kind = 'graduate' join students.decision d on d.id = s.decision_id
       where e.id = any($1)`,
      [[one.enrolment, two.enrolment]],
    )
    // nor does a sheet that is handed in and not posted give a graduate a result any more
    expect(
      await here.rows(
        `select 1 from students.section_learner where section_id = $1 and (to_date is null or to_date >= '2026-11-23')`,
        [section],
      ),
    ).toEqual([])
    const graduate = { state: 'graduated', to_date: '2026-11-23', kind: 'graduate', number: '15/QĐ-TN' }
    expect(ended).toEqual([graduate, graduate])
    expect(await here.text(path)).toContain('Quyết định 15/QĐ-TN ngày 23/11/2026')
    expect((await decide({})).status).toBe(422)
    expect(await here.text(`/hoc-sinh/${one.learner}`)).toContain('15/QĐ-TN')
    // who graduated stays on the sheet of the sitting, where nothing is typed any more
    const sheet = await here.text(`/tot-nghiep/khoa/${cohort}/thi?phan=theory&lan=1`)
    expect(sheet).toContain('Lê Thị Mai')
    expect(sheet).not.toContain(`marks.${one.enrolment}`)
  })

  test('cohorts past their end are a duty of the office, frozen lists of who may decide', async () => {
    const cohort = await here.make.cohort(here.home, here.version, {
      name: 'K23Z',
      from_date: '2023-09-09',
      planned_to_date: '2025-08-31',
    })
    const late = await here.make.learner({ institution: here.home, cohort }, 'Võ Chờ Xét')
    expect(await here.text('/')).toContain('Xét tốt nghiệp khóa K23Z')
    // fifteen working days after the last exam (Thursday 10 September)
    await here.exam(late, 'thesis', '8.0')
    expect(await here.text('/')).toContain('01/10/2026')
    await here.passes(late)
    const draft = await here.review(cohort)
    expect(await here.text('/')).not.toContain('Xét tốt nghiệp khóa K23Z')
    await here.freeze(draft)
    const duty = 'Ra quyết định tốt nghiệp khóa K23Z'
    expect(await here.text('/')).not.toContain(duty)
    const page = await here.text('/', here.manager)
    expect(page).toContain(duty)
    // frozen on Monday 23 November: three working days
    expect(page).toContain('Đã chốt ngày 23/11/2026; ký trong 3 ngày làm việc')
    expect(page).toContain('26/11/2026')
  })
})
