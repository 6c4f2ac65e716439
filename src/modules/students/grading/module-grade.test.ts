import { describe, expect, test } from 'vitest'
import { examEligibility } from './eligibility.ts'
import { exact } from './exact.ts'
import { gradeModule, moduleGrade, readGrade, type ModuleCase } from './module-grade.ts'
import type { GradingPolicy } from './policy.ts'
import { testAverage } from './test-average.ts'
import { tt04 } from './testing.ts'

const caseOf = (more: Partial<ModuleCase> = {}): ModuleCase => ({
  mode: 'credit',
  regular: ['7.0'],
  periodic: ['6.5'],
  exam: '8.0',
  hours_planned: '60',
  hours_attended: '55',
  ...more,
})
const withTests = (more: Partial<GradingPolicy['tests']>): GradingPolicy => ({
  ...tt04,
  tests: { ...tt04.tests, ...more },
})

describe('test average, Art. 12–16: regular × 1, periodic × 2', () => {
  test.each([
    [['7.0'], ['6.5'], '6.7'],
    [['5.0'], ['5.0'], '5.0'],
    [['10'], ['10'], '10.0'],
    [['0'], ['0'], '0.0'],
    // (4.9 + 2·5.0) / 3 = 4.966… and (4.85→4.9 …): each mark first to one decimal
    [['4.9'], ['5.0'], '5.0'],
    [['4.84'], ['4.84'], '4.8'],
    [['4.85'], ['4.85'], '4.9'],
    [['8', '9', '7'], ['6.5', '7.5'], '7.4'],
    // 4.95 exactly: (4.9 + 5.0) … needs two periodic marks
    [['4.9', '5.0'], ['4.9', '5.0'], '5.0'],
  ])('%j and %j make %s', (regular, periodic, average) =>
    expect(testAverage(tt04, { regular, periodic }).average).toBe(average),
  )

  test('one mark of each kind is the least', () => {
    expect(testAverage(tt04, { regular: [], periodic: [] })).toMatchObject({
      average: null,
      missing: [{ code: 'regular_missing' }, { code: 'periodic_missing' }],
    })
    expect(testAverage(tt04, { regular: ['7'], periodic: [] }).average).toBeNull()
  })
})

describe('leave to sit the exam, Art. 12–16: 80 % of the time and 5.0', () => {
  test.each([
    ['100', '80', true],
    ['100', '79.9', false],
    ['10000', '7999', false],
    ['45', '36', true],
    ['45', '35.9', false],
    ['60', '0', false],
    ['3', '2.4', true],
  ])('of %s hours %s attended: %s', (hours_planned, hours_attended, eligible) =>
    expect(gradeModule(tt04, caseOf({ hours_planned, hours_attended })).eligible).toBe(eligible),
  )

  test.each([
    [['5.0'], ['5.0'], true],
    [['4.9'], ['4.9'], false],
    // 4.95 is recorded as 5.0, and the recorded value is compared
    [['4.9', '5.0'], ['4.9', '5.0'], true],
  ])('tests %j and %j: %s', (regular, periodic, eligible) =>
    expect(gradeModule(tt04, caseOf({ regular, periodic })).eligible).toBe(eligible),
  )

  test('a policy may compare the exact average: 4.95 is under 5.0, and is said so', () => {
    const strict = { ...tt04, eligibility: { ...tt04.eligibility, compare_rounded_average: false } }
    const made = gradeModule(strict, caseOf({ regular: ['4.9', '5.0'], periodic: ['4.9', '5.0'] }))
    expect(made).toMatchObject({ average: '5.0', eligible: false })
    expect(made.reasons).toMatchObject([{ code: 'test_average', params: { average: '4.95', least: '5.0' } }])
  })

  test('every reason is given, not only the first', () => {
    const made = gradeModule(
      tt04,
      caseOf({ regular: ['3'], periodic: ['4'], hours_attended: '40', unmet_requirements: ['nộp sản phẩm'] }),
    )
    expect(made.reasons.map((one) => one.code)).toEqual(['attendance', 'test_average', 'module_requirement'])
    expect(made).toMatchObject({ grade: null, passed: false, letter: null, point4: null })
  })

  test('the principal may relax the attendance of a disabled learner, never the average', () => {
    const waived = { hours_planned: '60', hours_attended: '30', is_waived: true }
    expect(gradeModule(tt04, caseOf(waived)).eligible).toBe(true)
    const low = gradeModule(tt04, caseOf({ ...waived, regular: ['4'], periodic: ['4'] }))
    expect(low.reasons.map((one) => one.code)).toEqual(['test_average'])
    const never = {
      ...tt04,
      eligibility: { ...tt04.eligibility, attendance_may_be_waived_for_disability: false },
    }
    expect(examEligibility(never, testAverage(tt04, caseOf()), waived).eligible).toBe(false)
  })
})

