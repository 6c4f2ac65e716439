import { describe, expect, test } from 'vitest'
import { termPeriods, yearPeriods, type TermOf } from './periods.ts'

const term = (id: string, kind: TermOf['kind'], from_date: string, school_year = 2025): TermOf => ({
  id,
  name: id,
  kind,
  school_year,
  from_date,
  to_date: `${from_date.slice(0, 7)}-28`,
})
const all = [
  term('hè', 'supplementary', '2026-07-01'),
  term('HK2', 'main', '2026-02-01'),
  term('HK1', 'main', '2025-09-01'),
  term('HK1 sau', 'main', '2026-09-01', 2026),
]

describe('periods of study', () => {
  test('a supplementary term belongs to the main term before it (Art. 21, 32)', () => {
    expect(termPeriods(all).map((one) => [one.name, one.to_date])).toEqual([
      ['HK1', '2025-09-28'],
      ['HK2 + hè', '2026-07-28'],
      ['HK1 sau', '2026-09-28'],
    ])
  })

  test('one without a main term in its school year stands alone', () => {
    const alone = [term('HK2', 'main', '2026-02-01'), term('hè', 'supplementary', '2026-08-25', 2026)]
    expect(termPeriods(alone).map((one) => one.key)).toEqual(['HK2', 'hè'])
  })

  test('a school year holds all its terms, the latest day ends it', () => {
    expect(yearPeriods(all).map((one) => [one.name, one.terms.length, one.to_date])).toEqual([
      ['2025–2026', 3, '2026-07-28'],
      ['2026–2027', 1, '2026-09-28'],
    ])
  })
})
