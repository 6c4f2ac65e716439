import { averageOf } from '../grading/averages.ts'
import { compare, exact, isBelow } from '../grading/exact.ts'
import { partTotal } from '../grading/graduation-score.ts'
import { periodOf, termPeriods, yearPeriods, type Period, type TermOf } from '../grading/periods.ts'
import { creditsOf, judgeTerm, warningsAmong, yearProgress, type Progress } from '../grading/progress.ts'
import { highestOf, type ModuleResult } from '../grading/results.ts'
import type { Reason, Step } from '../grading/step.ts'
import { moduleOfStudy, standingStudy } from '../grading/studies.ts'
import { programmeMonths, type StudyTime } from '../grading/study-time.ts'
import { examKinds, type CaseReason, type LearnerFacts } from '../graduation/graduation.ts'
import { countedMark, unitName } from '../graduation/review-case.ts'
import type { ResultFact, RunFacts } from '../graduation/store/facts.ts'
import type { Outcome, OwedUnit, PeriodStanding } from './progression.ts'

const adjustInstead = 'students.progression.no.adjust_instead'

/** Everything the progress of a cohort, or of one learner in it, is judged from. */
export type ProgressFacts = RunFacts & {
  terms: readonly TermOf[]
  /** Days of confirmed disability by person: [from, to]. */
  disabilities: ReadonlyMap<string, readonly { from_date: string; to_date: string | null }[]>
}

/** Periods of a cohort that have begun, oldest first: school years in year mode, main terms in credit mode. */
export function periodsOf({ cohort, terms }: ProgressFacts, today: string): Period[] {
  const own = terms.filter((term) => term.to_date >= cohort.from_date && term.from_date <= today)
  return cohort.mode === 'year' ? yearPeriods(own) : termPeriods(own)
}

/**
 * How a learner stands after each period of study (Circular 04/2022: progress adjustment and dismissal by year, warning and
 * dismissal by term). Pure; decides nothing: a dismissal is a decision of the principal. With `only`, the period of that key
 * alone: those before it are reckoned as far as it needs them.
 */
export function judgePeriods(
  facts: ProgressFacts,
  learner: LearnerFacts,
  today: string,
  only?: string,
): PeriodStanding[] {
  const results = facts.results.get(learner.enrolment_id) ?? []
  const byUnit = Map.groupBy(results, (one) => one.course_unit_id)
  const periods = periodsOf(facts, today).filter((period) => period.to_date >= learner.from_date)
  const lastKey = periods.at(-1)?.key
  const byPeriod = Map.groupBy(results, (one) => periodOf(periods, one)?.key)
  const course = { facts, learner, byPeriod, byUnit, today, lastKey, warnings: 0, isFirst: true }
  const last = only === undefined ? periods.length - 1 : periods.findIndex((one) => one.key === only)
  return periods.slice(0, last + 1).flatMap((period, at) => {
    if (only === undefined || at === last) return [judgePeriod(course, period)]
    // A year stands for itself; of earlier terms the warnings are counted.
    if (facts.cohort.mode === 'credit') endOfTerm(course, period, modulesOf(facts, resultsOf(course, period)))
    return []
  })
}

type Course = {
  facts: ProgressFacts
  learner: LearnerFacts
  byPeriod: ReadonlyMap<string | undefined, ResultFact[]>
  byUnit: ReadonlyMap<string, ResultFact[]>
  today: string
  /** The period that is the latest to have begun. */
  lastKey: string | undefined
  /** Counted up from period to period. */
  warnings: number
  isFirst: boolean
}

function judgePeriod(course: Course, period: Period): PeriodStanding {
  const { facts, learner } = course
  const terms = new Set(period.terms.map((term) => term.id))
  const own = resultsOf(course, period)
  const { mode } = facts.cohort
  const modules = modulesOf(facts, own)
  const open = facts.open.get(learner.enrolment_id) ?? []
  const made = mode === 'year' ? endOfYear(course, period, modules) : endOfTerm(course, period, modules)
  const owed = owedUnits(course, own)
  return {
    period,
    ...made,
    ...creditsOf(facts.policy, mode, modules),
    warnings: course.warnings,
    owed,
    running: open.filter((one) => terms.has(one.term_id)).length,
    reasons: made.reasons.map((reason) => withAddress(reason, learner)),
  }
}

/** Results of the period's terms, and those recognised in it. */
const resultsOf = ({ byPeriod }: Course, { key }: Period): ResultFact[] => byPeriod.get(key) ?? []

type Made = { outcome: Outcome; average: string | null; reasons: readonly Reason[]; steps: readonly Step[] }

function endOfYear(course: Course, period: Period, modules: readonly ModuleResult[]): Made {
  const { facts, learner } = course
  const average = averageOf(facts.policy, 'year', modules, 'progress')
  const time = timeOf(course, period)
  const made = yearProgress(facts.policy, {
    average: average.average,
    programme_months: time.programme_months,
    has_disability: isDisabled(facts, learner, period.to_date),
    discipline: disciplineBy(learner, knownUntil(course, period)),
    graduation_sittings_exhausted: hasNoSittingLeft(facts, learner, knownUntil(course, period)),
    time,
  })
  return finish(made, average.average, average.steps)
}

