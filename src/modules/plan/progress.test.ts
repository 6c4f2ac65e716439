import { describe, expect, test } from 'vitest'
import type { Target } from './indicator.ts'
import { closedTargets, compareStanding, pathValue, standing, targetOn } from './progress.ts'

const target = (year: number, value: number | null): Target => ({
  year,
  due_on: `${year}-12-31`,
  value,
  comparator: 'at_least',
  source: 'test',
})
const both = [target(2025, 50), target(2030, 100)]
const start = { day: '2025-12-31', value: 40 }

describe('the target aimed at', () => {
  test('is the next one not yet due, its own last day included', () => {
    expect(targetOn(both, '2025-12-31')?.year).toBe(2025)
    expect(targetOn(both, '2026-01-01')?.year).toBe(2030)
  })

  test('stays the last stated one when the next is not stated', () => {
    expect(targetOn([target(2025, 100), target(2030, null)], '2026-11-22')?.year).toBe(2025)
    expect(targetOn([target(2025, null)], '2026-11-22')).toBeUndefined()
  })

  test('is closed the day after it is due', () => {
    expect(closedTargets(both, '2025-12-31')).toEqual([])
    expect(closedTargets(both, '2026-01-01').map((one) => one.year)).toEqual([2025])
  })
})

test('the path is straight between its ends and flat outside them', () => {
  const end = { day: '2030-12-31', value: 100 }
  expect(pathValue(start, end, '2025-12-31')).toBe(40)
  expect(pathValue(start, end, '2024-01-01')).toBe(40)
  expect(pathValue(start, end, '2031-06-01')).toBe(100)
  expect(pathValue(start, end, '2028-07-01')).toBeCloseTo(40 + 60 * (913 / 1826), 6)
})

describe('standing', () => {
  const at = (numerator: number, day = '2028-07-01') =>
    standing({ numerator, denominator: 100 }, both, start, day).status

  test('achieved, on track, at risk or behind by the path on the day', () => {
    // The path asks for 70 on this day; four fifths of it are 56.
    expect(at(100)).toBe('achieved')
    expect(at(71)).toBe('on_track')
    expect(at(69)).toBe('at_risk')
    expect(at(56)).toBe('at_risk')
    expect(at(55)).toBe('behind')
  })

  test('after the last day only achieved or behind', () => {
    expect(at(99, '2031-01-01')).toBe('behind')
    expect(at(100, '2031-01-01')).toBe('achieved')
  })

  test('an empty population is not applicable; nothing measured is no data', () => {
    expect(standing({ numerator: 0, denominator: 0 }, both, start, '2026-11-22').status).toBe(
      'not_applicable',
    )
    expect(standing(null, both, start, '2026-11-22').status).toBe('no_data')
  })

  test('the most worrying stands first', () => {
    const rows = [
      { status: 'no_data', code: 'T03' },
      { status: 'achieved', code: 'T11' },
      { status: 'behind', code: 'T02' },
      { status: 'behind', code: 'T01' },
    ] as const
    expect(rows.toSorted(compareStanding).map((row) => row.code)).toEqual(['T01', 'T02', 'T11', 'T03'])
  })
})
