import { beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { makeSchool } from '../../records/testing.ts'
import { graduate } from '../graduation.ts'
import { gradeModule } from '../module-grade.ts'
import { basisOf } from '../policy.ts'
import { moduleOf, tt04 } from '../testing.ts'
import {
  elementaryFields,
  fieldOf,
  findElementaryFaults,
  makeElementaryPolicy,
  type ElementaryNumbers,
} from './elementary.ts'

// Numbers of an example, no law's.
const numbers: ElementaryNumbers = {
  'tests.regular_weight': '1',
  'tests.periodic_weight': '3',
  'tests.min_regular': '1',
  'tests.min_periodic': '1',
  'module.test_weight': '30',
  'module.exam_weight': '70',
  'module.pass.year': '5',
  'eligibility.min_attendance': '75',
  'eligibility.min_test_average': '4',
  'graduation.year.by_exams.average': '1',
  'graduation.year.by_exams.practice': '2',
  'graduation.year.by_exams.theory': '0',
  'graduation.year.pass': '5',
  'classification.year.xuat_sac': '9',
  'classification.year.gioi': '8',
  'classification.year.kha': '7',
  'classification.year.trung_binh': '5',
}
const source = { code: 'SO-CAP', name: 'Quy chế X', document: 'QĐ 1', from_date: '2027-01-01' }

describe('the numbers a school enters', () => {
  test.each([
    [{ 'module.exam_weight': '60' }, 'module.exam_weight', 'hundred'],
    [{ 'module.pass.year': '11' }, 'module.pass.year', 'mark'],
    [{ 'eligibility.min_attendance': '120' }, 'eligibility.min_attendance', 'percent'],
    [{ 'tests.min_regular': '0', 'tests.min_periodic': '0' }, 'tests.min_periodic', 'both_nothing'],
    [{ 'classification.year.gioi': '9' }, 'classification.year.gioi', 'falling'],
    [{ 'tests.min_regular': '29' }, 'tests.min_periodic', 'many_tests'],
    [
      { 'graduation.year.by_exams.average': '0', 'graduation.year.by_exams.practice': '0' },
      'graduation.year.by_exams.average',
      'no_weight',
    ],
  ] as const)('%j: said at %s', (more, path, error) =>
    expect(findElementaryFaults({ ...numbers, ...more })).toEqual({
      [fieldOf(path)]: `students.elementary.error.${error}`,
    }),
  )

  test('shares are kept as written, whatever binary floats make of them', () => {
    const shares = {
      'module.test_weight': '1.1',
      'module.exam_weight': '98.9',
      'eligibility.min_attendance': '80',
    }
    const { module, eligibility } = makeElementaryPolicy(tt04, { ...numbers, ...shares }, source)
    expect([module.test_weight, module.exam_weight, eligibility.min_attendance]).toEqual([
      '0.011',
      '0.989',
      '0.8',
    ])
  })

  test('grade a module and a course; an exam without weight is not asked for', () => {
    const policy = makeElementaryPolicy(tt04, numbers, source)
    const grade = (hours_attended: string) =>
      gradeModule(policy, {
        mode: 'year',
        regular: ['6.0'],
        periodic: ['8.0'],
        exam: '6.0',
        hours_planned: '60',
        hours_attended,
      })
    // (6 + 3×8) : 4 = 7.5; 0.3 × 7.5 + 0.7 × 6.0 = 6.45 → 6.5
    expect(grade('45')).toMatchObject({ eligible: true, average: '7.5', grade: '6.5', passed: true })
    expect(grade('44')).toMatchObject({ eligible: false })
    const made = graduate(policy, {
      mode: 'year',
      modules: [moduleOf({ grade: '7.0' })],
      theory_exam: null,
      practice_exam: '8.5',
      thesis: null,
      discipline: null,
    })
    // (1 × 7.0 + 2 × 8.5) : 3 = 8.0
    expect(made).toMatchObject({ eligible: true, score: '8.0', classification: 'gioi' })
  })

  test('are marked as not compared, but for what was read of the circular', () => {
    const policy = makeElementaryPolicy(tt04, numbers, source)
    for (const { path } of elementaryFields)
      expect(basisOf(policy, path.startsWith('classification') ? 'classification.year' : path)).toMatchObject(
        {
          certainty: 'U',
          article: null,
        },
      )
    expect(policy.organisation.graduation_council_min).toBe(3)
    expect(basisOf(policy, 'organisation.graduation_council_min')).toMatchObject({ certainty: 'S' })
  })
})

describe('the page', () => {
  let site: TestApp
  let school: Awaited<ReturnType<typeof makeSchool>>
  const path = '/quy-che-diem-so-cap'
  beforeAll(async () => {
    site = await testApp()
    school = await makeSchool(site, 'so-cap')
    const made = await school.make.programme(school.institution, [{}], {
      programme: { level: 'so_cap', name: 'Pha chế đồ uống' },
    })
    version = made.version
  })
  let version: string
  const openCohort = () =>
    site.as(school.office).post('/khoa/moi', {
      _form: 'save',
      institution: school.institution,
      programme_version: version,
      name: 'SC26',
      from_date: '01/12/2026',
      study_form: 'regular',
    })
  const page = async () => (await site.as(school.manager).get(path)).text()
  const save = async (more: Record<string, string> = {}, actor = school.manager) => {
    const answer = await site.as(actor).post(path, {
      _form: 'save',
      institution: school.institution,
      name: 'Quy chế sơ cấp của trường',
      document: 'Quyết định 45/QĐ-TCN, Điều 7',
      from_date: '01/01/2026',
      ...Object.fromEntries(Object.entries(numbers).map(([of, value]) => [fieldOf(of), value])),
      ...more,
    })
    return { status: answer.status, to: answer.headers.get('location') ?? '', html: await answer.text() }
  }

  test('says which programmes nobody could grade, and gives no number of its own', async () => {
    const before = await page()
    expect(before).toContain('Pha chế đồ uống')
    expect(before).toContain('không mở được khóa, không tính được điểm')
    const refused = await openCohort()
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('trang Quy chế điểm trình độ sơ cấp')
    for (const { path: of } of elementaryFields) {
      expect(before).toContain(`name="${fieldOf(of)}"`)
      expect(before).not.toMatch(new RegExp(`name="${fieldOf(of)}"[^>]* value="`))
    }
  })

  test('keeps what was typed when something is wrong, for the head of the school alone', async () => {
    const wrong = await save({ module_exam_weight: '60' })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain('cộng lại phải là 100 %')
    expect(wrong.html).toContain('value="Quyết định 45/QĐ-TCN, Điều 7"')
    expect((await save({ document: '' })).html).toContain('Ghi văn bản là nguồn')
    expect((await save({}, school.office)).status).toBe(403)
  })

  test('once entered, the level is covered, by a policy marked as not compared', async () => {
    const made = await save()
    expect(made.status).toBe(303)
    const after = await page()
    expect(after).not.toContain('không mở được khóa')
    expect(after).toContain('Quy chế sơ cấp của trường')
    const detail = await (await site.as(school.manager).get(made.to)).text()
    expect(detail).toContain('Chưa đối chiếu')
    expect(detail).toContain('chưa đối chiếu với Thông tư 42/2015/TT-BLĐTBXH')
    expect((await save()).html).toContain('bắt đầu ngày này')
    const opened = await openCohort()
    expect(opened.status).toBe(303)
    const cohort = await (await site.as(school.office).get(opened.headers.get('location')!)).text()
    expect(cohort).toContain(made.to)
    expect(cohort).not.toContain('không dành cho trình độ')
  })

  test('a cohort bound to a policy of another level says so', async () => {
    const cohort = await school.make.cohort(school.institution, version, { name: 'SC-cũ' })
    expect(await (await site.as(school.office).get(`/khoa/${cohort}`)).text()).toContain(
      'Quy chế điểm của khóa không dành cho trình độ Sơ cấp',
    )
  })
})
