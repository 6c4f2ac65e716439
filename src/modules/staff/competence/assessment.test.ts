import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  levelOf,
  meanOf,
  overallLevel,
  resultsOf,
  scoreOf,
  strengthsOf,
  type Framework,
  type LevelRule,
} from './assessment.ts'

const rule: LevelRule = { level_of: [0, 0, 1, 2, 3], overall_share: 0.8 }
const codes = Array.from({ length: 20 }, (_, at) => `c${at}`)
const scored = (counts: Record<number, number>) =>
  new Map(
    Object.entries(counts)
      .flatMap(([score, count]) => Array.from({ length: count }, () => Number(score)))
      .map((score, at) => [`c${at}`, score]),
  )

describe('levels', () => {
  test.each([
    [[false, false, false, false], 0, 0],
    [[true, false, false, false], 1, 0],
    [[true, true, false, false], 2, 1],
    [[true, true, true, false], 3, 2],
    [[true, true, true, true], 4, 3],
    [[true, true, false, true], 2, 1],
    [[false, true, true, true], 0, 0],
  ])('%s: %i in a row, level %i', (ticked, score, level) => {
    expect(scoreOf(ticked)).toBe(score)
    expect(levelOf(rule, score)).toBe(level)
  })

  test.each([
    ['all at the first level', { 2: 20 }, 1],
    ['exactly four in five', { 2: 16, 0: 4 }, 1],
    ['one short of four in five', { 2: 15, 0: 5 }, 0],
    ['higher ones count for a lower level too', { 4: 10, 2: 6, 0: 4 }, 1],
    ['proficient', { 3: 16, 2: 4 }, 2],
    ['advanced', { 4: 16, 0: 4 }, 3],
  ])('overall: %s', (_name, counts, level) => {
    expect(overallLevel(rule, scored(counts), codes)).toBe(level)
  })

  test('there is no overall level while something is not answered', () => {
    expect(overallLevel(rule, scored({ 4: 19 }), codes)).toBeNull()
  })

  test('doing better in one component never lowers the overall level', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 20, maxLength: 20 }),
        fc.nat(19),
        (scores, at) => {
          const map = new Map(scores.map((score, index) => [`c${index}`, score]))
          const better = new Map(map).set(`c${at}`, Math.min(4, scores[at]! + 1))
          expect(overallLevel(rule, better, codes)!).toBeGreaterThanOrEqual(overallLevel(rule, map, codes)!)
        },
      ),
    )
  })
})

describe('the report', () => {
  const statements = [1, 2, 3, 4].map((n) => ({ vi: `câu ${n}`, en: `statement ${n}` }))
  const component = (code: string, domain_code: string) => ({
    code,
    domain_code,
    name: code,
    name_en: code,
    statements,
  })
  const framework = {
    domains: [
      { code: '1', name: 'Một', name_en: 'One', components: [component('1.1', '1'), component('1.2', '1')] },
      { code: '2', name: 'Hai', name_en: 'Two', components: [component('2.1', '2')] },
    ],
  } as unknown as Framework

  test('names the mean, the change since last time and the next statement of the weakest component', () => {
    const results = resultsOf(
      framework,
      new Map([
        ['1.1', 3],
        ['1.2', 2],
        ['2.1', 4],
      ]),
      new Map([
        ['1.1', 2],
        ['1.2', 2],
        ['2.1', 4],
      ]),
    )
    expect(results[0]).toMatchObject({
      mean: 2.5,
      change: 0.5,
      gap: { component: { code: '1.2' }, next: { vi: 'câu 3' } },
    })
    expect(results[1]).toMatchObject({ mean: 4, change: 0, gap: null })
    expect(strengthsOf(results).map((one) => one.domain.code)).toEqual(['2'])
  })

  test('nothing stands out when all is the same, and nothing is made up for what is not answered', () => {
    expect(
      strengthsOf(
        resultsOf(
          framework,
          new Map([
            ['1.1', 2],
            ['1.2', 2],
            ['2.1', 2],
          ]),
        ),
      ),
    ).toEqual([])
    expect(resultsOf(framework, new Map())[0]).toMatchObject({ mean: null, change: null, gap: null })
    expect(meanOf([])).toBeNull()
  })
})
