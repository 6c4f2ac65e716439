import { averageOf, type Average } from '../grading/averages.ts'
import { classify, type Classified } from '../grading/classification.ts'
import { isPass } from '../grading/module-grade.ts'
import { termPeriods, type Period, type TermOf } from '../grading/periods.ts'
import { disciplines, type Discipline, type GradingPolicy, type Mode } from '../grading/policy.ts'
import { judgeTerm, warningsAmong } from '../grading/progress.ts'
import { highestOf, type ModuleResult } from '../grading/results.ts'
import type { Reason } from '../grading/step.ts'
import { standingStudy } from '../grading/studies.ts'
import type { Result } from '../result.ts'

export type DisciplineOn = { level: string; on_date: string; lifted_on: string | null }

/** A main term with its supplementary ones as the record says it: averages, class, warnings, each with its steps. */
export type TermStanding = {
  term: Period
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
    retaken: one.is_retaken,
    relearned: one.attempt === 'relearn',
    standing: one.source === 'recognised' ? 'exempted' : one.is_eligible ? 'graded' : 'not_eligible',
    first_grade: one.first_grade,
    highest_grade: one.highest_grade,
  }
}

/** Of several studies of a unit the one that stands. */
function standingOfEach(results: readonly Result[]): Result[] {
  const byUnit = Map.groupBy(results, (one) => one.course_unit_id)
  return [...byUnit.values()].flatMap((studies) => standingStudy(studies) ?? [])
}

/**
 * Terms of a course of study in their order, supplementary ones with the main term before them, with averages, class and
 * warnings (Thông tư 04/2022/TT-BLĐTBXH, Điều 16, 21, 32; progress by mode). Results recognised from elsewhere have no term and count in the cumulative average.
 */
export function standTerms(
  policy: GradingPolicy,
  mode: Mode,
  facts: { results: readonly Result[]; terms: readonly TermOf[]; discipline: readonly DisciplineOn[] },
): TermStanding[] {
  const byTerm = Map.groupBy(facts.results, (one) => one.term_id)
  const recognised = facts.results.filter((one) => one.term_id === null)
  let before: Result[] = recognised
  let warned = 0
  let isFirst = true
  const standings: TermStanding[] = []
  for (const term of termPeriods(facts.terms)) {
    const results = term.terms.flatMap((one) => byTerm.get(one.id) ?? [])
    if (results.length === 0) continue
    before = [...before, ...results]
    const discipline = heaviest(facts.discipline, term)
    const modules = modulesOf(policy, mode, results)
    const warnings =
      mode === 'credit'
        ? warningsAmong(
            judgeTerm(policy, modules, { is_first_term: isFirst, warnings: warned, discipline }).reasons,
          )
        : []
    warned += warnings.length > 0 ? 1 : 0
    isFirst = false
    standings.push({ term, results, warnings, ...classed(policy, mode, { modules, before, discipline }) })
  }
  return standings
}

/** Results of one period, one module a unit: one study stands, the highest grade is kept for progress. */
function modulesOf(policy: GradingPolicy, mode: Mode, results: readonly Result[]): ModuleResult[] {
  const byUnit = Map.groupBy(results, (one) => one.course_unit_id)
  return standingOfEach(results).map((one) => ({
    ...toModule(policy, mode, one),
    highest_grade: highestOf(byUnit.get(one.course_unit_id)!.map((each) => each.highest_grade ?? each.grade)),
  }))
}

type Study = { modules: ModuleResult[]; before: readonly Result[]; discipline: Discipline | null }

function classed(policy: GradingPolicy, mode: Mode, { modules, before, discipline }: Study) {
  const average = averageOf(policy, mode, modules)
  return {
    average,
    classified:
      average.average === null ? undefined : classify(policy, mode, average.average, { modules, discipline }),
    cumulative: averageOf(
      policy,
      mode,
      standingOfEach(before).map((one) => toModule(policy, mode, one)),
    ),
  }
}

/** The heaviest discipline that began in the term and was not lifted before its end. */
function heaviest(all: readonly DisciplineOn[], term: Period): Discipline | null {
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