describe('module grade, Art. 12–16: 0.4 × tests + 0.6 × exam, one decimal', () => {
  test.each([
    // tests, exam, grade, letter, point
    ['6.7', '8.0', '7.5', 'B', '3.0'],
    ['8.5', '8.4', '8.4', 'B', '3.0'],
    ['8.3', '8.55', '8.5', 'A', '4.0'],
    ['5.0', '4.8', '4.9', 'D', '1.0'],
    ['5.0', '5.0', '5.0', 'D', '1.0'],
    ['5.0', '3.3', '4.0', 'D', '1.0'],
    ['5.0', '3.2', '3.9', 'F', '0.0'],
    ['10', '10', '10.0', 'A', '4.0'],
    ['10', '0', '4.0', 'D', '1.0'],
  ])('%s and %s make %s %s', (mark, exam, grade, letter, point4) =>
    expect(gradeModule(tt04, caseOf({ regular: [mark], periodic: [mark], exam }))).toMatchObject({
      grade,
      letter,
      point4,
    }),
  )

  test('8.45 is 8.5 and A: half up in decimals', () => {
    // 0.4 × 8.5 + 0.6 × x = 8.45 has no x of one decimal, so weights that have one
    const halves = { ...tt04, module: { ...tt04.module, test_weight: '0.5', exam_weight: '0.5' } }
    const tests = { average: '8.4', exact: exact('8.4') }
    expect(moduleGrade(halves, 'credit', tests, '8.5')).toMatchObject({ grade: '8.5', letter: 'A' })
  })

  test('whether the test average is rounded first is the policy’s', () => {
    const one = caseOf({ regular: ['7.0'], periodic: ['6.6'], exam: '6.9' }) // 6.7333…
    expect(gradeModule(tt04, one).grade).toBe('6.8')
    // (9 + 2·8.3)/3 = 8.5333… → 8.5; 0.4·8.5 + 0.6·7.4 = 7.84 against 7.853…
    const other = caseOf({ regular: ['9'], periodic: ['8.3'], exam: '7.4' })
    expect(gradeModule(tt04, other).grade).toBe('7.8')
    expect(gradeModule(withTests({ round_average_first: false }), other).grade).toBe('7.9')
  })

  test('year mode has neither letter nor points', () =>
    expect(gradeModule(tt04, caseOf({ mode: 'year' }))).toMatchObject({
      grade: '7.5',
      letter: null,
      point4: null,
    }))

  test('X while the exam is not marked, I while tests are missing', () => {
    expect(gradeModule(tt04, caseOf({ exam: null }))).toMatchObject({
      eligible: true,
      grade: null,
      letter: 'X',
    })
    expect(gradeModule(tt04, caseOf({ periodic: [] }))).toMatchObject({ eligible: false, letter: 'I' })
    expect(gradeModule(tt04, caseOf({ mode: 'year', exam: null })).letter).toBeNull()
  })
})

describe('pass: 5.0 in year mode, 4.0 in credit mode', () => {
  test.each([
    ['year', '5.0', true],
    ['year', '4.9', false],
    ['credit', '4.0', true],
    ['credit', '3.9', false],
  ] as const)('%s %s: %s', (mode, grade, passed) => expect(readGrade(tt04, mode, grade).passed).toBe(passed))
})

describe('letters, Art. 31', () => {
  test.each([
    ['10.0', 'A', '4.0'],
    ['8.5', 'A', '4.0'],
    ['8.4', 'B', '3.0'],
    ['7.0', 'B', '3.0'],
    ['6.9', 'C', '2.0'],
    ['5.5', 'C', '2.0'],
    ['5.4', 'D', '1.0'],
    ['4.0', 'D', '1.0'],
    ['3.9', 'F', '0.0'],
    ['0.0', 'F', '0.0'],
    // as the database writes it
    ['8.50', 'A', '4.0'],
  ])('%s is %s, %s', (grade, letter, point4) =>
    expect(readGrade(tt04, 'credit', grade)).toMatchObject({ letter, point4 }),
  )
})
