import { beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import {
  addMarker,
  closeSheet,
  columnsOf,
  currentOf,
  givePost,
  idOf,
  makeSchool,
  requestOf,
  sameForAll,
  typeMarks,
  type School,
} from './testing/school.ts'

let site: TestApp
let school: School
let second: string
beforeAll(async () => {
  site = await testApp()
  school = await makeSchool(site, 'KQ1')
  await typeMarks(site, school, [
    { 'TX 1': '7', 'ĐK 1': '7', 'Thi lần 1': '8' },
    { 'TX 1': '6', 'ĐK 1': '6', 'Thi lần 1': '4' },
    { 'TX 1': '9', 'ĐK 1': '9', 'Thi lần 1': '9' },
  ])
  second = await addMarker(school, 'Thầy Chấm Hai')
  await closeSheet(site, school)
})

const current = () => currentOf(site, school.section)
const requestVersion = async (id: string) =>
  String(
    (await site.app.database.owner.query('select version from students.result_request where id = $1', [id]))
      .rows[0].version,
  )

describe('why 7.6', () => {
  test('a figure opens to its calculation with the articles, for the learner, the teacher and the office', async () => {
    const [an] = await current()
    for (const actor of [school.learner(0), school.teacher, school.office]) {
      const page = await (await site.as(actor).get(`/ket-qua/${an!.id}`)).text()
      expect(page).toContain('Vì sao 7,6?')
      expect(page).toContain('0,4 × 7,0 + 0,6 × 8,0 = 7,6')
      expect(page).toMatch(/Thông tư 04\/2022\/TT-BLĐTBXH, Điều/)
    }
  })

  test('another learner, and another school, find nothing there', async () => {
    const [an] = await current()
    const other = await makeSchool(site, 'KQ2')
    for (const actor of [school.learner(1), other.office, other.teacher])
      expect((await site.as(actor).get(`/ket-qua/${an!.id}`)).status).toBe(404)
  })

  test('the learner’s own page, the office’s page and the API tell the same results', async () => {
    const own = await (await site.as(school.learner(0)).get('/hoc-tap/ket-qua')).text()
    expect(own).toContain('7,6')
    expect(own).toContain('Trung bình học kỳ')
    const start = await (await site.as(school.learner(0)).get('/hoc-tap')).text()
    expect(start).toContain('Kết quả học tập gần nhất')
    const page = await (
      await site.as(school.office).get(`/hoc-sinh/${school.learners[0]!.learner}/ket-qua`)
    ).text()
    expect(page).toContain('7,6')
    const api = (await (
      await site.as(school.office).get(`/api/v1/enrolments/${school.learners[0]!.enrolment}/results`)
    ).json()) as { results: unknown[] }
    expect(api.results).toMatchObject([{ grade: '7.6', is_passed: true }])
    const sheet = (await (
      await site.as(school.office).get(`/api/v1/sections/${school.section}/marks`)
    ).json()) as { learners: unknown[] }
    expect(sheet.learners).toHaveLength(3)
    expect(sheet.learners[0]).toMatchObject({
      grade: '7.6',
      marks: [{ value: '7' }, { value: '7' }, { value: '8' }],
    })
  })
})

describe('a correction', () => {
  test('changes nothing until another person agrees, then one learner alone; the old result stays', async () => {
    const before = await current()
    const columns = await columnsOf(site, school.section)
    const path = `/ket-qua/${before[1]!.id}/sua`
    const cells = {
      [`cells.${columns['TX 1']}`]: '6',
      [`cells.${columns['ĐK 1']}`]: '6',
      [`cells.${columns['Thi lần 1']}`]: '6,5',
    }
    const asked = await site
      .as(school.manager)
      .post(path, { _form: 'ask', reason: 'Cộng sót một câu', ...cells })
    expect(asked.status).toBe(303)
    expect(await current()).toEqual(before)
    const request = idOf(asked)
    const decide = async (actor: typeof school.manager) =>
      site.as(actor).post(`/de-nghi-diem/${request}`, {
        _form: 'decide',
        verdict: 'accepted',
        version: await requestVersion(request),
      })
    const selfish = await decide(school.manager)
    expect(selfish.status).toBe(422)
    expect(await selfish.text()).toContain('không được tự duyệt')
    const vice = { ...school.manager, id: 'account-vice', name: 'Phó Hiệu trưởng' }
    expect((await decide(vice as typeof school.manager)).status).toBe(303)
    const after = await current()
    expect([after[0], after[2]]).toEqual([before[0], before[2]])
    expect(after[1]).toMatchObject({
      exam: '6.5',
      grade: '6.3',
      is_passed: true,
      corrects_id: before[1]!.id,
      reason: 'Cộng sót một câu',
      approved_by: 'account-vice',
    })
    const page = await (await site.as(school.learner(1)).get(`/ket-qua/${before[1]!.id}`)).text()
    expect(page).toContain('Kết quả này đã được thay')
  })

  test('needs a mark that differs, and the right to approve', async () => {
    const [an] = await current()
    const columns = await columnsOf(site, school.section)
    const path = `/ket-qua/${an!.id}/sua`
    const same = await site
      .as(school.teacher)
      .post(path, { _form: 'ask', reason: 'Không có gì', [`cells.${columns['Thi lần 1']}`]: '8,0' })
    expect(same.status).toBe(422)
    const asked = await site
      .as(school.teacher)
      .post(path, { _form: 'ask', reason: 'Chấm nhầm câu 3', [`cells.${columns['Thi lần 1']}`]: '9' })
    const request = idOf(asked)
    const decided = await site
      .as(school.office)
      .post(`/de-nghi-diem/${request}`, { _form: 'decide', verdict: 'accepted', version: '1' })
    expect([403, 404]).toContain(decided.status)
    const twice = await site
      .as(school.teacher)
      .post(path, { _form: 'ask', reason: 'Chấm nhầm câu 3', [`cells.${columns['Thi lần 1']}`]: '9' })
    expect(twice.status).toBe(422)
    expect(
      (await site.as(school.teacher).post(`/de-nghi-diem/${request}`, { _form: 'withdraw', version: '1' }))
        .status,
    ).toBe(303)
  })
})

describe('a remark', () => {
  test('is asked in two taps, marked by somebody else, agreed to, and seen by the learner', async () => {
    const [, , chi] = await current()
    const asked = await site.as(school.learner(2)).post(`/ket-qua/${chi!.id}`, { _form: 'remark' })
    expect(asked.status).toBe(303)
    const request = await requestOf(site, chi!.id)
    const path = `/de-nghi-diem/${request}`
    const first = await site
      .as(school.office)
      .post(path, { _form: 'assign', marker: school.teacherPerson, version: '1' })
    expect(first.status, 'who marked first may not mark again').toBe(422)
    // nor when somebody else has taken the section over meanwhile
    await givePost(school, school.teacherPerson, 'Cô Giáo')
    await site.app.database.owner.query(
      `update students.section_teacher set to_date = '2026-11-01' where section_id = $1`,
      [school.section],
    )
    const replaced = await site
      .as(school.office)
      .post(path, { _form: 'assign', marker: school.teacherPerson, version: '1' })
    expect(replaced.status).toBe(422)
    await site.app.database.owner.query(
      `update students.section_teacher set to_date = null where section_id = $1`,
      [school.section],
    )
    expect(
      (await site.as(school.office).post(path, { _form: 'assign', marker: second, version: '1' })).status,
    ).toBe(303)
    const marker = site.actor('teacher', { kind: 'institution', id: school.institution }, second)
    const answered = await site
      .as(marker)
      .post(path, { _form: 'answer', mark: '9,5', answer: 'Câu 4 đúng một phần', version: '2' })
    expect(answered.status).toBe(303)
    const waiting = await (await site.as(school.learner(2)).get(path)).text()
    for (const untold of ['9,5', 'Thầy Chấm Hai', 'Câu 4 đúng một phần', 'Rút đề nghị'])
      expect(waiting).not.toContain(untold)
    const taken = await site.as(school.learner(2)).post(path, { _form: 'withdraw', version: '3' })
    expect(taken.status, 'who knows the new mark may not choose').toBe(422)
    expect(
      (await site.as(school.manager).post(path, { _form: 'decide', verdict: 'accepted', version: '3' }))
        .status,
    ).toBe(303)
    const [, , after] = await current()
    expect(after).toMatchObject({
      exam: '9.5',
      grade: '9.3',
      corrects_id: chi!.id,
      reason: 'Phúc khảo: Câu 4 đúng một phần',
    })
    const page = await (await site.as(school.learner(2)).get(path)).text()
    expect(page).toContain('Đã chấp nhận')
    expect(page).toContain('Câu 4 đúng một phần')
  })

  test('says until when it may be asked; the days are a setting that says it is not checked', async () => {
    const [an] = await current()
    const page = await (await site.as(school.learner(0)).get(`/ket-qua/${an!.id}`)).text()
    expect(page).toContain('chưa đối chiếu với văn bản')
    const officer = site.actor('department-officer')
    await site.as(officer).post('/so-hoa/nguong/moi?muc=remark_days', {
      _form: 'add',
      code: 'remark_days',
      seen: '2022-05-15',
      value: '7',
      from_date: '22/11/2026',
      source: 'Quy định của Sở',
    })
    expect(await (await site.as(school.learner(0)).get(`/ket-qua/${an!.id}`)).text()).toContain(
      'trong 7 ngày',
    )
  })
})

test('a copy of one’s data holds no account of others, and no proposed mark before it is decided', async () => {
  const { person } = school.learners[0]!
  const collect = async () => {
    const held = site.app.modules.flatMap((module) => module.personalData ?? [])
    return site.app.database.read(school.learner(0), async (db) => {
      const of = async (subject: string) =>
        (
          await Promise.all(
            held.filter((one) => one.subject === subject).map((one) => one.collect(db, person)),
          )
        ).flat()
      return { results: await of('students.result'), requests: await of('students.result_request') }
    })
  }
  const [an] = await current()
  const columns = await columnsOf(site, school.section)
  await site.as(school.teacher).post(`/ket-qua/${an!.id}/sua`, {
    _form: 'ask',
    reason: 'Cộng sót câu 5',
    [`cells.${columns['Thi lần 1']}`]: '8,5',
  })
  const request = await requestOf(site, an!.id)
  const before = await collect()
  expect(before.requests.length).toBeGreaterThan(0)
  const told = JSON.stringify(before)
  for (const hidden of [
    '"posted_by"',
    '"approved_by"',
    '"asked_by"',
    '"marker_person_id"',
    '"decided_by"',
    '8.5',
  ])
    expect(told).not.toContain(hidden)
  await site.as(school.manager).post(`/de-nghi-diem/${request}`, {
    _form: 'decide',
    verdict: 'refused',
    answer: 'Không có sót',
    version: '1',
  })
  expect(JSON.stringify((await collect()).requests)).toContain('8.5')
})

test('teachers and offices are told what waits', async () => {
  const other = await makeSchool(site, 'KQ3')
  await typeMarks(site, other, sameForAll(other, { 'TX 1': '7', 'ĐK 1': '7', 'Thi lần 1': '7' }))
  await site.as(other.teacher).post(`/bang-diem/${other.section}`, { _form: 'submit', version: '1' })
  expect(await (await site.as(other.office).get('/')).text()).toContain('Chốt bảng điểm Môn 1')
  expect(await (await site.as(other.office).get('/bang-diem')).text()).toContain('Môn 1')
  await site
    .as(other.office)
    .post(`/bang-diem/${other.section}`, { _form: 'return', reason: 'Xem lại cột TX', version: '2' })
  expect(await (await site.as(other.teacher).get('/')).text()).toContain('Sửa bảng điểm bị trả lại: Môn 1')
})

test('mark sheet and list of leave to sit come as PDF with every learner', async () => {
  for (const file of ['bang-diem', 'du-dieu-kien', 'nop-bai']) {
    const answer = await site.as(school.teacher).get(`/bang-diem/${school.section}/${file}.pdf`)
    expect(answer.status).toBe(200)
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  }
})
