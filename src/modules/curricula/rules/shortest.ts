import {
  isCounted,
  judge,
  reaching,
  type IntegrationRule,
  type OutcomeFacts,
  type VersionFacts,
} from './integration.ts'

/** One thing a school can do to its draft. Ids beginning with `new-` stand for what is added. */
export type Fix =
  | { kind: 'add_outcome'; outcome: string }
  | { kind: 'add_unit'; unit: string }
  | { kind: 'link'; outcome: string; unit: string }
  | { kind: 'map'; outcome: string; component: string; domain: string; level: number }
  | { kind: 'raise'; outcome: string; component: string; level: number }
  | { kind: 'deliver'; unit: string }

/** Components of the framework with the domain of each, in the order of the framework. */
export type Components = readonly { code: string; domain: string }[]

/**
 * The fewest changes after which the version passes; empty when it passes now. What only the department can do (its
 * confirmation) is no change of the school's and is not proposed.
 * @returns undefined when no change helps: the rule asks for more domains than the framework has
 */
export function shortestFixes(
  rule: IntegrationRule,
  facts: VersionFacts,
  components: Components,
): Fix[] | undefined {
  const verdict = judge(rule, facts)
  if (verdict.counts) return []
  if (new Set(components.map((one) => one.domain)).size < rule.min_domains) return undefined
  const fixes = verdict.lacks.includes('digital_units') ? digitalFixes(rule, facts) : []
  if (!verdict.lacks.includes('outcomes') && !verdict.lacks.includes('domains')) return fixes
  const added = fixes.find((fix) => fix.kind === 'add_unit')?.unit
  const unit = facts.units[0]?.id ?? added ?? 'new-unit'
  const isUnitMissing = rule.needs_unit && facts.units.length === 0 && added === undefined
  return [
    ...fixes,
    ...(isUnitMissing ? [{ kind: 'add_unit' as const, unit }] : []),
    ...outcomeFixes(rule, facts, components, unit),
  ]
}

function digitalFixes(rule: IntegrationRule, facts: VersionFacts): Fix[] {
  const missing = rule.min_digital_units - facts.units.filter((unit) => unit.isDigital).length
  // a subject that teaches a digital competence is the likeliest to be taught digitally
  const likely = new Set(facts.outcomes.flatMap((one) => (one.mappings.length > 0 ? one.units : [])))
  const plain = facts.units
    .filter((unit) => !unit.isDigital)
    .map((unit) => unit.id)
    .toSorted((a, b) => Number(likely.has(b)) - Number(likely.has(a)))
  const added = Array.from({ length: Math.max(0, missing - plain.length) }, (_, at) => `new-unit-${at + 1}`)
  return [
    ...added.map((unit): Fix => ({ kind: 'add_unit', unit })),
    ...[...plain, ...added].slice(0, missing).map((unit): Fix => ({ kind: 'deliver', unit })),
  ]
}

/** A way to more counted outcomes: what it costs, the domains it brings, and how many it may still choose freely. */
type Way = { cost: number; count: number; domains: ReadonlySet<string>; free: number; picks: OutcomeFacts[] }

function outcomeFixes(
  rule: IntegrationRule,
  facts: VersionFacts,
  components: Components,
  unit: string,
): Fix[] {
  const counted = facts.outcomes.filter((one) => isCounted(rule, one))
  const start: Way = {
    cost: 0,
    count: counted.length,
    domains: domainsOf(rule, counted),
    free: 0,
    picks: [],
  }
  const way = cheapest(rule, waysFrom(rule, facts, start))
  const added = Array.from({ length: Math.max(0, rule.min_outcomes - way.count) }, (_, at): OutcomeFacts => {
    return { id: `new-outcome-${at + 1}`, units: [], mappings: [] }
  })
  return spellOut(rule, { counted, picks: [...way.picks, ...added], components, unit })
}

