import { describe, expect, test } from 'vitest'
import { spanAt } from './server.ts'

describe('a block put down elsewhere', () => {
  const fact = { from: '07:00', to: '09:15' }
  test.each([
    ['13:30', { day: '2026-11-24', from: '13:30', to: '15:45' }],
    ['21:44', { day: '2026-11-24', from: '21:44', to: '23:59' }],
    // It is never cut short.
    ['21:45', undefined],
    ['23:00', undefined],
  ])('at %s keeps its length', (from, span) =>
    expect(spanAt(fact, { day: '2026-11-24', from })).toEqual(span),
  )
})
