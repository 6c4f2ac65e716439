import { describe, expect, test } from 'vitest'
import { findShippedPolicy, shippedPolicies } from './policies.ts'
import { basisOf, classes, GradingPolicy, leaves } from './policy.ts'
import { tt04 } from './testing.ts'
import { isApplied, unapplied } from './unapplied.ts'

test('codes of the shipped policies are named once', () => {
  const codes = shippedPolicies.map((policy) => policy.code)
  expect(new Set(codes).size).toBe(codes.length)
  expect(findShippedPolicy('TT04-2022')).toBe(tt04)
  expect(findShippedPolicy('tt04')).toBeUndefined()
})

describe('every number has its source', () => {
  test.each(leaves(tt04))('%s', (field) => {
    const basis = basisOf(tt04, field)
    expect(basis?.certainty).toMatch(/^[SKU]$/)
    // What was seen was seen somewhere.
    if (basis?.certainty === 'S') expect(basis.article).not.toBeNull()
  })

  test('and every source speaks of a number', () => {
    const fields = leaves(tt04)
    const idle = tt04.basis.filter(
      (one) => !fields.some((field) => field === one.field || field.startsWith(`${one.field}.`)),
    )
    expect(idle).toEqual([])
  })

  test('a number without one is refused', () => {
    const basis = tt04.basis.filter((one) => one.field !== 'titles')
    expect(() => GradingPolicy.parse({ ...tt04, basis })).toThrow(/no basis for titles.levels/)
  })

  test('the closest source speaks', () => {
    expect(basisOf(tt04, 'module.pass.credit')).toMatchObject({ certainty: 'S' })
    expect(basisOf(tt04, 'module.pass.year')).toMatchObject({ certainty: 'K', article: null })
    expect(basisOf(tt04, 'nothing')).toBeUndefined()
  })
})

test('what nothing applies names numbers there are', () => {
  const fields = leaves(tt04)
  const idle = unapplied.filter(
    (one) => !fields.some((field) => field === one || field.startsWith(`${one}.`)),
  )
  expect(idle).toEqual([])
  expect(isApplied('sittings.proxy_sitting')).toBe(false)
  expect(isApplied('progress.registration.min_load')).toBe(false)
  expect(isApplied('sittings.max_retakes')).toBe(true)
})

test('survives being stored as JSON', () =>
  expect(GradingPolicy.parse(JSON.parse(JSON.stringify(tt04)))).toEqual(tt04))

test('a school can write its own, with other weights, also for sơ cấp', () => {
  const module = { ...tt04.module, test_weight: '0.5', exam_weight: '0.5' }
  const chosen = { field: 'module.test_weight', article: null, certainty: 'U' as const }
  const basis = [...tt04.basis, chosen]
  const own = GradingPolicy.parse({ ...tt04, code: 'QC-01', levels: ['so_cap'], module, basis })
  expect(basisOf(own, 'module.test_weight')).toEqual(chosen)
})

test('an unknown field or a binary float is refused', () => {
  expect(() => GradingPolicy.parse({ ...tt04, more: 1 })).toThrow()
  expect(() => GradingPolicy.parse({ ...tt04, module: { ...tt04.module, test_weight: 0.4 } })).toThrow()
})

test('bands fall from the best down to nothing', () => {
  for (const bands of [tt04.classification.year, tt04.classification.credit]) {
    expect(bands.map((band) => band.class)).toEqual(classes)
    expect(bands.map((band) => Number(band.from)).toSorted((a, b) => b - a)).toEqual(
      bands.map((band) => Number(band.from)),
    )
    expect(Number(bands.at(-1)!.from)).toBe(0)
  }
  expect(Number(tt04.letters.bands.at(-1)!.from)).toBe(0)
})
