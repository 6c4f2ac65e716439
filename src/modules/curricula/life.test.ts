import { describe, expect, test } from 'vitest'
import { checkContent, refusalsOf, type StepContent, type StepInput } from './life.ts'
import type { Outcome } from './outcome.ts'
import { exampleUnit } from './testing/example-unit.ts'
import { nextState, stepsFrom, steps, states, type Step, type Version } from './version.ts'

const version = (more: Partial<Version> = {}): Version => ({
  id: 'v',
  programme_id: 'p',
  institution_id: 'i',
  number: 1,
  based_on: null,
  state: 'draft',
  mode: 'year',
  study_form: 'regular',
  entry_level: 'upper_secondary',
  entry_requirement: 'Tốt nghiệp THPT',
  duration_months: 24,
  elective_credits: null,
  objectives: 'Có',
  job_positions: 'Thợ hàn',
  usage_guide: '',
  change_note: '',
  new_technology_note: '',
  delivery_note: '',
  delivery_confirmed_on: null,
  delivery_confirmed_by: null,
  decision_no: null,
  decision_date: null,
  active_from: null,
  cohort: null,
  active_to: null,
  is_demo: false,
  version: 1,
  code: 'HAN',
  name: 'Hàn',
  level: 'trung_cap',
  occupation_code: '5520123',
  ...more,
})
const outcomes = (['knowledge', 'skill', 'autonomy'] as const).map((kind, at): Outcome => ({
  id: `o${at}`,
  version_id: 'v',
  position: at,
  code: `CĐR-0${at + 1}`,
  kind,
  statement: 'Làm được',
}))
const content = (more: Partial<StepContent> = {}): StepContent => ({
  units: [exampleUnit()],
  outcomes,
  taught: new Set(['o0', 'o1', 'o2']),
  rules: [],
  ...more,
})
const keys = (
  step: Step,
  given: Version,
  input: StepInput = {},
  more: Partial<StepContent> = {},
  ...others: Version[]
) =>
  refusalsOf(step, given, input, { today: '2026-11-24', content: content(more), others }).map(
    (one) => one.key,
  )

describe('the life of a version (Thông tư 03/2017/TT-BLĐTBXH)', () => {
  test('draft, review, appraisal, decision, active', () => {
    const path = (['submit', 'appraise', 'approve', 'activate'] as const).reduce<Version['state'][]>(
      (all, step) => [...all, nextState(all.at(-1)!, step)!],
      ['draft'],
    )
    expect(path).toEqual(['draft', 'under_review', 'appraised', 'approved', 'active'])
  })

  test('nothing leads back from a decision, and ended versions stay', () => {
    expect(stepsFrom('approved')).toEqual(['activate', 'retire'])
    expect(stepsFrom('superseded')).toEqual([])
    expect(stepsFrom('retired')).toEqual([])
    for (const state of states)
      for (const step of steps)
        if (!stepsFrom(state).includes(step))
          expect(keys(step, version({ state }))).toEqual(['curricula.refusal.wrong_state'])
  })

  test('an outcome that no subject teaches keeps it a draft', () => {
    expect(keys('submit', version())).toEqual([])
    const hole = { taught: new Set(['o0', 'o1']) }
    expect(keys('submit', version(), {}, hole)).toEqual(['curricula.refusal.submit_errors'])
    expect(checkContent(version(), content(hole))).toMatchObject([
      { key: 'outcome_holes', params: { codes: 'CĐR-03' } },
    ])
  })

  test('the three groups of outcomes are needed (Thông tư 12/2017/TT-BLĐTBXH)', () => {
    expect(
      checkContent(version(), content({ outcomes: outcomes.slice(0, 2) })).map((one) => one.key),
    ).toEqual(['outcome_kind.autonomy'])
    expect(checkContent(version(), content({ outcomes: [] })).map((one) => one.key)).toEqual(['no_outcomes'])
  })

  test.each<[string, Partial<Version>, string]>([
    ['whom it admits', { entry_requirement: '' }, 'text_missing.entry_requirement'],
    ['what schooling it asks for', { entry_level: 'any' }, 'text_missing.entry_level'],
    ['how long it takes', { duration_months: null }, 'text_missing.duration_months'],
    ['what it is for', { objectives: '' }, 'text_missing.objectives'],
    ['the work afterwards', { job_positions: '' }, 'text_missing.job_positions'],
    ['why it replaces another', { number: 2 }, 'text_missing.change_note'],
  ])('needs to say %s', (_name, more, key) =>
    expect(checkContent(version(more), content()).map((one) => one.key)).toEqual([key]),
  )

  test.each<[Step, Partial<Version>, StepInput, string[]]>([
    ['return', { state: 'under_review' }, {}, ['curricula.refusal.return_note']],
    [
      'appraise',
      { state: 'under_review' },
      { document_no: '12/BB' },
      ['curricula.refusal.appraise_document_date'],
    ],
    [
      'approve',
      { state: 'appraised' },
      { document_no: '3/QĐ', document_date: '2026-11-25' },
      ['curricula.refusal.future'],
    ],
    [
      'activate',
      { state: 'approved', decision_date: '2026-08-01' },
      { active_from: '2026-07-31', cohort: 'K26' },
      ['curricula.refusal.before_decision'],
    ],
    [
      'activate',
      { state: 'approved', decision_date: '2026-08-01' },
      { active_from: '2026-09-01', cohort: 'K26' },
      [],
    ],
  ])('%s: %o with %o', (step, more, input, expected) =>
    expect(keys(step, version(more), input)).toEqual(expected),
  )

  test('a new version begins after the one it replaces', () => {
    const previous = version({ number: 1, state: 'active', active_from: '2026-09-01' })
    const next = version({ number: 2, state: 'approved', decision_date: '2026-08-01' })
    const begin = (active_from: string, ...others: Version[]) =>
      keys('activate', next, { active_from, cohort: 'K26' }, {}, ...others)
    expect(begin('2026-09-01', previous)).toEqual(['curricula.refusal.before_previous'])
    const retired = { ...previous, state: 'retired' as const, active_to: '2026-11-24' }
    expect(begin('2026-11-24', retired)).toEqual(['curricula.refusal.before_previous'])
    expect(begin('2026-11-25', retired)).toEqual([])
  })
})
