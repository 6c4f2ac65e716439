import { addMonths } from '#platform/clock.ts'
import { describe, expect, test } from 'vitest'
import { enrolmentStates } from '../enrolment.ts'
import { changeOfPath, changePaths, changes, changesFrom, findRefusal, rules, type Facts } from './change.ts'
import { addYears } from './typed.ts'

const facts = (more: Partial<Facts> = {}): Facts => ({
  state: 'studying',
  last_on: '2026-09-07',
  today: '2026-11-22',
  reserved_days: 0,
  max_reserved_months: 60,
  first_term_ends: '2027-01-17',
  last_term_begins: '2028-02-14',
  is_disciplined: false,
  place: { class_group_id: 'a', cohort_id: 'k', programme_id: 'p' },
  ...more,
})
const on = '2026-11-20'

describe('transitions', () => {
  const allowed = {
    studying: ['reserve', 'suspend', 'change_class', 'transfer_out', 'withdraw', 'dismiss'],
    reserved: ['suspend', 'return', 'transfer_out', 'withdraw', 'dismiss'],
    suspended: ['return', 'withdraw', 'dismiss'],
    graduated: [],
    transferred: ['reopen'],
    withdrawn: ['reopen'],
    dismissed: ['reopen'],
  }
  test.each(enrolmentStates)('from %s', (state) => {
    expect(changesFrom(state)).toEqual(allowed[state])
    for (const change of changes.filter((one) => !changesFrom(state).includes(one)))
      expect(findRefusal({ change, on_date: on }, facts({ state }))).toEqual({
        field: 'change',
        key: `students.change.refused.${state}`,
      })
  })
  test('each has an address of its own', () => {
    for (const change of changes) expect(changeOfPath(changePaths[change])).toBe(change)
    expect(changeOfPath('khac')).toBeUndefined()
  })
  test('each needs a decision but the change of class inside a cohort', () => {
    expect(changes.filter((change) => rules[change].isDecisionOptional)).toEqual(['change_class'])
  })
})

describe('days', () => {
  test('a change lies neither in the future nor before the last one', () => {
    const refusal = (day: string) => findRefusal({ change: 'withdraw', on_date: day }, facts())?.key
    expect(refusal('2026-11-23')).toBe('students.change.error.future')
    expect(refusal('2026-09-06')).toBe('students.change.error.before_last')
    expect(refusal('2026-09-07')).toBeUndefined()
  })
  test('a reserve ends after it begins, within five years, earlier ones counted (Circular 04/2022)', () => {
    const refusal = (until: string | undefined, more: Partial<Facts> = {}) =>
      findRefusal({ change: 'reserve', on_date: on, until }, facts(more))?.key
    expect(refusal(undefined)).toBe('students.change.error.until')
    expect(refusal(on)).toBe('students.change.error.until_before')
    expect(refusal('2031-11-20')).toBeUndefined()
    expect(refusal('2031-11-21')).toBe('students.change.error.reserve_too_long')
    expect(refusal('2031-10-21', { reserved_days: 30 })).toBeUndefined()
    expect(refusal('2031-10-22', { reserved_days: 30 })).toBe('students.change.error.reserve_too_long')
  })
  test('months and years keep to the calendar', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addYears('2008-02-29', 18)).toBe('2026-03-01')
  })
})

describe('class and school', () => {
  const target = (more: object = {}) => ({ id: 'b', cohort_id: 'k', programme_id: 'p', ...more })
  const refusal = (more: Partial<Facts>, day = on) =>
    findRefusal({ change: 'change_class', on_date: day }, facts(more))?.key
  test('the class is another one', () => {
    expect(refusal({})).toBe('students.change.error.class')
    expect(refusal({ target: target({ id: 'a' }) })).toBe('students.change.error.same_class')
    expect(refusal({ target: target() })).toBeUndefined()
  })
  test('the occupation changes in the first semester only (Circular 04/2022)', () => {
    const other = target({ programme_id: 'q', cohort_id: 'z' })
    expect(refusal({ target: other })).toBeUndefined()
    expect(refusal({ target: other, first_term_ends: undefined })).toBe('students.change.error.no_first_term')
    expect(refusal({ target: other, first_term_ends: '2026-11-19' })).toBe(
      'students.change.error.after_first_term',
    )
    expect(
      findRefusal({ change: 'return', on_date: on }, facts({ state: 'reserved', target: other }))?.key,
    ).toBe('students.change.error.other_programme')
  })
  test('nobody changes school under a warning or in the last semester (Circular 04/2022)', () => {
    const move = (more: Partial<Facts>) =>
      findRefusal({ change: 'transfer_out', on_date: on }, facts(more))?.key
    expect(move({})).toBeUndefined()
    expect(move({ is_disciplined: true })).toBe('students.change.error.disciplined')
    expect(move({ last_term_begins: on })).toBe('students.change.error.last_term')
    expect(move({ last_term_begins: undefined })).toBeUndefined()
  })
})
