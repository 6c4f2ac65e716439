import { describe, expect, test } from 'vitest'
import { graduate, type GraduationCase } from './graduation.ts'
import { examTotal } from './graduation-score.ts'
import { moduleOf, tt04 } from './testing.ts'
import { titleOf } from './title.ts'

const judge = (more: Partial<GraduationCase>, policy = tt04) =>
  graduate(policy, {
    mode: 'year',
    modules: [moduleOf({ grade: '7.5' })],
    theory_exam: '7.0',
    practice_exam: '8.0',
    thesis: null,
    discipline: null,
    ...more,
  })
const codes = (more: Partial<GraduationCase>) => judge(more).reasons.map((one) => one.code)
const credit = { mode: 'credit', theory_exam: null, practice_exam: null } as const

describe('year mode, Art. 23–27', () => {
  test.each([
    // (3 × average + 2 × practice + theory) / 6
    ['7.5', '8.0', '7.0', '7.6', 'kha'],
    ['9.0', '9.0', '9.0', '9.0', 'xuat_sac'],
    // 53.7 / 6 = 8.95 → 9.0
    ['8.9', '9.0', '9.0', '9.0', 'xuat_sac'],
    ['8.8', '9.0', '9.0', '8.9', 'gioi'],
    ['5.0', '5.0', '5.0', '5.0', 'trung_binh'],
  ])(
    'average %s, practice %s, theory %s: %s %s',
    (grade, practice_exam, theory_exam, score, classification) =>
      expect(judge({ modules: [moduleOf({ grade })], practice_exam, theory_exam })).toMatchObject({
        eligible: true,
        score,
        classification,
      }),
  )

  test('a thesis: (3 × average + 2 × thesis) / 5', () => {
    const thesis = { theory_exam: null, practice_exam: null, thesis: '8.0' }
    expect(judge(thesis)).toMatchObject({ eligible: true, score: '7.7' })
    expect(codes({ ...thesis, level: 'trung_cap' })).toEqual(['thesis_level'])
    expect(codes({ ...thesis, level: 'cao_dang', thesis: '4.9' })).toEqual(['thesis_failed'])
  })

  test.each([
    ['7.25', '7.5'],
    ['7.75', '8.0'],
    ['7.5', '7.5'],
    ['7.0', '7.0'],
    ['4.75', '5.0'],
    ['4.50', '4.5'],
    // no step of a quarter: one decimal
    ['7.3', '7.3'],
    ['7.26', '7.3'],
    ['10', '10.0'],
  ])('a total of %s is %s', (mark, total) => expect(examTotal(tt04, mark)).toBe(total))

  test('each exam at least 5.0, and every reason is given', () => {
    expect(codes({ theory_exam: '4.5', practice_exam: '4.9' })).toEqual([
      'theory_exam_failed',
      'practice_exam_failed',
    ])
    expect(codes({ theory_exam: null, practice_exam: null })).toEqual([
      'theory_exam_missing',
      'practice_exam_missing',
    ])
    expect(codes({ theory_exam: '5.0', practice_exam: '5.0' })).toEqual([])
  })

  test('three retakes of each exam', () => {
    expect(codes({ theory_sittings: 4 })).toEqual([])
    expect(codes({ theory_sittings: 5, practice_sittings: 5 })).toEqual([
      'theory_exam_sittings',
      'practice_exam_sittings',
    ])
  })

  test('the downgrade of retakes and discipline reaches the diploma, when the policy says so', () => {
    const nine = { theory_exam: '9', practice_exam: '9', modules: [moduleOf({ grade: '9.0', sittings: 2 })] }
    expect(judge(nine)).toMatchObject({ classification: 'gioi', downgraded: true })
    const year = { ...tt04.graduation.year, downgrade_applies: false }
    const never = { ...tt04, graduation: { ...tt04.graduation, year } }
    expect(judge(nine, never)).toMatchObject({ classification: 'xuat_sac', downgraded: false })
  })
})

test('whether a retake of the examination itself lowers the class is a choice of the policy', () => {
  const again = {
    theory_exam: '9',
    practice_exam: '9',
    theory_sittings: 2,
    modules: [moduleOf({ grade: '9.0' })],
  }
  expect(judge(again)).toMatchObject({ classification: 'xuat_sac' })
  const year = { ...tt04.graduation.year, exam_retakes_lower: true }
  const strict = { ...tt04, graduation: { ...tt04.graduation, year } }
  expect(judge(again, strict)).toMatchObject({ classification: 'gioi', downgraded: true })
  expect(judge({ ...again, theory_sittings: 1 }, strict).downgraded).toBe(false)
})

