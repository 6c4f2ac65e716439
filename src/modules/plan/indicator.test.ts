import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { meets, percentOf, shortfall, shownPercent } from './indicator.ts'

const counts = fc
  .nat({ max: 100_000 })
  .chain((denominator) =>
    fc.record({ denominator: fc.constant(denominator), numerator: fc.nat({ max: denominator }) }),
  )
const targets = fc.nat({ max: 10_000 }).map((hundredths) => hundredths / 100)

describe('a share', () => {
  test('has two decimals, rounded half up', () => {
    expect(percentOf({ numerator: 215, denominator: 500 })).toBe(43)
    expect(percentOf({ numerator: 1, denominator: 3 })).toBe(33.33)
    expect(percentOf({ numerator: 2, denominator: 3 })).toBe(66.67)
    expect(percentOf({ numerator: 1, denominator: 800 })).toBe(0.13)
  })

  test('of an empty population is no number, and meets no target', () => {
    expect(percentOf({ numerator: 0, denominator: 0 })).toBeNull()
    expect(shownPercent({ numerator: 0, denominator: 0 }, 50)).toBeNull()
    expect(meets({ numerator: 0, denominator: 0 }, 0)).toBe(false)
  })

  test('is not shown as 100 % or as its target while somebody is missing', () => {
    expect(shownPercent({ numerator: 2999, denominator: 3000 }, 100)).toBe(99.9)
    expect(shownPercent({ numerator: 4999, denominator: 10_000 }, 50)).toBe(49.9)
    expect(shownPercent({ numerator: 5000, denominator: 10_000 }, 50)).toBe(50)
  })

  test('never shown reaches what is not met', () => {
    fc.assert(
      fc.property(counts, targets, (count, target) => {
        const shown = shownPercent(count, target)
        expect(shown === null || target === 0 || shown < target || meets(count, target)).toBe(true)
      }),
    )
  })
})

describe('what is missing', () => {
  test('is just enough: with it the target is met, with one less it is not', () => {
    fc.assert(
      fc.property(counts, targets, (count, target) => {
        fc.pre(count.denominator > 0)
        const missing = shortfall(count, target)
        const filled = { numerator: count.numerator + missing, denominator: count.denominator }
        expect(filled.numerator).toBeLessThanOrEqual(count.denominator)
        expect(filled.numerator * 10_000).toBeGreaterThanOrEqual(
          Math.round(target * 100) * filled.denominator,
        )
        if (missing > 0)
          expect((filled.numerator - 1) * 10_000).toBeLessThan(Math.round(target * 100) * filled.denominator)
      }),
    )
  })

  test('of 215 in 500 and a target of 50 % is 35', () => {
    expect(shortfall({ numerator: 215, denominator: 500 }, 50)).toBe(35)
  })
})