function domainsOf(rule: IntegrationRule, outcomes: readonly OutcomeFacts[]): Set<string> {
  return new Set(outcomes.flatMap((one) => reaching(rule, one).map((mapping) => mapping.domain)))
}

/** Every distinct standing one can reach by making outcomes count, each at its least cost. */
function waysFrom(rule: IntegrationRule, facts: VersionFacts, start: Way): Way[] {
  let ways = new Map([[keyOf(rule, start), start]])
  for (const outcome of facts.outcomes) {
    if (isCounted(rule, outcome)) continue
    const next = new Map(ways)
    for (const way of ways.values()) {
      const taken = take(rule, way, outcome)
      const key = keyOf(rule, taken)
      const known = next.get(key)
      if (!known || taken.cost < known.cost) next.set(key, taken)
    }
    ways = next
  }
  return [...ways.values()]
}

function take(rule: IntegrationRule, way: Way, outcome: OutcomeFacts): Way {
  const own = domainsOf(rule, [outcome])
  const isMapped = own.size > 0
  const isTaught = !rule.needs_unit || outcome.units.length > 0
  return {
    cost: way.cost + (isMapped ? 0 : 1) + (isTaught ? 0 : 1),
    count: way.count + 1,
    domains: way.domains.union(own),
    free: way.free + (isMapped ? 0 : 1),
    picks: [...way.picks, outcome],
  }
}

/** Ways that differ only beyond what the rule asks for are one. */
function keyOf(rule: IntegrationRule, way: Way): string {
  const count = Math.min(way.count, rule.min_outcomes)
  return `${count}|${[...way.domains].toSorted().join(',')}|${Math.min(way.free, rule.min_domains)}`
}

function cheapest(rule: IntegrationRule, ways: readonly Way[]): Way {
  const costOfNew = rule.needs_unit ? 3 : 2
  const total = (way: Way) => {
    const added = Math.max(0, rule.min_outcomes - way.count)
    const open = Math.max(0, rule.min_domains - way.domains.size - way.free - added)
    return way.cost + added * costOfNew + open
  }
  return ways.reduce((best, way) => (total(way) < total(best) ? way : best))
}

type Plan = {
  counted: readonly OutcomeFacts[]
  picks: readonly OutcomeFacts[]
  components: Components
  unit: string
}

/** The changes in words of the data, domains that are still missing first. */
function spellOut(rule: IntegrationRule, { counted, picks, components, unit }: Plan): Fix[] {
  const covered = domainsOf(rule, [...counted, ...picks])
  const order = [...new Set(components.map((one) => one.domain))]
  const nextDomain = () => order.find((domain) => !covered.has(domain)) ?? order[0]!
  const fixes: Fix[] = []
  for (const outcome of picks) {
    if (outcome.id.startsWith('new-')) fixes.push({ kind: 'add_outcome', outcome: outcome.id })
    if (rule.needs_unit && outcome.units.length === 0) fixes.push({ kind: 'link', outcome: outcome.id, unit })
    if (reaching(rule, outcome).length > 0) continue
    const domain =
      covered.size < rule.min_domains ? nextDomain() : (outcome.mappings[0]?.domain ?? nextDomain())
    fixes.push(mapTo(rule, outcome, domain, components))
    covered.add(domain)
  }
  const bearer = [...counted, ...picks][0]!
  while (covered.size < rule.min_domains) {
    const domain = nextDomain()
    fixes.push(mapTo(rule, bearer, domain, components))
    covered.add(domain)
  }
  return fixes
}

/** Raises what the outcome has in the domain, else adds the domain's first component. */
function mapTo(rule: IntegrationRule, outcome: OutcomeFacts, domain: string, components: Components): Fix {
  const low = outcome.mappings.find((one) => one.domain === domain)
  if (low) return { kind: 'raise', outcome: outcome.id, component: low.component, level: rule.min_level }
  const component = components.find((one) => one.domain === domain)!.code
  return { kind: 'map', outcome: outcome.id, component, domain, level: rule.min_level }
}