function endOfTerm(course: Course, period: Period, modules: readonly ModuleResult[]): Made {
  const { facts, learner } = course
  const { average, ...made } = judgeTerm(facts.policy, modules, {
    is_first_term: course.isFirst,
    warnings: course.warnings,
    discipline: disciplineBy(learner, knownUntil(course, period)),
    time: timeOf(course, period),
  })
  if (modules.some((one) => one.standing !== 'exempted')) course.isFirst = false
  if (warningsAmong(made.reasons).length > 0) course.warnings += 1
  return finish(made, average.average, average.steps)
}

/** Nothing graded and nothing against it: nothing can be said yet. */
function finish(made: Progress<Outcome>, average: string | null, steps: readonly Step[]): Made {
  const isOpen = average === null && made.outcome === 'continue'
  return {
    outcome: isOpen ? 'unknown' : made.outcome,
    average,
    reasons: made.reasons,
    steps: isOpen ? steps : openSteps([...steps, ...made.steps]),
  }
}

/** The modules of some results, one a unit: one study stands, and the highest grade of all is known beside it. */
function modulesOf({ policy, units }: ProgressFacts, results: readonly ResultFact[]): ModuleResult[] {
  const byUnit = Map.groupBy(results, (one) => one.course_unit_id)
  return units.flatMap((unit) => {
    const studies = byUnit.get(unit.id)
    if (!studies) return []
    const standing = standingStudy(studies)
    const isRelearned = studies.some((one) => one.attempt === 'relearn')
    return [
      {
        ...moduleOfStudy(policy, { ...unit, name: unitName(unit) }, standing, isRelearned),
        highest_grade: highestOf(studies.map((one) => one.highest_grade ?? one.grade)),
      },
    ]
  })
}

/** Units of the period not passed to this day, by any study of them. */
function owedUnits({ facts, learner, byUnit }: Course, own: readonly ResultFact[]): OwedUnit[] {
  const taken = new Set(own.map((one) => one.course_unit_id))
  const running = new Map(
    (facts.open.get(learner.enrolment_id) ?? []).map((one) => [one.course_unit_id, one.section_id]),
  )
  return facts.units.flatMap((unit) => {
    if (!taken.has(unit.id)) return []
    const standing = standingStudy(byUnit.get(unit.id) ?? [])
    if (!standing || standing.is_passed) return []
    const section = running.get(unit.id)
    return [
      {
        id: unit.id,
        name: unitName(unit),
        grade: standing.grade,
        is_running: section !== undefined,
        href: section
          ? `/lop-hoc-phan/${section}`
          : `/lop-hoc-phan/moi?chuong-trinh=${facts.cohort.programme_version_id}`,
      },
    ]
  })
}

/** Study up to the end of the period, or to today where it has not ended. */
function timeOf({ facts: { cohort }, learner, today }: Course, period: Period): StudyTime {
  return {
    programme_months: programmeMonths(cohort),
    from_date: learner.from_date,
    on_date: period.to_date < today ? period.to_date : today,
    reserved_days: learner.reserved_days,
  }
}

const isDisabled = ({ disabilities }: ProgressFacts, learner: LearnerFacts, on: string): boolean =>
  (disabilities.get(learner.person_id) ?? []).some(
    (one) => one.from_date <= on && (one.to_date === null || one.to_date >= on),
  )

/** What came after a period says nothing of it, unless it is the last. */
const knownUntil = ({ lastKey, today }: Course, { key, to_date }: Period): string =>
  key === lastKey ? today : to_date

const disciplineBy = ({ discipline, disciplined_on: on }: LearnerFacts, until: string) =>
  on !== null && on > until ? null : discipline

/** A part of the graduation examination failed as often as it may be sat. */
function hasNoSittingLeft({ policy, exams }: ProgressFacts, learner: LearnerFacts, until: string): boolean {
  const rule = policy.graduation.year
  const own = (exams.get(learner.enrolment_id) ?? []).filter((one) => one.on_date <= until)
  return examKinds.some((kind) => {
    const marks = own.flatMap((one) => (one.kind === kind ? countedMark(policy, one) : []))
    const last = marks.at(-1)
    return (
      last !== undefined &&
      compare(exact(String(marks.length)), exact(String(rule.max_retakes + 1))) >= 0 &&
      isBelow(exact(partTotal(policy, kind === 'thesis', last)), exact(rule.pass))
    )
  })
}

/** Where a reason is looked into, or mended. That a learner is disabled is told to those alone who may see it. */
function withAddress(reason: Reason, { learner_id: id }: LearnerFacts): CaseReason {
  const { code, params, rule } = reason
  const key = code === 'adjust_disability' ? adjustInstead : reason.key
  const pages: Partial<Record<Reason['code'], string>> = {
    dismissed: 'khen-thuong-ky-luat',
    graduation_sittings: 'tot-nghiep',
    time_exhausted: '',
    reserved_too_long: '',
  }
  const page = pages[code] ?? 'ket-qua'
  return { code, key, params, rule, href: page === '' ? `/hoc-sinh/${id}` : `/hoc-sinh/${id}/${page}` }
}

/** The steps as every reader of marks may read them: the word of a disability is kept out. */
const openSteps = (steps: readonly Step[]): Step[] =>
  steps.map((one) =>
    one.key === 'students.grading.no.adjust_disability' ? { ...one, key: adjustInstead } : one,
  )
