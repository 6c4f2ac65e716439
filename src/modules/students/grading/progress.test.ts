import { describe, expect, test } from 'vitest'
import { creditProgress, yearProgress, type CreditCase, type YearCase } from './progress.ts'
import { programmeMonths, studyTime, type StudyTime } from './study-time.ts'
import { tt04 } from './testing.ts'

describe('year mode, at the end of a year', () => {
  const judge = (more: Partial<YearCase>) =>
    yearProgress(tt04, {
      average: '7.0',
      programme_months: 24,
      has_disability: false,
      discipline: null,
      ...more,
    })

  test.each([
    ['5.0', 'continue'],
    ['4.9', 'adjust'],
    ['4.0', 'adjust'],
    ['3.9', 'dismiss'],
    [null, 'continue'],
  ] as const)('%s: %s', (average, outcome) => expect(judge({ average }).outcome).toBe(outcome))

  test('under 4.0 with a disability is adjusted', () => {
    const made = judge({ average: '3.9', has_disability: true })
    expect(made).toMatchObject({ outcome: 'adjust', reasons: [{ code: 'adjust_disability' }] })
  })

  test('no adjustment in programmes under a year and a half', () => {
    expect(judge({ average: '4.5', programme_months: 18 }).outcome).toBe('adjust')
    expect(judge({ average: '4.5', programme_months: 17 }).outcome).toBe('continue')
  })

  test('a disability spares dismissal where progress can be adjusted; in a shorter programme as the policy says', () => {
    const weak = { average: '3.9', has_disability: true }
    expect(judge({ ...weak, programme_months: 18 }).outcome).toBe('adjust')
    expect(judge({ ...weak, programme_months: 12 }).outcome).toBe('dismiss')
    const year = { ...tt04.progress.year, disability_spares_short_programmes: true }
    const lenient = { ...tt04, progress: { ...tt04.progress, year } }
    const one = { ...weak, programme_months: 12, discipline: null }
    expect(yearProgress(lenient, one).outcome).toBe('continue')
    expect(yearProgress(lenient, { ...one, has_disability: false }).outcome).toBe('dismiss')
  })

  test('discipline, time and graduation sittings dismiss, each with its reason', () => {
    const made = judge({
      average: '3.0',
      discipline: 'buoc_thoi_hoc',
      graduation_sittings_exhausted: true,
      time: {
        programme_months: 24,
        from_date: '2022-09-05',
        on_date: '2025-10-05',
        reserved_days: 0,
      },
    })
    expect(made.outcome).toBe('dismiss')
    expect(made.reasons.map((one) => one.code)).toEqual([
      'year_average',
      'dismissed',
      'time_exhausted',
      'graduation_sittings',
    ])
  })
})

describe('credit mode, at the end of a term', () => {
  const judge = (more: Partial<CreditCase>, policy = tt04) =>
    creditProgress(policy, {
      average: '2.50',
      is_first_term: false,
      registered_credits: '20',
      failed_credits: '0',
      warnings: 0,
      discipline: null,
      ...more,
    })

  test.each([
    ['1.20', true, 'continue'],
    ['1.19', true, 'warn'],
    ['1.50', false, 'continue'],
    ['1.49', false, 'warn'],
  ])('%s, first term %s: %s', (average, is_first_term, outcome) =>
    expect(judge({ average, is_first_term }).outcome).toBe(outcome),
  )

  test.each([
    ['10', 'continue'],
    ['10.5', 'warn'],
  ])('%s of 20 credits failed: %s', (failed_credits, outcome) =>
    expect(judge({ failed_credits }).outcome).toBe(outcome),
  )

  test('both reasons make one warning', () =>
    expect(judge({ average: '1.00', failed_credits: '15' }).reasons.map((one) => one.code)).toEqual([
      'failed_share',
      'term_average',
    ]))

  test('more warnings than the school allows dismiss; without a limit none do', () => {
    const progress = { ...tt04.progress, credit: { ...tt04.progress.credit, max_warnings: 2 } }
    const limited = { ...tt04, progress }
    expect(judge({ average: '1.00', warnings: 1 }, limited).outcome).toBe('warn')
    expect(judge({ average: '1.00', warnings: 2 }, limited).outcome).toBe('dismiss')
    expect(judge({ warnings: 9 }, limited).outcome).toBe('continue')
    expect(judge({ average: '1.00', warnings: 9 }).outcome).toBe('warn')
  })

  test('nothing registered, nothing graded: no warning', () =>
    expect(judge({ average: null, registered_credits: '0' }).outcome).toBe('continue'))
})

describe('longest time of study', () => {
  const time = (more: Partial<StudyTime>): StudyTime => ({
    programme_months: 36,
    from_date: '2020-09-01',
    on_date: '2025-03-01',
    reserved_days: 0,
    ...more,
  })
  const found = (more: Partial<StudyTime>) =>
    studyTime(tt04, time(more)).reasons.map((one) => [one.code, one.params.used])

  test.each([
    [24, '36'],
    [25, '37.5'],
    [36, '54'],
    [12, '24'],
    [23, '46'],
    [6, null],
  ])('%i months: %s', (programme_months, most) =>
    expect(studyTime(tt04, time({ programme_months })).most_months).toBe(most),
  )

  test('is counted to the day: 54 months end on their own day', () => {
    expect(found({})).toEqual([])
    expect(found({ on_date: '2025-03-02' })).toEqual([['time_exhausted', '54.1']])
    expect(found({ on_date: '2025-03-30' })).toEqual([['time_exhausted', '55']])
    expect(found({ from_date: '2020-08-31', on_date: '2025-02-28' })).toEqual([])
  })

  test('reserved days do not count, each of them, and have an end of their own', () => {
    expect(found({ on_date: '2025-03-31', reserved_days: 30 })).toEqual([])
    expect(found({ on_date: '2025-03-31', reserved_days: 29 })).toEqual([['time_exhausted', '54.1']])
    // five years, with their leap days
    const away = { from_date: '2019-01-01', on_date: '2025-01-01' }
    expect(found({ ...away, reserved_days: 1827 })).toEqual([])
    expect(found({ ...away, reserved_days: 1828 })).toEqual([['reserved_too_long', '60.1']])
  })

  test('of a cohort that says no number of months: to the planned last day', () => {
    const cohort = { duration_months: null, from_date: '2024-09-09', planned_to_date: '2026-09-08' }
    expect(programmeMonths(cohort)).toBe(24)
    expect(programmeMonths({ ...cohort, planned_to_date: '2026-08-31' })).toBe(24)
    expect(programmeMonths({ ...cohort, duration_months: 18 })).toBe(18)
  })
})
