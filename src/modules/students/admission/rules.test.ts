import { describe, expect, test } from 'vitest'
import { codeFrom, nextApplicationState, readCode } from './application.ts'
import { quotaStanding } from './intake.ts'

describe('rules', () => {
  test('a code is read as people type it', () => {
    expect(readCode('ts abcd-2345')).toBe('TS-ABCD-2345')
    expect(readCode('abcd2345')).toBe('TS-ABCD-2345')
    expect(readCode('TS-ABC')).toBeUndefined()
    expect(codeFrom(new Uint8Array([0, 31, 32, 255, 1, 2, 3, 4]))).toMatch(/^TS-[A-Z2-9]{4}-[A-Z2-9]{4}$/)
  })

  test.each([
    ['submitted', 'accept', 'accepted'],
    ['submitted', 'return', 'returned'],
    ['returned', 'accept', undefined],
    ['returned', 'reject', 'rejected'],
    ['rejected', 'reconsider', 'submitted'],
    ['returned', 'reconsider', 'submitted'],
    ['accepted', 'reject', undefined],
    ['withdrawn', 'accept', undefined],
  ] as const)('%s, %s: %s', (state, act, next) => expect(nextApplicationState(state, act)).toBe(next))

  const item = { occupation_name: 'Hàn', level: 'trung_cap', is_in_force: true }
  test.each([
    ['within the licence', [{ ...item, occupation_code: '5520123', quota: 40 }], 'within'],
    ['beyond it', [{ ...item, occupation_code: '5520123', quota: 30 }], 'beyond'],
    [
      'two campuses are added up',
      [
        { ...item, occupation_code: '5520123', quota: 20 },
        { ...item, occupation_code: '5520123', quota: 20 },
      ],
      'within',
    ],
    ['not in the licence', [{ ...item, occupation_code: '5340301', quota: 40 }], 'unlicensed'],
    [
      'a licence that ended does not count',
      [{ ...item, occupation_code: '5520123', quota: 40, is_in_force: false }],
      'unlicensed',
    ],
    ['a licence without a figure', [{ ...item, occupation_code: '5520123', quota: null }], 'unknown'],
  ])('35 places, %s', (_what, licensed, kind) => {
    const wanted = { occupation_code: '5520123', programme_name: 'Hàn', level: 'trung_cap' }
    expect(quotaStanding(35, wanted, licensed).kind).toBe(kind)
  })
})
