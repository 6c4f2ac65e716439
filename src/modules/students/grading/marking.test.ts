import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { examTotal } from './graduation-score.ts'
import { settlePaper } from './marking.ts'
import { tt04 } from './testing.ts'

const paper = (marks: string[], third: string | null = null) =>
  settlePaper(tt04, { is_thesis: false, marks, third })

describe('two independent markers of a graduation paper', () => {
  test.each([
    // the mean is rounded as any total, once: .25 → .5, .75 → 1.0 (Art. 23–27)
    [['7.0', '7.5'], '7.5'],
    [['7.0', '7.75'], '7.5'],
    [['7.25', '7.5'], '7.5'],
    [['7.0', '7.25'], '7.0'],
    [['6.75', '7.0'], '7.0'],
    [['4.5', '5.0'], '5.0'],
    [['4.25', '4.75'], '4.5'],
    [['0', '0'], '0.0'],
  ])('%j make %s', (marks, mark) => expect(paper(marks)).toMatchObject({ mark, needs_third: false }))

  test.each([
    ['7.0', '7.75', false],
    ['7.0', '8.0', true],
    ['8.0', '7.0', true],
    ['2', '9.5', true],
  ])('%s and %s: a third marker is asked: %s', (a, b, needs_third) =>
    expect(paper([a, b])).toMatchObject({ needs_third, ...(needs_third ? { mark: null } : {}) }),
  )

  test('the third marker’s mark stands, rounded as any total', () => {
    expect(paper(['7.0', '8.0'], '7.25')).toMatchObject({ mark: '7.5', reasons: [] })
    expect(paper(['7.0', '8.0'], '9.0')).toMatchObject({ mark: '9.0' })
  })

  test('one marker is not enough', () =>
    expect(paper(['7.0'])).toMatchObject({ mark: null, reasons: [{ code: 'markers_missing' }] }))

  test.each(['7.25', '4.75', '6.5', '9.75'])(
    'a mean of %s is what the same mark typed on the sheet makes',
    (mark) => expect(paper([mark, mark]).mark).toBe(examTotal(tt04, mark)),
  )

  const quarter = fc.integer({ min: 0, max: 40 }).map((n) => String(n / 4))
  test('a mean stays between the markers’ marks, but for the rounding, whoever marked first', () =>
    fc.assert(
      fc.property(quarter, quarter, (a, b) => {
        const one = paper([a, b])
        expect(paper([b, a])).toMatchObject({ mark: one.mark, needs_third: one.needs_third })
        if (one.mark !== null) {
          expect(Number(one.mark)).toBeGreaterThanOrEqual(Math.min(Number(a), Number(b)))
          expect(Number(one.mark)).toBeLessThanOrEqual(Math.max(Number(a), Number(b)) + 0.25)
        }
      }),
    ))
})

describe('a thesis panel (three to five members, mean)', () => {
  const panel = (marks: string[]) => settlePaper(tt04, { is_thesis: true, marks, third: null })
  test('the mean counts whatever the differences; two members are too few', () => {
    expect(panel(['7', '8.5', '9'])).toMatchObject({ mark: '8.2', needs_third: false })
    expect(panel(['7', '8'])).toMatchObject({ mark: null, reasons: [{ code: 'markers_missing' }] })
  })
})
