import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CourseUnit } from '#modules/curricula/index.ts'
import { classes, type Level, type ResultClass } from '../grading/policy.ts'
import { tt04 } from '../grading/testing.ts'
import type { ExamMark } from './graduation.ts'
import { standingStudy } from '../grading/studies.ts'
import { reviewAll, seenOf } from './review-case.ts'
import type { ResultFact, RunFacts } from './store/facts.ts'

const learner = { discipline: null, reserved_days: 0 }
const onDate = '2026-11-23'
const grade = fc.integer({ min: 50, max: 100 }).map((tenths) => (tenths / 10).toFixed(1))

const unit = (at: number) =>
  ({
    id: `u${at}`,
    code: `MH${at}`,
    name: `Môn ${at}`,
    credits: '3',
    unit_group: 'basic',
    is_condition: false,
  }) as CourseUnit

const resultOf = (at: number, more: Partial<ResultFact>): ResultFact => ({
  id: `r${at}`,
  enrolment_id: 'e',
  course_unit_id: `u${at}`,
  section_id: null,
  term_id: null,
  source: 'taught',
  attempt: 'first',
  sittings: 1,
  is_retaken: null,
  credits: '3',
  is_eligible: true,
  grade: '8.0',
  first_grade: null,
  highest_grade: null,
  letter: null,
  is_passed: true,
  studied: '2026-01-01',
  ...more,
})

const examOf = (kind: ExamMark['kind'], value: string, sitting = 1): ExamMark => ({
  id: `${kind}${sitting}`,
  enrolment_id: 'e',
  kind,
  sitting,
  on_date: '2026-09-01',
  results_on: null,
  state: 'scored',
  value,
  version: 1,
})

function run(
  results: ResultFact[],
  exams: ExamMark[],
  mode: 'year' | 'credit' = 'year',
  more: { units?: CourseUnit[]; elective_credits?: string | null; level?: Level } = {},
) {
  const facts: RunFacts = {
    cohort: {
      id: 'c',
      institution_id: 'i',
      name: 'K',
      mode,
      grading_policy_id: 'p',
      programme_version_id: 'v',
      level: more.level ?? 'trung_cap',
      occupation_code: null,
      duration_months: 24,
      elective_credits: more.elective_credits ?? null,
      from_date: '2024-09-01',
      planned_to_date: '2026-08-31',
    },
    policy: tt04,
    units: more.units ?? [...new Set(results.map((one) => Number(one.course_unit_id.slice(1))))].map(unit),
    learners: [
      {
        enrolment_id: 'e',
        person_id: 'n',
        learner_id: 'l',
        name_key: 'k',
        institution_id: 'i',
        state: 'studying',
        from_date: '2024-09-01',
        discipline: null,
        disciplined_on: null,
        reserved_days: 0,
      },
    ],
    results: new Map([['e', results]]),
    exams: new Map([['e', exams]]),
    open: new Map(),
  }
  return reviewAll(facts, onDate)[0]!
}

const rank = (name: string | null) => (name === null ? classes.length : classes.indexOf(name as ResultClass))
const passed = (grades: readonly string[]) => grades.map((one, at) => resultOf(at, { grade: one }))
const exams = [examOf('theory', '8.0'), examOf('practice', '8.0')]
const grades = fc.array(grade, { minLength: 1, maxLength: 10 })

test('the class never rises by a retake: the same grades with more sittings are never better', () => {
  fc.assert(
    fc.property(
      grades,
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 10, maxLength: 10 }),
      (list, sittings) => {
        const once = run(passed(list), exams)
        const again = run(
          passed(list).map((one, at) => ({ ...one, sittings: sittings[at]! })),
          exams,
        )
        expect(rank(again.classification)).toBeGreaterThanOrEqual(rank(once.classification))
        expect(again.score).toBe(once.score)
      },
    ),
  )
})

test('the class never rises by relearning: a fail before a pass is never better than the pass alone', () => {
  fc.assert(
    fc.property(grades, fc.constantFrom('year' as const, 'credit' as const), (list, mode) => {
      const straight = run(passed(list), exams, mode)
      const relearned = run(
        [
          ...passed(list).map((one) => ({ ...one, attempt: 'relearn' as const, studied: '2026-02-01' })),
          ...passed(list).map((one) => ({ ...one, id: `f${one.id}`, grade: '3.0', is_passed: false })),
        ],
        exams,
        mode,
      )
      expect(rank(relearned.classification)).toBeGreaterThanOrEqual(rank(straight.classification))
    }),
  )
})

test('relearned is what failed before, whatever the roster calls the later study', () => {
  const nine = Array.from({ length: 9 }, (_, at) => resultOf(at, { grade: '9.0' }))
  const again = (earlier: Partial<ResultFact>, later: Partial<ResultFact> = {}) =>
    run(
      [
        ...nine,
        resultOf(9, { grade: '9.0', credits: '6', studied: '2026-05-01', ...later }),
        resultOf(9, { id: 'before', grade: '3.0', is_passed: false, ...earlier }),
      ],
      [],
      'credit',
    ).classification
  expect(again({})).toBe('gioi')
  // a pass improved is not relearned, nor is a word on the roster enough
  expect(again({ grade: '6.0', is_passed: true }, { attempt: 'improve' })).toBe('xuat_sac')
  expect(again({ source: 'recognised' }, { attempt: 'relearn' })).toBe('xuat_sac')
})

