import { beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { finishedCohort } from '../graduation/testing/cohort.ts'
import { closeSheet, makeSchool, typeMarks, typeSitting, type School } from './testing/school.ts'

let site: TestApp
let school: School
beforeAll(async () => {
  site = await testApp()
  school = await makeSchool(site, 'LH1')
  await typeMarks(site, school, [
    { 'TX 1': '9', 'ĐK 1': '9', 'Thi lần 1': '8' },
    { 'TX 1': '6', 'ĐK 1': '6', 'Thi lần 1': '4' },
    { 'TX 1': '9', 'ĐK 1': '9', 'Thi lần 1': '9' },
  ])
  await closeSheet(site, school)
  await typeSitting(site, school, 2, ['9,5', '2'])
  await closeSheet(site, school)
})

const ownPage = async (at: number) => (await site.as(school.learner(at)).get('/hoc-tap/ket-qua')).text()

describe('a second sitting', () => {
  test('to improve a pass is no retake: the class stays as earned', async () => {
    // 0.4 × 9.0 + 0.6 × 9.5 = 9.3
    const improved = await ownPage(0)
    expect(improved).toContain('9,3')
    expect(improved).toContain('Xuất sắc')
    expect(improved).not.toContain('phải thi lại')
    // scholarships go by the first sitting, 0.4 × 9.0 + 0.6 × 8.0
    expect(improved.replaceAll(/<[^>]*>/g, ' ')).toMatch(/xét học bổng, khen thưởng\)\s+8,4/)
    expect(await ownPage(2)).not.toContain('xét học bổng')
  })

  test('worse than the first: progress and dismissal take the highest grade', async () => {
    // first 0.4 × 6.0 + 0.6 × 4.0 = 4.8, then 3.6
    const found = await site.app.database.owner.query(
      `select grade::float8 as grade, highest_grade::float8 as highest from students.result
       where enrolment_id = $1 and is_current`,
      [school.learners[1]!.enrolment],
    )
    expect(found.rows).toEqual([{ grade: 3.6, highest: 4.8 }])
    const page = await (await site.as(school.office).get(`/xet-tien-do/khoa/${school.cohort}?ky=2026`)).text()
    expect(page).toContain('Điểm trung bình năm 4,8')
    expect(page).not.toContain('Thuộc diện buộc thôi học.')
  })
})

test('a correction of an old study leaves the later one standing, for averages and for graduation', async () => {
  const here = await finishedCohort()
  const learner = await here.passes(await here.learner('Đỗ Giang'), '8.6')
  const term = (from_date: string, to_date: string) => here.make.term(here.home, { from_date, to_date })
  const [first, second] = [await term('2024-09-09', '2025-01-12'), await term('2025-02-03', '2025-06-15')]
  const section = (of: string, code: string) =>
    here.make.section({ institution: here.home, term: of, unit: here.units[0]! }, { code })
  const [old, later] = [await section(first, 'A1'), await section(second, 'A2')]
  await here.rows('delete from students.result where enrolment_id = $1 and course_unit_id = $2', [
    learner.enrolment,
    here.units[0],
  ])
  const before = await here.result(learner, 0, '5.2', {
    section_id: old,
    term_id: first,
    is_current: false,
    posted_at: '2025-01-10T02:00:00Z',
  })
  const improved = { section_id: later, term_id: second, attempt: 'improve' }
  await here.result(learner, 0, '8.6', { ...improved, posted_at: '2025-06-10T02:00:00Z' })
  const words = { corrects_id: before, reason: 'Cộng sót', approved_by: 'x', approved_by_name: 'X' }
  await here.result(learner, 0, '5.5', { section_id: old, term_id: first, ...words })
  const review = await here.review()
  expect(await here.cases(review.id)).toMatchObject([{ is_eligible: true, score: '8.6' }])
  const page = await here.text(`/hoc-sinh/${learner.learner}/ket-qua`)
  // By term, the latest first: the corrected term has 5.5, the whole since the start stays at 8.6 (units without a term stand with the last).
  const text = page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
  expect([...text.matchAll(/tích lũy ([\d,]+)/g)].map((found) => found[1])).toEqual(['8,6', '5,5'])
})

test('a recognised result counts with the term its decision falls in, a unit excused from its exam with none', async () => {
  const here = await finishedCohort()
  const learner = await here.learner('Đỗ Hà')
  const term = (name: string, from_date: string, to_date: string) =>
    here.make.term(here.home, { name, from_date, to_date })
  const first = await term('HK1', '2024-09-09', '2025-01-12')
  const second = await term('HK2', '2025-02-03', '2025-06-15')
  await here.result(learner, 0, '6.0', { term_id: first, posted_at: '2025-01-10T02:00:00Z' })
  await here.result(learner, 0, '6.0', {
    term_id: second,
    attempt: 'improve',
    posted_at: '2025-06-10T02:00:00Z',
  })
  const decision_id = await here.make.insert('students.decision', {
    institution_id: here.home,
    kind: 'recognition',
    number: '7/QĐ',
    signed_on: '2025-03-01',
    effective_on: '2025-03-01',
  })
  const recognised = { source: 'recognised', letter: 'R', sittings: 0, decision_id }
  await here.result(learner, 1, '9.0', { ...recognised, posted_at: '2025-09-01T02:00:00Z' })
  await here.result(learner, 2, null, { term_id: second, sittings: 0, posted_at: '2025-06-10T02:00:00Z' })
  const page = await here.text(`/hoc-sinh/${learner.learner}/ket-qua`)
  const text = page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
  // the latest term first
  expect([...text.matchAll(/học kỳ ([\d,]+)/g)].map((found) => found[1])).toEqual(['7,5', '6,0'])
  expect([...text.matchAll(/tích lũy ([\d,]+)/g)].map((found) => found[1])).toEqual(['7,5', '6,0'])
  expect(text).not.toContain('Chưa đạt')
  const review = await here.review()
  const [made] = await here.cases(review.id)
  expect(JSON.stringify(made!.reasons)).toContain('module_postponed')
})
