import { beforeAll, describe, expect, test } from 'vitest'
import { act } from '#platform/actions/run.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { changeStatus } from './actions/change-status.ts'
import { makeSchool } from './testing.ts'

let site: TestApp
let school: Awaited<ReturnType<typeof makeSchool>>
let sectionA: string
let sectionB: string

beforeAll(async () => {
  site = await testApp()
  school = await makeSchool(site, 'hue')
  const { make, institution, term, units, classA, classB } = school
  sectionA = await make.section({ institution, term, unit: units[0]!, classGroup: classA })
  sectionB = await make.section(
    { institution, term, unit: units[0]!, classGroup: classB },
    { code: 'B-MH01' },
  )
})

const one = async (text: string, values: unknown[] = []) =>
  (await site.app.database.owner.query(text, values)).rows[0]
const text = async (path: string) => (await site.as(school.office).get(path)).text()

async function learner(name: string) {
  const made = await school.learner(name)
  await school.make.enrol(sectionA, [made.enrolment])
  return made
}
type Made = Awaited<ReturnType<typeof learner>>

const stateOf = ({ enrolment }: Made) =>
  one('select state, to_date, class_group_id, version from students.enrolment where id = $1', [enrolment])
const rosterOf = ({ enrolment }: Made, section: string) =>
  one('select from_date, to_date from students.section_learner where enrolment_id = $1 and section_id = $2', [
    enrolment,
    section,
  ])

async function change(path: string, made: Made, form: Record<string, string>, change: string) {
  const { version } = await stateOf(made)
  const answer = await site.as(school.office).post(`/hoc-sinh/${made.learner}/thay-doi/${path}`, {
    _form: 'change',
    change,
    'enrolments[]': [`${made.enrolment} ${version}`],
    on_date: '20/11/2026',
    decision_no: `${path}/QĐ`,
    decision_date: '19/11/2026',
    ...form,
  })
  return { status: answer.status, html: await answer.text() }
}

