import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CourseUnit } from '#modules/curricula/index.ts'
import type { TermOf } from '../grading/periods.ts'
import { tt04 } from '../grading/testing.ts'
import type { ExamMark, LearnerFacts } from '../graduation/graduation.ts'
import type { ResultFact } from '../graduation/store/facts.ts'
import { judgePeriods, type ProgressFacts } from './judge.ts'

const units = Array.from(
  { length: 6 },
  (_, at) =>
    ({
      id: `u${at}`,
      code: `MH0${at}`,
      name: `Môn ${at}`,
      credits: '3',
      is_condition: at === 5,
      unit_group: 'general',
    }) as unknown as CourseUnit,
)
const term = (id: string, kind: TermOf['kind'], from_date: string, to_date: string): TermOf => ({
  id,
  name: id,
  kind,
  school_year: Number(from_date.slice(0, 4)) - (from_date.slice(5) < '08' ? 1 : 0),
  from_date,
  to_date,
})
const terms = [
  term('t1', 'main', '2024-09-02', '2025-01-12'),
  term('t2', 'main', '2025-02-03', '2025-06-15'),
  term('hè', 'supplementary', '2025-07-01', '2025-07-31'),
  term('t3', 'main', '2025-09-01', '2026-01-11'),
]
const learner: LearnerFacts = {
  enrolment_id: 'e',
  person_id: 'p',
  learner_id: 'l',
  name_key: '',
  institution_id: 'i',
  state: 'studying',
  from_date: '2024-09-02',
  discipline: null,
  disciplined_on: null,
  reserved_days: 0,
}
const result = (
  unit: number,
  term_id: string,
  grade: string | null,
  more: Partial<ResultFact> = {},
): ResultFact => ({
  id: `${unit} ${term_id} ${grade}`,
  enrolment_id: 'e',
  course_unit_id: `u${unit}`,
  section_id: null,
  term_id,
  source: 'taught',
  attempt: 'first',
  sittings: 1,
  is_retaken: false,
  credits: '3',
  is_eligible: grade !== null,
  grade,
  first_grade: grade,
  highest_grade: grade,
  letter: null,
  is_passed: grade !== null && Number(grade) >= 5,
  studied: terms.find((one) => one.id === term_id)!.to_date,
  ...more,
})
const recognised = (unit: number, grade: string | null, on: string): ResultFact =>
  result(unit, 't1', grade, {
    source: 'recognised',
    term_id: null,
    studied: on,
    is_eligible: true,
    is_passed: true,
  })
const exam = (sitting: number, value: string, kind: ExamMark['kind'] = 'practice'): ExamMark => ({
  id: '',
  enrolment_id: 'e',
  kind,
  sitting,
  on_date: '2026-01-01',
  results_on: null,
  state: 'scored',
  value,
  version: 1,
})
const facts = (
  mode: 'year' | 'credit',
  results: ResultFact[],
  more: { exams?: ExamMark[]; max_warnings?: number } = {},
): ProgressFacts => ({
  cohort: {
    id: 'c',
    institution_id: 'i',
    name: 'K',
    mode,
    grading_policy_id: 'g',
    programme_version_id: 'v',
    level: 'trung_cap',
    occupation_code: null,
    duration_months: 24,
    elective_credits: null,
    from_date: '2024-09-02',
    planned_to_date: '2026-08-31',
  },
  policy: {
    ...tt04,
    progress: {
      ...tt04.progress,
      credit: { ...tt04.progress.credit, max_warnings: more.max_warnings ?? null },
    },
  },
  units,
  learners: [learner],
  results: new Map([['e', results]]),
  exams: new Map([['e', more.exams ?? []]]),
  open: new Map(),
  terms,
  disabilities: new Map(),
})
const today = '2026-02-01'
const after = (given: ProgressFacts, key: string, on = today, who = learner) =>
  judgePeriods(given, who, on, key)[0]!

