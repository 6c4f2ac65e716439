import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judge, type IntegrationRule, type OutcomeFacts, type VersionFacts } from './integration.ts'
import { shortestFixes, type Fix } from './shortest.ts'

const components = ['1', '2', '3', '4', '5', '6'].flatMap((domain) =>
  ['1', '2'].map((part) => ({ code: `${domain}.${part}`, domain })),
)
const plain: IntegrationRule = {
  min_outcomes: 1,
  min_level: 1,
  min_domains: 1,
  needs_unit: true,
  min_digital_units: 1,
  accepts_confirmation: true,
}
const mapped = { component: '1.1', domain: '1', level: 3 }
const facts = (
  outcomes: VersionFacts['outcomes'],
  digital: boolean[],
  isConfirmed = false,
): VersionFacts => ({
  outcomes,
  units: digital.map((isDigital, at) => ({ id: `m${at}`, isDigital })),
  isConfirmed,
})

describe('what counts as integrated (proposed reading of T03)', () => {
  test.each([
    [
      'a mapped and taught outcome, one subject online',
      facts([{ id: 'a', units: ['m0'], mappings: [mapped] }], [true]),
      [],
    ],
    [
      'the same, nothing online',
      facts([{ id: 'a', units: ['m0'], mappings: [mapped] }], [false]),
      ['digital_units'],
    ],
    [
      'nothing online but confirmed',
      facts([{ id: 'a', units: ['m0'], mappings: [mapped] }], [false], true),
      [],
    ],
    [
      'mapped but taught nowhere',
      facts([{ id: 'a', units: [], mappings: [mapped] }], [true]),
      ['outcomes', 'domains'],
    ],
    ['no outcome at all', facts([], [true]), ['outcomes', 'domains']],
  ] as const)('%s', (_name, version, lacks) => {
    expect(judge(plain, version).lacks).toEqual(lacks)
  })

  test('a level below the least does not count', () => {
    const version = facts([{ id: 'a', units: ['m0'], mappings: [mapped] }], [true])
    expect(judge({ ...plain, min_level: 3 }, version).counts).toBe(true)
    expect(judge({ ...plain, min_level: 4 }, version).counts).toBe(false)
  })
})

describe('the shortest list of changes', () => {
  test('is empty when the version passes', () => {
    expect(
      shortestFixes(plain, facts([{ id: 'a', units: ['m0'], mappings: [mapped] }], [true]), components),
    ).toEqual([])
  })

  test('takes the outcome that needs only a subject', () => {
    const version = facts(
      [
        { id: 'a', units: ['m0'], mappings: [] },
        { id: 'b', units: [], mappings: [mapped, { component: '2.1', domain: '2', level: 3 }] },
      ],
      [true],
    )
    expect(shortestFixes({ ...plain, min_domains: 2 }, version, components)).toEqual([
      { kind: 'link', outcome: 'b', unit: 'm0' },
    ])
  })

  test('raises a level rather than adding a component', () => {
    const version = facts([{ id: 'a', units: ['m0'], mappings: [mapped] }], [true])
    expect(shortestFixes({ ...plain, min_level: 5 }, version, components)).toEqual([
      { kind: 'raise', outcome: 'a', component: '1.1', level: 5 },
    ])
  })

  test('knows when nothing helps: more domains than there are', () => {
    expect(shortestFixes({ ...plain, min_domains: 7 }, facts([], []), components)).toBeUndefined()
  })

  test('of an empty version: a subject, its delivery, an outcome, its link and its competence', () => {
    const fixes = shortestFixes(plain, facts([], []), components)!
    expect(fixes.map((fix) => fix.kind)).toEqual(['add_unit', 'deliver', 'add_outcome', 'link', 'map'])
  })
})

