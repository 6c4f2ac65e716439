/** How statements become levels, as the rule in force on a day says (`staff.level_rule`). Level 0: below the first level. */
export type LevelRule = {
  /** Level for 0, 1, 2, 3, 4 statements reached in a row. */
  level_of: readonly number[]
  /** Share of all components that must have a level for it to be the overall one. */
  overall_share: number
}

/** Statements that build on each other: how many are true in a row from the first. */
export function scoreOf(ticked: readonly boolean[]): number {
  const gap = ticked.findIndex((isTrue) => !isTrue)
  return gap === -1 ? ticked.length : gap
}

export function levelOf(rule: LevelRule, score: number): number {
  return rule.level_of[score] ?? 0
}

/** Mean of scores from 0 to 4 with one decimal; null when there are none. */
export function meanOf(scores: readonly number[]): number | null {
  if (scores.length === 0) return null
  return Math.round((scores.reduce((sum, score) => sum + score, 0) / scores.length) * 10) / 10
}

/** The highest level that enough of all components have; null while some component is not answered. */
export function overallLevel(
  rule: LevelRule,
  scores: ReadonlyMap<string, number>,
  components: readonly string[],
): number | null {
  if (components.length === 0 || components.some((code) => !scores.has(code))) return null
  const levels = components.map((code) => levelOf(rule, scores.get(code) ?? 0))
  const candidates = [...new Set(rule.level_of)].toSorted((a, b) => b - a)
  // Compared as a count, so that 16 of 20 is exactly 80 %.
  const enough = Math.ceil(rule.overall_share * components.length - 1e-9)
  return candidates.find((level) => levels.filter((one) => one >= level).length >= enough) ?? 0
}

type Component = {
  code: string
  domain_code: string
  name: string
  name_en: string
  statements: readonly { vi: string; en: string }[]
}
export type Domain = { code: string; name: string; name_en: string; components: readonly Component[] }

export type Framework = {
  id: string
  title: string
  title_en: string
  from_date: string
  signed_on: string | null
  scope_vi: string
  scope_en: string
  questionnaire_id: string
  levels: readonly { level: number; name: string; name_en: string }[]
  domains: readonly Domain[]
  rule: LevelRule
}

export type DomainResult = {
  domain: Domain
  mean: number | null
  /** Against the time before; null when there is none. */
  change: number | null
  /** The component with the least, where a next step helps most; null when all is reached. */
  gap: { component: Component; score: number; next: { vi: string; en: string } } | null
}

/** What an assessment says of each domain, and how that changed. `scores`: by component code. */
export function resultsOf(
  framework: Framework,
  scores: ReadonlyMap<string, number>,
  before?: ReadonlyMap<string, number>,
): DomainResult[] {
  return framework.domains.map((domain) => {
    const mean = meanIn(domain, scores)
    const earlier = before && meanIn(domain, before)
    const change =
      mean === null || earlier === null || earlier === undefined
        ? null
        : Math.round((mean - earlier) * 10) / 10
    return { domain, mean, change, gap: gapIn(domain, scores) }
  })
}

function meanIn(domain: Domain, scores: ReadonlyMap<string, number>): number | null {
  return meanOf(domain.components.flatMap((component) => scores.get(component.code) ?? []))
}

function gapIn(domain: Domain, scores: ReadonlyMap<string, number>): DomainResult['gap'] {
  const open = domain.components.flatMap((component) => {
    const score = scores.get(component.code)
    const next = score === undefined ? undefined : component.statements[score]
    return score === undefined || !next ? [] : [{ component, score, next }]
  })
  return open.toSorted((a, b) => a.score - b.score)[0] ?? null
}

/** Domains that stand out: the highest mean, when it is above the lowest. */
export function strengthsOf(results: readonly DomainResult[]): DomainResult[] {
  const means = results.flatMap((one) => one.mean ?? [])
  const [low, high] = [Math.min(...means), Math.max(...means)]
  return high > low ? results.filter((one) => one.mean === high) : []
}