describe('every module at least the pass', () => {
  test.each([
    ['year', '5.0', []],
    ['year', '4.9', ['module_failed']],
    ['credit', '4.0', []],
    ['credit', '3.9', ['module_failed']],
  ] as const)('%s %s: %j', (mode, grade, expected) => {
    const strong = Array.from({ length: 9 }, () => moduleOf({ grade: '9.0' }))
    expect(codes({ mode, modules: [...strong, moduleOf({ grade })] })).toEqual(expected)
  })

  test('a condition subject must be passed and is in no average', () => {
    const gdtc = moduleOf({ name: 'Giáo dục thể chất', condition_subject: true, grade: '4.9' })
    const made = judge({ modules: [moduleOf({ grade: '7.5' }), gdtc] })
    expect(made).toMatchObject({ eligible: false, average: '7.5', score: null, classification: null })
    expect(made.reasons).toMatchObject([
      { code: 'condition_subject', params: { module: 'Giáo dục thể chất', grade: '4.9', least: '5.0' } },
    ])
    expect(judge({ modules: [moduleOf({ grade: '7.5' }), { ...gdtc, grade: '5.0' }] }).eligible).toBe(true)
  })

  test('without a grade, postponed, violated; exempted is fine', () => {
    expect(codes({ modules: [moduleOf(), moduleOf({ grade: null })] })).toEqual(['module_ungraded'])
    expect(codes({ modules: [moduleOf(), moduleOf({ standing: 'postponed', grade: null })] })).toEqual([
      'module_postponed',
    ])
    const violated = moduleOf({ grade: '4.0', letter: 'F' })
    // average (4 + 0) / 2 = 2.00: only the module itself stands against it
    expect(codes({ ...credit, modules: [moduleOf({ grade: '10' }), violated] })).toEqual(['module_failed'])
    expect(codes({ modules: [moduleOf(), moduleOf({ standing: 'exempted', grade: null })] })).toEqual([])
    expect(codes({ modules: [] })).toEqual(['no_modules'])
  })

  test('never a "no" without a reason: what has no credits makes no average', () => {
    expect(judge({ modules: [moduleOf({ grade: '8.0', credits: '0' })] })).toMatchObject({
      eligible: false,
      reasons: [{ code: 'no_average' }],
    })
    // what stands against it already is not said twice
    expect(codes({ modules: [moduleOf({ grade: '3.0', credits: '0' })] })).toEqual(['module_failed'])
  })

  test('electives are chosen until their credits make the number of the programme', () => {
    expect(codes({ electives: { passed: '5', least: '6' } })).toEqual(['electives'])
    expect(codes({ electives: { passed: '6', least: '6.0' } })).toEqual([])
  })
})

test('suspension, prosecution, dismissal, time, other requirements', () => {
  const time = {
    programme_months: 24,
    from_date: '2022-09-05',
    on_date: '2025-10-05',
    reserved_days: 0,
  }
  expect(
    codes({
      is_suspended: true,
      is_prosecuted: true,
      discipline: 'buoc_thoi_hoc',
      time,
      unmet_requirements: ['x'],
    }),
  ).toEqual(['dismissed', 'suspended', 'prosecuted', 'time_exhausted', 'requirement'])
  expect(codes({ discipline: 'dinh_chi' })).toEqual([])
})

describe('credit mode, Art. 34–35', () => {
  const many = (points: Record<string, number>, more = {}) =>
    Object.entries(points).flatMap(([grade, count]) =>
      Array.from({ length: count }, () => moduleOf({ grade, credits: '1', ...more })),
    )

  test.each([
    [{ '8.5': 50, '7.0': 50 }, '3.50', 'xuat_sac'],
    [{ '8.5': 49, '7.0': 51 }, '3.49', 'gioi'],
    // 3.495 → 3.50
    [{ '8.5': 99, '7.0': 101 }, '3.50', 'xuat_sac'],
    [{ '7.0': 1 }, '3.00', 'gioi'],
    [{ '7.0': 99, '5.5': 1 }, '2.99', 'kha'],
    [{ '5.5': 1 }, '2.00', 'trung_binh'],
  ])('%j: %s %s', (points, score, classification) =>
    expect(judge({ ...credit, modules: many(points) })).toMatchObject({
      eligible: true,
      score,
      classification,
    }),
  )

  test('1.99 does not graduate', () => {
    const made = judge({ ...credit, modules: many({ '5.5': 99, '4.0': 1 }) })
    expect(made).toMatchObject({
      eligible: false,
      average: '1.99',
      reasons: [{ code: 'cumulative_average' }],
    })
  })

  test.each([
    // relearned credits of 100: exactly 10 % is not more than 10 %
    [10, 'xuat_sac', false],
    [11, 'gioi', true],
  ])('%i %% relearned: %s', (count, classification, downgraded) => {
    const modules = [...many({ '9.0': 100 - count }), ...many({ '9.0': count }, { relearned: true })]
    expect(judge({ ...credit, modules })).toMatchObject({ classification, downgraded })
  })

  test('relearned condition subjects do not count; the programme’s own volume may be named', () => {
    const relearned = { relearned: true, condition_subject: true }
    const modules = [...many({ '9.0': 80 }), ...many({ '9.0': 20 }, relearned)]
    expect(judge({ ...credit, modules }).downgraded).toBe(false)
    const ten = [...many({ '9.0': 90 }), ...many({ '9.0': 10 }, { relearned: true })]
    expect(judge({ ...credit, modules: ten, programme_credits: '99' }).downgraded).toBe(true)
  })

  test('relearning lowers no class in year mode', () => {
    const modules = [moduleOf({ grade: '9.0', relearned: true })]
    expect(judge({ modules, theory_exam: '9', practice_exam: '9' }).classification).toBe('xuat_sac')
  })
})

test.each([
  ['cao_dang', '6480201', 'ky_su_thuc_hanh'],
  ['cao_dang', '6510201', 'ky_su_thuc_hanh'],
  ['cao_dang', '6520123', 'ky_su_thuc_hanh'],
  ['cao_dang', '6540101', 'ky_su_thuc_hanh'],
  ['cao_dang', '6580201', 'ky_su_thuc_hanh'],
  ['cao_dang', '6620111', 'ky_su_thuc_hanh'],
  ['cao_dang', '6840101', 'ky_su_thuc_hanh'],
  ['cao_dang', '6340301', 'cu_nhan_thuc_hanh'],
  ['cao_dang', '6720301', 'cu_nhan_thuc_hanh'],
  ['trung_cap', '5480201', null],
] as const)('title of %s %s, Art. 18: %s', (level, occupation, title) =>
  expect(titleOf(tt04, level, occupation)).toBe(title),
)