describe('one learner', () => {
  test('reserves, leaves the rosters, comes back to them', async () => {
    const made = await learner('Lê Bảo Lưu')
    await school.make.insert('students.session', {
      institution_id: school.institution,
      section_id: sectionA,
      during: '[2026-11-20 07:00,2026-11-20 09:00)',
      hours: 2,
      state: 'held',
    })
    const long = await change('bao-luu', made, { until: '21/11/2031', reason: 'Chữa bệnh' }, 'reserve')
    expect(long.status).toBe(422)
    expect(long.html).toContain('Vượt thời gian bảo lưu tối đa 60 tháng')
    expect(
      (await change('bao-luu', made, { until: '30/06/2027', reason: 'Chữa bệnh' }, 'reserve')).status,
    ).toBe(303)
    expect(await stateOf(made)).toMatchObject({ state: 'reserved', to_date: null })
    expect(await rosterOf(made, sectionA)).toMatchObject({ to_date: '2026-11-19' })
    const record = await text(`/hoc-sinh/${made.learner}`)
    expect(record).toContain('Cho trở lại học')
    expect(record).toContain('đến 30/06/2027 · lý do: Chữa bệnh · quyết định bao-luu/QĐ ngày 19/11/2026')
    expect((await change('tro-lai', made, { on_date: '21/11/2026' }, 'return')).status).toBe(303)
    expect(await stateOf(made)).toMatchObject({ state: 'studying' })
    expect(await rosterOf(made, sectionA)).toEqual({ from_date: '2026-09-07', to_date: null })
    // the lesson of the day away counts as missed
    expect(
      await one('select kind, hours from students.absence where enrolment_id = $1 and section_id = $2', [
        made.enrolment,
        sectionA,
      ]),
    ).toEqual({ kind: 'excused', hours: '2.0' })
  })

  test('without a class is given one, and keeps the sections they are on singly', async () => {
    const made = await school.learner('Lê Chưa Lớp', { enrolment: { class_group_id: null } })
    const single = await school.make.section(
      { institution: school.institution, term: school.term, unit: school.units[1]! },
      { code: 'LE-MH02' },
    )
    await school.make.enrol(single, [made.enrolment])
    const form = { class_group: school.classA, decision_no: '', decision_date: '' }
    expect((await change('chuyen-lop', made, form, 'change_class')).status).toBe(303)
    expect(await rosterOf(made, single)).toEqual({ from_date: '2026-09-07', to_date: null })
    expect(await rosterOf(made, sectionA)).toEqual({ from_date: '2026-11-20', to_date: null })
  })

  test('changes class inside the cohort without a decision, and rosters follow', async () => {
    const made = await learner('Trần Chuyển Lớp')
    const form = { class_group: school.classB, decision_no: '', decision_date: '' }
    expect((await change('chuyen-lop', made, form, 'change_class')).status).toBe(303)
    expect(await stateOf(made)).toMatchObject({ class_group_id: school.classB })
    expect(await rosterOf(made, sectionA)).toMatchObject({ to_date: '2026-11-19' })
    expect(await rosterOf(made, sectionB)).toEqual({ from_date: '2026-11-20', to_date: null })
  })

  test('changes the occupation in the first semester only, by a decision', async () => {
    const { make, institution } = school
    const { version } = await make.programme(institution, [{}])
    const cohort = await make.cohort(institution, version)
    const group = await make.classGroup(institution, cohort, 'NGHE-KHAC')
    const made = await learner('Hồ Đổi Nghề')
    const bare = { class_group: group, decision_no: '', decision_date: '' }
    expect((await change('chuyen-lop', made, bare, 'change_class')).html).toContain('Ghi số quyết định')
    expect((await change('chuyen-lop', made, { class_group: group }, 'change_class')).status).toBe(303)
    const late = await learner('Hồ Đổi Muộn')
    await one(`update students.enrolment set from_date = '2025-09-08' where id = $1 returning id`, [
      late.enrolment,
    ])
    await make.term(institution, { from_date: '2025-09-08', to_date: '2026-01-18', school_year: 2025 })
    const refused = await change('chuyen-lop', late, { class_group: group }, 'change_class')
    expect(refused.html).toContain('Chỉ được đổi ngành, nghề trong học kỳ đầu, đã hết ngày 18/01/2026')
  })

  test('withdraws with a reason, is refused what no longer fits, and is reopened', async () => {
    const made = await learner('Mai Thôi Học')
    expect((await change('thoi-hoc', made, { reason: '' }, 'withdraw')).html).toContain('Ghi lý do')
    expect((await change('thoi-hoc', made, { reason: 'Đi làm xa' }, 'withdraw')).status).toBe(303)
    expect(await stateOf(made)).toMatchObject({ state: 'withdrawn', to_date: '2026-11-20' })
    const refused = await change('bao-luu', made, { until: '30/06/2027', reason: 'Chữa bệnh' }, 'reserve')
    expect(refused.html).toContain('Người học đã thôi học')
    expect((await change('mo-lai', made, { reason: 'Quyết định cũ bị hủy' }, 'reopen')).status).toBe(303)
    expect(await stateOf(made)).toMatchObject({ state: 'studying', to_date: null })
  })

  test('under a warning does not change school (Circular 04/2022)', async () => {
    const made = await learner('Ngô Chuyển Trường')
    const conduct = `/hoc-sinh/${made.learner}/khen-thuong-ky-luat`
    const warn = await site.as(school.office).post(conduct, {
      _form: 'record',
      enrolment: made.enrolment,
      kind: 'discipline',
      discipline: 'canh_cao',
      on_date: '10/11/2026',
      reason: 'Vi phạm quy chế thi',
      decision_no: '9/QĐ-KL',
      decision_date: '10/11/2026',
    })
    expect(warn.status).toBe(303)
    const move = { other_school: 'Trường Cao đẳng Khác', reason: 'Theo gia đình' }
    expect((await change('chuyen-truong', made, move, 'transfer_out')).html).toContain(
      'chưa được chuyển trường',
    )
    const { id } = await one('select id from students.conduct where enrolment_id = $1', [made.enrolment])
    const lift = (more: Record<string, string> = {}) =>
      site.as(school.office).post(conduct, { _form: 'lift', conduct: id, lifted_on: '15/11/2026', ...more })
    expect(await (await lift()).text()).toContain('Ghi số quyết định')
    const lifted = await lift({ decision_no: '19/QĐ-XKL', decision_date: '14/11/2026' })
    expect(lifted.status).toBe(303)
    expect(await text(conduct)).toContain('19/QĐ-XKL')
    const decision = await one(`select id from students.decision where number = '19/QĐ-XKL'`)
    expect(await text(`/quyet-dinh/${decision.id}`)).toContain('Xóa kỷ luật')
    expect((await change('chuyen-truong', made, move, 'transfer_out')).status).toBe(303)
    expect(await text(`/hoc-sinh/${made.learner}`)).toContain('trường Trường Cao đẳng Khác')
  })

  test('seen before somebody else changed it, is not changed again', async () => {
    const made = await learner('Phan Hai Người')
    const form = {
      change: 'withdraw',
      enrolments: [`${made.enrolment} 1`],
      on_date: '20/11/2026',
      reason: 'Đi làm xa',
      decision_no: '77/QĐ',
      decision_date: '19/11/2026',
    }
    await act(site.app, changeStatus, form, school.office)
    await expect(act(site.app, changeStatus, form, school.office)).rejects.toMatchObject({
      refusal: 'precondition',
    })
    const back = { ...form, change: 'reopen', reason: 'Ghi nhầm người', decision_no: '78/QĐ' }
    await expect(act(site.app, changeStatus, back, school.office)).rejects.toMatchObject({
      refusal: 'conflict',
    })
  })
})

