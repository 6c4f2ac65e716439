import { averageOf, type Average } from '../grading/averages.ts'
import { classify, type Classified } from '../grading/classification.ts'
import { exact, plus, shortText, zero } from '../grading/exact.ts'
import { isPass } from '../grading/module-grade.ts'
import { disciplines, type Discipline, type GradingPolicy, type Mode } from '../grading/policy.ts'
import { creditProgress } from '../grading/progress.ts'
import type { ModuleResult } from '../grading/results.ts'
import type { Reason } from '../grading/step.ts'
import type { Result } from '../result.ts'

export type TermOf = { id: string; name: string; school_year: number; from_date: string; to_date: string }
export type DisciplineOn = { level: string; on_date: string; lifted_on: string | null }

/** A term as the record says it: averages, class, warnings, each with its steps. */
export type TermStanding = {
  term: TermOf
  results: readonly Result[]
  average: Average
  classified: Classified | undefined
  /** Everything since the start, up to and with this term. */
  cumulative: Average
  warnings: readonly Reason[]
}

/** A posted result as the rules of averages read it. */
export function toModule(policy: GradingPolicy, mode: Mode, one: Result): ModuleResult {
  // The letter is told only where it does not follow from the grade: F for a violation.
  const isViolation =
    mode === 'credit' &&
    one.grade !== null &&
    one.letter !== null &&
    !one.is_passed &&
    isPass(policy, mode, { grade: one.grade })
  return {
    name: `${one.unit_code} ${one.unit_name}`,
    credits: one.credits,
    grade: one.grade,
    ...(isViolation ? { letter: one.letter } : {}),
    condition_subject: one.is_condition,
    sittings: one.sittings,
    relearned: one.attempt === 'relearn',
    standing: one.source === 'recognised' ? 'exempted' : one.is_eligible ? 'graded' : 'not_eligible',
    first_grade: one.first_grade,
  }
}

/** Of several studies of a unit the last one stands: relearning and improving replace what was before. */
export function latestOfEach(results: readonly Result[]): Result[] {
  const last = new Map<string, Result>()
  for (const one of results.toSorted((a, b) => a.posted_at.getTime() - b.posted_at.getTime()))
    last.set(one.course_unit_id, one)
  return [...last.values()]
}

/**
 * Terms of a course of study in their order, with averages, class and warnings (Thông tư 04/2022/TT-BLĐTBXH, Điều 16, 21,
 * 32; progress by mode). Results recognised from elsewhere have no term and count in the cumulative average.
 */
export function standTerms(
  policy: GradingPolicy,
  mode: Mode,
  facts: { results: readonly Result[]; terms: readonly TermOf[]; discipline: readonly DisciplineOn[] },
): TermStanding[] {
  const byTerm = Map.groupBy(facts.results, (one) => one.term_id)
  const recognised = facts.results.filter((one) => one.term_id === null)
  const terms = facts.terms
    .filter((term) => byTerm.has(term.id))
    .toSorted((a, b) => (a.from_date < b.from_date ? -1 : 1))
  let before: Result[] = recognised
  let warned = 0
  return terms.map((term, at) => {
    const results = byTerm.get(term.id)!
    before = [...before, ...results]
    const modules = results.map((one) => toModule(policy, mode, one))
    const average = averageOf(policy, mode, modules)
    const discipline = heaviest(facts.discipline, term)
    const warnings =
      mode === 'credit'
        ? creditWarnings(policy, modules, { average, isFirst: at === 0, warned, discipline })
        : []
    warned += warnings.length > 0 ? 1 : 0
    return {
      term,
      results,
      average,
      classified:
        average.average === null
          ? undefined
          : classify(policy, mode, average.average, { modules, discipline }),
      cumulative: averageOf(
        policy,
        mode,
        latestOfEach(before).map((one) => toModule(policy, mode, one)),
      ),
      warnings,
    }
  })
}

/** The heaviest discipline that began in the term and was not lifted before its end. */
function heaviest(all: readonly DisciplineOn[], term: TermOf): Discipline | null {
  const levels = all
    .filter(
      (one) =>
        one.on_date >= term.from_date &&
        one.on_date <= term.to_date &&
        (one.lifted_on === null || one.lifted_on > term.to_date),
    )
    .map((one) => disciplines.indexOf(one.level as Discipline))
  const highest = Math.max(-1, ...levels)
  return disciplines[highest] ?? null
}

function creditWarnings(
  policy: GradingPolicy,
  modules: readonly ModuleResult[],
  one: { average: Average; isFirst: boolean; warned: number; discipline: Discipline | null },
): readonly Reason[] {
  const credits = (list: readonly ModuleResult[]) =>
    shortText(list.reduce((all, each) => plus(all, exact(each.credits)), zero))
  const failed = modules.filter((each) => each.standing !== 'exempted' && !isPass(policy, 'credit', each))
  return creditProgress(policy, {
    average: one.average.average,
    is_first_term: one.isFirst,
    registered_credits: credits(modules),
    failed_credits: credits(failed),
    warnings: one.warned,
    discipline: one.discipline,
  }).reasons
}
