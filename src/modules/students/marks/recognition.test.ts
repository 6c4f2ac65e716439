import { beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { closeSheet, idOf, makeSchool, resultsOf, typeMarks, type School } from './testing/school.ts'

let site: TestApp
let school: School
beforeAll(async () => {
  site = await testApp()
  school = await makeSchool(site, 'CN1')
})

describe('recognition', () => {
  const ask = (form: Record<string, string>) =>
    site
      .as(school.office)
      .post(`/cong-nhan/moi?hs=${school.learners[0]!.enrolment}`, { _form: 'ask', ...form })

  test('a full exemption is a passed result with letter R once the principal has decided', async () => {
    const missing = await ask({ unit: school.units[2]!, basis: 'defence_education', scope: 'full' })
    expect(missing.status).toBe(422)
    const asked = await ask({
      unit: school.units[2]!,
      basis: 'defence_education',
      scope: 'full',
      evidence: 'Chứng chỉ GDQP-AN số 12/2025',
    })
    expect(asked.status).toBe(303)
    const id = idOf(asked)
    const undecided = await site
      .as(school.manager)
      .post(`/cong-nhan/${id}`, { _form: 'decide', verdict: 'granted', version: '1' })
    expect(undecided.status, 'a decision has number and day').toBe(422)
    const granted = await site.as(school.manager).post(`/cong-nhan/${id}`, {
      _form: 'decide',
      verdict: 'granted',
      version: '1',
      decision_no: '45/QĐ',
      decision_date: '20/11/2026',
    })
    expect(granted.status).toBe(303)
    const stored = await site.app.database.owner.query(
      `select * from students.result where source = 'recognised' and enrolment_id = $1`,
      [school.learners[0]!.enrolment],
    )
    expect(stored.rows).toMatchObject([{ letter: 'R', is_passed: true, grade: null, section_id: null }])
    const page = await (await site.as(school.learner(0)).get(`/ket-qua/${stored.rows[0].id}`)).text()
    expect(page).toContain('Chứng chỉ GDQP-AN số 12/2025')
    expect((await ask({ unit: school.units[2]!, basis: 'other', evidence: 'Lần nữa' })).status).toBe(422)
  })

  test('a partial one spares the study: the exam alone is sat, with the recognised grade for the tests', async () => {
    const asked = await ask({
      unit: school.units[1]!,
      basis: 'other_school',
      scope: 'partial',
      grade: '8,0',
      evidence: 'Bảng điểm trường X',
    })
    await site.as(school.manager).post(`/cong-nhan/${idOf(asked)}`, {
      _form: 'decide',
      verdict: 'granted',
      version: '1',
      decision_no: '46/QĐ',
      decision_date: '20/11/2026',
    })
    const section = await school.addSection(school.units[1]!, 'CN1-2')
    await typeMarks(
      site,
      school,
      [
        { 'Thi lần 1': '7' },
        { 'TX 1': '5', 'ĐK 1': '5', 'Thi lần 1': '5' },
        { 'TX 1': '5', 'ĐK 1': '5', 'Thi lần 1': '5' },
      ],
      section,
    )
    expect((await closeSheet(site, school, section)).status).toBe(303)
    const [an] = await resultsOf(site, section)
    expect(an).toMatchObject({ average: '8', exam: '7', grade: '7.4', is_passed: true })
  })
})

test('a mark of the list that is no moment begins the list anew', async () => {
  for (const list of ['/cong-nhan', '/de-nghi-diem', '/de-nghi-du-lieu'])
    for (const key of ['1', 'abc', '2026-13-01T00:00:00.000Z'])
      expect((await site.as(school.office).get(`${list}?sau=${key}~${school.institution}`)).status).toBe(200)
})

test('a search by name and the paper of a request are told to whom they are of', async () => {
  const looked = async () =>
    (
      await site.app.database.owner.query(
        `select subject from platform.look where page = $1 and subject_ids @> $2::text[]`,
        ['/cong-nhan/moi', [school.learners[2]!.person]],
      )
    ).rows
  await site.as(school.office).get('/cong-nhan/moi?q=Chi')
  expect(await looked()).toEqual([{ subject: 'people.person' }])
})

describe('recognition is refused', () => {
  let place: School
  const ask = (at: number, form: Record<string, string>) =>
    site.as(place.office).post(`/cong-nhan/moi?hs=${place.learners[at]!.enrolment}`, {
      _form: 'ask',
      basis: 'other_school',
      evidence: 'Bảng điểm trường X',
      ...form,
    })
  const grant = (id: string) =>
    site.as(place.manager).post(`/cong-nhan/${id}`, {
      _form: 'decide',
      verdict: 'granted',
      version: '1',
      decision_no: '47/QĐ',
      decision_date: '20/11/2026',
    })
  const passed = { 'TX 1': '8', 'ĐK 1': '8', 'Thi lần 1': '9' }
  beforeAll(async () => {
    place = await makeSchool(site, 'CN2')
    await typeMarks(site, place, [passed, passed, passed])
  })

  test('where the grade is under the pass mark: when it is asked, and when it is decided', async () => {
    const form = { unit: place.units[1]!, scope: 'full', grade: '4,9' }
    const answer = await ask(1, form)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('chưa đến mức đạt của quy chế')
    const id = idOf(await ask(1, { ...form, grade: '5,0' }))
    await site.app.database.owner.query('update students.recognition set grade = 3 where id = $1', [id])
    const decided = await grant(id)
    expect(decided.status).toBe(422)
    expect(await decided.text()).toContain('chưa đến mức đạt của quy chế')
    await site.app.database.owner.query('update students.recognition set grade = 5 where id = $1', [id])
    expect((await grant(id)).status).toBe(303)
  })

  test('where another is sent in the same instant', async () => {
    const { enrolment, person } = place.learners[2]!
    const other = await site.app.database.owner.connect()
    try {
      await other.query('begin')
      await other.query(
        `insert into students.recognition (enrolment_id, person_id, institution_id, course_unit_id, scope, basis, evidence)
         values ($1, $2, $3, $4, 'full', 'other', 'Bảng điểm')`,
        [enrolment, person, place.institution, place.units[1]],
      )
      const asking = ask(2, { unit: place.units[1]!, scope: 'full' })
      await new Promise((done) => setTimeout(done, 400))
      await other.query('commit')
      const answer = await asking
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('Đã có kết quả đạt hoặc đề nghị')
    } finally {
      other.release()
    }
  })

  test('where the unit was passed since it was asked: what was learned stands', async () => {
    const id = idOf(await ask(0, { unit: place.units[0]!, scope: 'full' }))
    expect((await closeSheet(site, place)).status).toBe(303)
    const answer = await grant(id)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('đã có kết quả đạt của môn học, mô đun này')
    const standing = await site.app.database.owner.query(
      'select source, grade::float8 as grade from students.result where enrolment_id = $1 and is_current',
      [place.learners[0]!.enrolment],
    )
    expect(standing.rows).toEqual([{ source: 'taught', grade: 8.6 }])
  })
})
