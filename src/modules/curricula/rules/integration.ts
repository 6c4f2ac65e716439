/**
 * When outcomes count as having digital competence integrated (T03 of the plan). The plan's source gives no formula: the
 * numbers are dated settings.
 */
export type IntegrationRule = {
  /** Outcomes with a competence at the least level, taught where `needs_unit` asks for it. */
  min_outcomes: number
  min_level: number
  /** Domains of the framework that those outcomes touch together. */
  min_domains: number
  needs_unit: boolean
  /** Subjects taught online or blended, or declared ready for it. */
  min_digital_units: number
  /** The department's confirmation stands in for digital subjects. */
  accepts_confirmation: boolean
}

export type Mapping = { component: string; domain: string; level: number }
export type OutcomeFacts = { id: string; units: readonly string[]; mappings: readonly Mapping[] }
export type UnitFacts = { id: string; isDigital: boolean }
export type VersionFacts = {
  outcomes: readonly OutcomeFacts[]
  units: readonly UnitFacts[]
  isConfirmed: boolean
}

export type Verdict = {
  counts: boolean
  /** Outcomes that count, domains they touch, digital subjects. */
  outcomes: number
  domains: number
  digitalUnits: number
  /** What is missing; several may hold. */
  lacks: readonly ('outcomes' | 'domains' | 'digital_units')[]
}

/** Mappings of an outcome that reach the least level. */
export function reaching(rule: IntegrationRule, outcome: OutcomeFacts): Mapping[] {
  return outcome.mappings.filter((one) => one.level >= rule.min_level)
}

/** Whether the outcome is one that the rule counts. */
export function isCounted(rule: IntegrationRule, outcome: OutcomeFacts): boolean {
  return reaching(rule, outcome).length > 0 && (!rule.needs_unit || outcome.units.length > 0)
}

/** Judges a version by the rule. The measure of T03 says the same in SQL. */
export function judge(rule: IntegrationRule, facts: VersionFacts): Verdict {
  const counted = facts.outcomes.filter((one) => isCounted(rule, one))
  const domains = new Set(counted.flatMap((one) => reaching(rule, one).map((mapping) => mapping.domain))).size
  const digitalUnits = facts.units.filter((unit) => unit.isDigital).length
  const lacks: ('outcomes' | 'domains' | 'digital_units')[] = []
  if (counted.length < rule.min_outcomes) lacks.push('outcomes')
  if (domains < rule.min_domains) lacks.push('domains')
  if (digitalUnits < rule.min_digital_units && !(rule.accepts_confirmation && facts.isConfirmed))
    lacks.push('digital_units')
  return { counts: lacks.length === 0, outcomes: counted.length, domains, digitalUnits, lacks }
}