describe('several learners of a class', () => {
  test('are named in one decision, kept once; one refusal refuses all and says who', async () => {
    const all = [await learner('Vũ Một'), await learner('Vũ Hai')]
    const page = await text(
      `/lop/${school.classA}/thay-doi?loai=thoi-hoc&id=${all[0]!.enrolment}&id=${all[1]!.enrolment}`,
    )
    expect(page).toContain('Vũ Một')
    expect(page).toContain('2 người của lớp')
    const send = (people: readonly Made[], number: string) =>
      site.as(school.office).post(`/lop/${school.classA}/thay-doi?loai=thoi-hoc`, {
        _form: 'change',
        change: 'withdraw',
        'enrolments[]': people.map((one) => `${one.enrolment} 1`),
        on_date: '20/11/2026',
        reason: 'Nghỉ học',
        decision_no: number,
        decision_date: '19/11/2026',
      })
    expect((await send(all, '88/QĐ')).status).toBe(303)
    const decision =
      await one(`select id, (select count(*)::int from students.status_event s where s.decision_id = d.id) as events
      from students.decision d where number = '88/QĐ'`)
    expect(decision.events).toBe(2)
    expect(await text(`/quyet-dinh/${decision.id}`)).toContain('Áp dụng cho 2 người')
    const third = await learner('Vũ Ba')
    const refused = await send([third, all[0]!], '89/QĐ')
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Vũ Một: Người học đã thôi học')
    expect(await stateOf(third)).toMatchObject({ state: 'studying' })
  })

  test('of two schools fit in no decision', async () => {
    const other = await makeSchool(site, 'khac')
    const [mine, theirs] = [await learner('Vũ Đây'), await other.learner('Vũ Kia')]
    const form = {
      change: 'withdraw',
      enrolments: [`${mine.enrolment} 1`, `${theirs.enrolment} 1`],
      on_date: '20/11/2026',
      reason: 'Nghỉ học',
      decision_no: '90/QĐ',
      decision_date: '19/11/2026',
    }
    await expect(act(site.app, changeStatus, form, site.actor('school-manager'))).rejects.toMatchObject({
      refusal: 'invalid',
    })
    await expect(act(site.app, changeStatus, form, school.office)).rejects.toMatchObject({
      refusal: 'not_found',
    })
  })

  test('a decision number belongs to one kind of decision', async () => {
    const made = await learner('Vũ Nhầm Số')
    const refused = await change(
      'dinh-chi',
      made,
      { until: '30/06/2027', reason: 'Vi phạm', decision_no: '88/QĐ' },
      'suspend',
    )
    expect(refused.status).toBe(409)
    expect(refused.html).toContain('quyết định loại khác')
  })
})