const rules: fc.Arbitrary<IntegrationRule> = fc.record({
  min_outcomes: fc.integer({ min: 1, max: 4 }),
  min_level: fc.integer({ min: 1, max: 4 }),
  min_domains: fc.integer({ min: 1, max: 6 }),
  needs_unit: fc.boolean(),
  min_digital_units: fc.integer({ min: 0, max: 3 }),
  accepts_confirmation: fc.boolean(),
})
const versions = fc.integer({ min: 0, max: 3 }).chain((units) =>
  fc.record({
    outcomes: fc
      .array(
        fc.record({
          units:
            units === 0 ? fc.constant([]) : fc.subarray(Array.from({ length: units }, (_, at) => `m${at}`)),
          mappings: fc.uniqueArray(
            fc.record({ component: fc.constantFrom(...components), level: fc.integer({ min: 1, max: 5 }) }),
            { maxLength: 3, selector: (one) => one.component.code },
          ),
        }),
        { maxLength: 5 },
      )
      .map((list) =>
        list.map((one, at) => ({
          id: `o${at}`,
          units: one.units,
          mappings: one.mappings.map(({ component, level }) => ({
            component: component.code,
            domain: component.domain,
            level,
          })),
        })),
      ),
    units: fc
      .array(fc.boolean(), { minLength: units, maxLength: units })
      .map((list) => list.map((isDigital, at) => ({ id: `m${at}`, isDigital }))),
    isConfirmed: fc.boolean(),
  }),
)

test('applying the list passes, and removing any one of it fails', () => {
  fc.assert(
    fc.property(rules, versions, (rule, version) => {
      const fixes = shortestFixes(rule, version, components)!
      expect(judge(rule, applyFixes(version, fixes)).counts).toBe(true)
      for (const at of fixes.keys())
        expect(judge(rule, applyFixes(version, fixes.toSpliced(at, 1))).counts).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test('no single change and no pair does what a longer list is needed for', () => {
  fc.assert(
    fc.property(rules, versions, (rule, version) => {
      const fixes = shortestFixes(rule, version, components)!
      if (fixes.length < 2) return
      const single = [
        ...version.outcomes.flatMap((one) =>
          components.map((to) => ({
            kind: 'map' as const,
            outcome: one.id,
            component: to.code,
            domain: to.domain,
            level: 9,
          })),
        ),
        ...version.outcomes.flatMap((one) =>
          version.units.map((unit) => ({ kind: 'link' as const, outcome: one.id, unit: unit.id })),
        ),
        ...version.units.map((unit) => ({ kind: 'deliver' as const, unit: unit.id })),
      ]
      for (const [at, one] of single.entries()) {
        expect(judge(rule, applyFixes(version, [one])).counts).toBe(false)
        if (fixes.length < 3) continue
        for (const two of single.slice(at + 1))
          expect(judge(rule, applyFixes(version, [one, two])).counts).toBe(false)
      }
    }),
    { numRuns: 60 },
  )
})

/** The facts after the changes; a change of something that is not there does nothing. */
function applyFixes(facts: VersionFacts, fixes: readonly Fix[]): VersionFacts {
  const outcomes = new Map(facts.outcomes.map((one) => [one.id, one]))
  const units = new Map(facts.units.map((one) => [one.id, one]))
  for (const fix of fixes) {
    if (fix.kind === 'add_unit') units.set(fix.unit, { id: fix.unit, isDigital: false })
    if (fix.kind === 'add_outcome') outcomes.set(fix.outcome, { id: fix.outcome, units: [], mappings: [] })
  }
  for (const fix of fixes) {
    if (fix.kind === 'deliver' && units.has(fix.unit)) units.set(fix.unit, { id: fix.unit, isDigital: true })
    const outcome = 'outcome' in fix ? outcomes.get(fix.outcome) : undefined
    if (outcome) outcomes.set(outcome.id, changed(outcome, fix, units))
  }
  return { ...facts, outcomes: [...outcomes.values()], units: [...units.values()] }
}

function changed(outcome: OutcomeFacts, fix: Fix, units: ReadonlyMap<string, unknown>): OutcomeFacts {
  if (fix.kind === 'link' && units.has(fix.unit)) return { ...outcome, units: [...outcome.units, fix.unit] }
  if (fix.kind === 'map') {
    const { component, domain, level } = fix
    return { ...outcome, mappings: [...outcome.mappings, { component, domain, level }] }
  }
  if (fix.kind !== 'raise') return outcome
  const raised = outcome.mappings.map((one) =>
    one.component === fix.component ? { ...one, level: Math.max(one.level, fix.level) } : one,
  )
  return { ...outcome, mappings: raised }
}