describe('electives', () => {
  const elective = (at: number) => ({ ...unit(at), unit_group: 'elective' }) as CourseUnit
  const units = [unit(0), elective(1), elective(2), elective(3)]
  const failed = { grade: '3.0', is_passed: false }
  const reasons = (results: ResultFact[], elective_credits: string | null) =>
    run(results, exams, 'year', { units, elective_credits }).reasons.map((one) => [one.code, one.href])
  const open = '/lop-hoc-phan/moi?chuong-trinh=v'

  test('of which the programme says how many credits: short of them, what failed and the sum are told', () => {
    const both = [resultOf(0, {}), resultOf(1, failed), resultOf(2, {})]
    expect(reasons(both, '3')).toEqual([])
    expect(reasons([resultOf(0, {})], '3')).toEqual([['electives', open]])
    expect(reasons(both, '6')).toEqual([
      ['module_failed', open],
      ['electives', open],
    ])
  })

  test('of which it does not say: each taken must be passed', () => {
    expect(reasons([resultOf(0, {})], null)).toEqual([])
    expect(reasons([resultOf(0, {}), resultOf(1, failed), resultOf(2, {})], null)).toEqual([
      ['module_failed', open],
    ])
  })

  test('that failed stand in no average once enough are passed', () =>
    expect(
      run([resultOf(0, {}), resultOf(1, failed), resultOf(2, {})], exams, 'year', {
        units,
        elective_credits: '3',
      }).average,
    ).toBe('8.0'))
})

test('the order in which results come does not matter, neither for the verdict nor for what it rests on', () => {
  fc.assert(
    fc.property(grades, fc.integer(), (list, seed) => {
      const results = passed(list)
      const shuffled = results.toSorted(
        (a, b) => ((a.id.charCodeAt(1) * 7 + seed) % 11) - ((b.id.charCodeAt(1) * 7 + seed) % 11),
      )
      expect(run(shuffled, exams).score).toBe(run(results, exams).score)
      expect(seenOf({ results: shuffled, exams, learner })).toBe(
        seenOf({ results, exams: exams.toReversed(), learner }),
      )
    }),
  )
})

test('what a list rests on changes with every result, mark and discipline', () => {
  const results = passed(['8.0', '7.0'])
  const seen = seenOf({ results, exams, learner })
  expect(
    seenOf({ results: [...results.slice(1), { ...results[0]!, id: 'other' }], exams, learner }),
  ).not.toBe(seen)
  expect(seenOf({ results: results.slice(1), exams, learner })).not.toBe(seen)
  expect(seenOf({ results, exams: [{ ...exams[0]!, version: 2 }, exams[1]!], learner })).not.toBe(seen)
  expect(seenOf({ results, exams, learner: { ...learner, discipline: 'canh_cao' } })).not.toBe(seen)
  expect(seenOf({ results, exams, learner: { ...learner, reserved_days: 90 } })).not.toBe(seen)
})

test('a pass stands before a fail, whichever came last; the later of two passes, the higher of two fails', () => {
  const fail = resultOf(0, { id: 'fail', grade: '3.0', is_passed: false, studied: '2026-03-01' })
  const worse = resultOf(0, { id: 'worse', grade: '2.0', is_passed: false, studied: '2026-04-01' })
  const pass = resultOf(0, { id: 'pass', grade: '6.0', studied: '2026-02-01' })
  const better = resultOf(0, { id: 'better', grade: '7.0', attempt: 'improve', studied: '2026-05-01' })
  expect(standingStudy([fail, pass, worse])?.id).toBe('pass')
  expect(standingStudy([pass, better])?.id).toBe('better')
  expect(standingStudy([worse, fail])?.id).toBe('fail')
  expect(standingStudy([])).toBeUndefined()
})

test('who failed the thesis goes back to the exams; who passed it needs none', () => {
  const reasons = (...marks: ExamMark[]) =>
    run(passed(['8.0']), marks, 'year', { level: 'cao_dang' }).reasons.map((one) => one.code)
  const broke: ExamMark = { ...examOf('thesis', '0'), state: 'violated', value: null }
  expect(reasons(broke)).toEqual(['thesis_failed'])
  expect(reasons(broke, examOf('theory', '8.0'))).toEqual(['practice_exam_missing'])
  expect(reasons(broke, ...exams)).toEqual([])
  expect(reasons(examOf('thesis', '5.0'), examOf('theory', '2.0'))).toEqual([])
})

test('what stands against it leads to the sheet where it is mended', () => {
  const links = (...marks: ExamMark[]) => run(passed(['8.0']), marks).reasons.map((one) => one.href)
  const sheet = '/tot-nghiep/khoa/c/thi?phan='
  expect(links()).toEqual([`${sheet}theory&lan=1#hv-e`, `${sheet}practice&lan=1#hv-e`])
  expect(links(examOf('theory', '8'), examOf('practice', '4'), examOf('practice', '3', 2))).toEqual([
    `${sheet}practice&lan=3#hv-e`,
  ])
})

test('a second sitting of an exam counts in the place of the first; three retakes are the most', () => {
  const sat = (...marks: string[]) => [
    examOf('practice', '8.0'),
    ...marks.map((mark, at) => examOf('theory', mark, at + 1)),
  ]
  expect(run(passed(['8.0']), sat('4.0', '6.0')).is_eligible).toBe(true)
  const tooMany = run(passed(['8.0']), sat('1', '1', '1', '1', '9'))
  expect(tooMany.is_eligible).toBe(false)
  expect(tooMany.reasons.map((reason) => reason.code)).toEqual(['theory_exam_sittings'])
})
