import { compare, exact, isAtLeast, over, percentText, sum, zero } from './exact.ts'
import {
  classes,
  disciplines,
  type Discipline,
  type GradingPolicy,
  type Mode,
  type ResultClass,
} from './policy.ts'
import type { ModuleResult } from './results.ts'
import { step, type Step } from './step.ts'

export type Classified = {
  classification: ResultClass
  /** Before a downgrade. */
  earned: ResultClass
  downgraded: boolean
  steps: readonly Step[]
}

/** What may cost a class: the modules of the period, and the heaviest discipline in it. */
export type Conduct = {
  modules: readonly ModuleResult[]
  discipline: Discipline | null
  /**
   * At graduation also the share of the programme relearned (null credits: those of all modules given), and how many parts of the
   * examination were sat again.
   */
  graduation?: { programme_credits: string | null; retaken_exams?: number }
}

/** The class of a rounded average (Circular 04/2022, Art. 21 in year mode, Art. 32 in credit mode). */
export function classOf(policy: GradingPolicy, mode: Mode, average: string): ResultClass {
  const band = policy.classification[mode].find((one) => isAtLeast(exact(average), exact(one.from)))
  return band?.class ?? classes.at(-1)!
}

/**
 * Classifies an average and lowers the class by one, once, where the policy says so: discipline of "cảnh cáo" and
 * heavier, retaken modules (one for Xuất sắc, two for Giỏi), and at graduation more than 10 % of the programme relearned.
 */
export function classify(policy: GradingPolicy, mode: Mode, average: string, conduct: Conduct): Classified {
  const earned = classOf(policy, mode, average)
  const named = step(`class.${earned}`, `classification.${mode}`, { average })
  const rule = policy.downgrade.retaken_modules.find((one) => one.class === earned)
  const isSpared = conduct.graduation !== undefined && !policy.graduation[mode].downgrade_applies
  const causes =
    rule && !isSpared
      ? [
          ...retakenCause(policy, conduct, rule.from),
          ...disciplineCause(policy, conduct),
          ...relearnedCause(policy, mode, conduct),
        ]
      : []
  if (causes.length === 0) return { classification: earned, earned, downgraded: false, steps: [named] }
  const classification = classes[classes.indexOf(earned) + 1] ?? earned
  const lowered = step(
    `lowered.${classification}`,
    conduct.graduation ? `graduation.${mode}.downgrade_applies` : 'downgrade',
  )
  return { classification, earned, downgraded: true, steps: [named, ...causes, lowered] }
}

function retakenCause(policy: GradingPolicy, { modules, graduation }: Conduct, from: number): Step[] {
  const isAside = (one: ModuleResult) =>
    one.condition_subject || one.standing === 'postponed' || one.standing === 'exempted'
  const exams = policy.graduation.year.exam_retakes_lower ? (graduation?.retaken_exams ?? 0) : 0
  const count = exams + modules.filter((one) => (one.retaken ?? one.sittings > 1) && !isAside(one)).length
  return count >= from ? [step('cause.retaken', 'downgrade.retaken_modules', { count, from })] : []
}

function disciplineCause(policy: GradingPolicy, { discipline }: Conduct): Step[] {
  if (discipline === null) return []
  const isHeavy = disciplines.indexOf(discipline) >= disciplines.indexOf(policy.downgrade.discipline_from)
  return isHeavy ? [step(`cause.${discipline}`, 'downgrade.discipline_from')] : []
}

function relearnedCause(policy: GradingPolicy, mode: Mode, { modules, graduation }: Conduct): Step[] {
  const limit = policy.downgrade.relearned_share_over[mode]
  if (!graduation || limit === null) return []
  const credits = (list: readonly ModuleResult[]) => sum(list.map((one) => exact(one.credits)))
  const whole = graduation.programme_credits === null ? credits(modules) : exact(graduation.programme_credits)
  const relearned = credits(
    modules.filter(
      (one) =>
        one.relearned && (!one.condition_subject || policy.downgrade.relearned_counts_condition_subjects),
    ),
  )
  if (compare(whole, zero) <= 0 || compare(over(relearned, whole), exact(limit)) <= 0) return []
  return [
    step('cause.relearned', 'downgrade.relearned_share_over', {
      percent: percentText(over(relearned, whole)),
      limit: percentText(exact(limit)),
    }),
  ]
}
