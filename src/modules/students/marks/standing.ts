import { averageOf, type Average } from '../grading/averages.ts'
import { classify, type Classified } from '../grading/classification.ts'
import { periodOf, termPeriods, type Period, type TermOf } from '../grading/periods.ts'
import { disciplines, type Discipline, type GradingPolicy, type Mode } from '../grading/policy.ts'
import { judgeTerm, warningsAmong } from '../grading/progress.ts'
import { highestOf, type ModuleResult } from '../grading/results.ts'
import type { Reason } from '../grading/step.ts'
import { moduleOfStudy, standingStudy } from '../grading/studies.ts'
import type { Result } from '../result.ts'

export type DisciplineOn = { level: string; on_date: string; lifted_on: string | null }

/** A main term with its supplementary ones as the record says it: averages, class, warnings, each with its steps. */
export type TermStanding = {
  term: Period
  results: readonly Result[]
  average: Average
  /** By first sittings: scholarships and rewards. */
  scholarship: Average
  classified: Classified | undefined
  /** Everything since the start, up to and with this term. */
  cumulative: Average
  warnings: readonly Reason[]
}

/** A posted result as the rules of averages read it. */
const toModule = (policy: GradingPolicy, one: Result): ModuleResult =>
  moduleOfStudy(
    policy,
    { name: `${one.unit_code} ${one.unit_name}`, credits: one.credits, is_condition: one.is_condition },
    one,
    one.attempt === 'relearn',
  )

/** Of several studies of a unit the one that stands. */
function standingOfEach(results: readonly Result[]): Result[] {
  const byUnit = Map.groupBy(results, (one) => one.course_unit_id)
  return [...byUnit.values()].flatMap((studies) => standingStudy(studies) ?? [])
}

/**
 * Terms of a course of study in their order, supplementary ones with the main term before them, with averages, class and
 * warnings (Thông tư 04/2022/TT-BLĐTBXH, Điều 16, 21, 32; progress by mode). A result recognised from elsewhere counts with
 * the term its decision falls in.
 */
export function standTerms(
  policy: GradingPolicy,
  mode: Mode,
  facts: { results: readonly Result[]; terms: readonly TermOf[]; discipline: readonly DisciplineOn[] },
): TermStanding[] {
  const taught = new Set(facts.results.map((one) => one.term_id))
  // Terms of the school in which nothing of this learner was posted are none of the course of study.
  const periods = termPeriods(facts.terms).filter((one) => one.terms.some((term) => taught.has(term.id)))
  const byPeriod = Map.groupBy(facts.results, (one) => periodOf(periods, one)?.key)
  let before: readonly Result[] = []
  let warned = 0
  return periods.map((term, at) => {
    const all = byPeriod.get(term.key) ?? []
    before = [...before, ...all]
    const discipline = heaviest(facts.discipline, term)
    const modules = modulesOf(policy, all)
    const warnings =
      mode === 'credit'
        ? warningsAmong(
            judgeTerm(policy, modules, { is_first_term: at === 0, warnings: warned, discipline }).reasons,
          )
        : []
    warned += warnings.length > 0 ? 1 : 0
    const results = all.filter((one) => one.term_id !== null)
    return { term, results, warnings, ...classed(policy, mode, { modules, before, discipline }) }
  })
}

/** Results of one period, one module a unit: one study stands, the highest grade is kept for progress. */
function modulesOf(policy: GradingPolicy, results: readonly Result[]): ModuleResult[] {
  const byUnit = Map.groupBy(results, (one) => one.course_unit_id)
  return standingOfEach(results).map((one) => ({
    ...toModule(policy, one),
    highest_grade: highestOf(byUnit.get(one.course_unit_id)!.map((each) => each.highest_grade ?? each.grade)),
  }))
}

type Study = { modules: ModuleResult[]; before: readonly Result[]; discipline: Discipline | null }

function classed(policy: GradingPolicy, mode: Mode, { modules, before, discipline }: Study) {
  const average = averageOf(policy, mode, modules)
  return {
    average,
    scholarship: averageOf(policy, mode, modules, 'scholarship'),
    classified:
      average.average === null ? undefined : classify(policy, mode, average.average, { modules, discipline }),
    cumulative: averageOf(
      policy,
      mode,
      standingOfEach(before).map((one) => toModule(policy, one)),
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