describe('a year', () => {
  test('counts the highest grade of a unit, also from the supplementary term of the same year', () => {
    const given = facts('year', [
      result(0, 't1', '3.0'),
      result(1, 't1', '3.0'),
      result(0, 'hè', '6.0', { attempt: 'relearn' }),
    ])
    expect(after(given, '2024')).toMatchObject({
      outcome: 'adjust',
      average: '4.5',
      registered: '6',
      failed: '3',
    })
    expect(after(given, '2024').owed.map((unit) => unit.name)).toEqual(['MH01 Môn 1'])
    expect(after(given, '2025')).toMatchObject({ outcome: 'unknown', average: null })
  })

  test('takes a recognised grade in the year of its decision, and no other', () => {
    const failing = [result(0, 't1', '3.8'), result(0, 't3', '3.8')]
    const given = facts('year', [...failing, recognised(1, '8.0', '2024-11-20')])
    expect(after(given, '2024')).toMatchObject({ outcome: 'continue', average: '5.9', registered: '3' })
    expect(after(given, '2025')).toMatchObject({ outcome: 'dismiss', average: '3.8' })
    const early = facts('year', [...failing, recognised(1, '8.0', '2024-08-01')])
    expect(after(early, '2024').average).toBe('5.9')
    const between = facts('year', [...failing, recognised(1, '8.0', '2025-08-10')])
    expect(after(between, '2024').average).toBe('5.9')
  })

  test('leaves condition subjects out of the average, not out of what is owed', () =>
    expect(after(facts('year', [result(0, 't1', '8.0'), result(5, 't1', '2.0')]), '2024')).toMatchObject({
      outcome: 'continue',
      average: '8.0',
      failed: '3',
      owed: [{ name: 'MH05 Môn 5' }],
    }))

  test('longest time and used-up sittings of the graduation exam fall under dismissal without any result', () => {
    const long = { ...learner, from_date: '2022-09-02' }
    expect(after(facts('year', []), '2025', today, long)).toMatchObject({
      outcome: 'dismiss',
      reasons: [{ code: 'time_exhausted' }],
    })
    const tries = [4, 3, 2, 1].map((sitting) => exam(5 - sitting, '4.0'))
    expect(after(facts('year', [], { exams: tries }), '2025')).toMatchObject({
      outcome: 'dismiss',
      reasons: [{ code: 'graduation_sittings', href: '/hoc-sinh/l/tot-nghiep' }],
    })
    expect(after(facts('year', [], { exams: tries.slice(0, 3) }), '2025').outcome).toBe('unknown')
  })

  test('what came after it says nothing of a year that is over', () => {
    const tries = [1, 2, 3, 4].map((sitting) => exam(sitting, '4.0'))
    const given = facts('year', [result(0, 't1', '8.0')], { exams: tries })
    const dismissed: LearnerFacts = {
      ...learner,
      discipline: 'buoc_thoi_hoc',
      disciplined_on: '2026-01-20',
    }
    expect(after(given, '2024').outcome).toBe('continue')
    expect(after(given, '2024', today, dismissed).outcome).toBe('continue')
    expect(after(given, '2025', today, dismissed).reasons.map((one) => one.code)).toEqual([
      'dismissed',
      'graduation_sittings',
    ])
  })
})

describe('a term in credit mode', () => {
  const failing = [0, 1, 2].map((unit) => result(unit, ['t1', 't2', 't3'][unit]!, '2.0', { letter: 'F' }))

  test('warnings add up; beyond the number of the school they fall under dismissal', () => {
    const given = facts('credit', failing, { max_warnings: 2 })
    expect(['t1', 't2', 't3'].map((key) => [after(given, key).warnings, after(given, key).outcome])).toEqual([
      [1, 'warn'],
      [2, 'warn'],
      [3, 'dismiss'],
    ])
    expect(after(facts('credit', failing), 't3').outcome).toBe('warn')
  })

  test('a unit whose sitting was excused is postponed: neither failed nor registered, and still owed', () => {
    const ill = (unit: number) => result(unit, 't1', null, { is_eligible: true, sittings: 0 })
    const given = facts('credit', [result(0, 't1', '7.0', { letter: 'B' }), ill(1), ill(2)])
    expect(after(given, 't1')).toMatchObject({
      outcome: 'continue',
      average: '3.00',
      registered: '3',
      failed: '0',
      owed: [{ name: 'MH01 Môn 1' }, { name: 'MH02 Môn 2' }],
    })
    const barred = facts('credit', [result(0, 't1', '7.0', { letter: 'B' }), result(1, 't1', null), ill(2)])
    expect(after(barred, 't1')).toMatchObject({ registered: '6', failed: '3' })
  })

  test('what is recognised alone makes no first term: the lower threshold is still to come', () => {
    const low = ['t2', 't3'].map((of, unit) => result(unit, of, '4.5', { letter: 'D', is_passed: true }))
    const points = { ...tt04.progress.credit, warn_average_below_first_term: '1.00' }
    const given = facts('credit', [...low, recognised(5, null, '2024-10-01')])
    const policy = { ...given.policy, progress: { ...given.policy.progress, credit: points } }
    expect(after({ ...given, policy }, 't2').outcome).toBe('continue')
    expect(after({ ...given, policy }, 't3').outcome).toBe('warn')
  })

  test('a later pass of the unit takes it from what is owed', () => {
    const given = facts('credit', [...failing, result(0, 't3', '7.0', { attempt: 'relearn', letter: 'B' })])
    expect(after(given, 't1')).toMatchObject({ outcome: 'warn', owed: [] })
  })
})

describe('for every record', () => {
  const grade = fc.integer({ min: 0, max: 100 }).map((n) => (n / 10).toFixed(1))
  const some = fc
    .uniqueArray(
      fc.tuple(fc.integer({ min: 0, max: 5 }), fc.constantFrom('t1', 't2', 'hè', 't3'), fc.option(grade)),
      { selector: ([unit, of]) => `${unit} ${of}`, maxLength: 20 },
    )
    .map((rows) => rows.map(([unit, of, value]) => result(unit, of, value)))

  test.each(['year', 'credit'] as const)(
    'one period asked for says what it says among all, whatever the order of results (%s)',
    (mode) =>
      fc.assert(
        fc.property(some, (results) => {
          const all = judgePeriods(facts(mode, results), learner, today)
          const turned = facts(mode, results.toReversed())
          for (const one of all) expect(after(turned, one.period.key)).toEqual(one)
        }),
        { numRuns: 60 },
      ),
  )

  test('an average stays on its scale, and failed credits within the registered', () =>
    fc.assert(
      fc.property(fc.constantFrom('year', 'credit'), some, (mode, results) => {
        for (const one of judgePeriods(facts(mode as 'year', results), learner, today)) {
          if (one.average !== null) expect(Number(one.average)).toBeLessThanOrEqual(mode === 'year' ? 10 : 4)
          expect(Number(one.failed)).toBeLessThanOrEqual(Number(one.registered))
        }
      }),
      { numRuns: 60 },
    ))
})
