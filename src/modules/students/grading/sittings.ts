import { compare, exact } from './exact.ts'
import type { GradingPolicy, Mode } from './policy.ts'
import { moduleGrade } from './module-grade.ts'
import { step, type Step } from './step.ts'
import type { KnownAverage } from './test-average.ts'

export const presences = ['scored', 'absent', 'excused', 'violated'] as const

/** One sitting of a module's final exam. `absent`: without a valid reason. `mark` matters only when scored. */
export type Sitting = {
  presence: (typeof presences)[number]
  mark: string | null
  /** An extra sitting after a pass, to improve. */
  is_improvement?: boolean
}

export type SittingsOutcome = {
  /** The grade of record: the latest sitting that counts; an improvement replaces what was before it. */
  grade: string | null
  passed: boolean
  /** F for an exam violation whatever the grade; null: the letter follows from the grade. */
  letter: string | null
  /** The first sitting that counts: scholarships and rewards. */
  first: string | null
  /** The highest grade still kept: progress and dismissal. */
  highest: string | null
  /** Sittings that count; more than one means a retake, unless the later ones were improvements. */
  counted: number
  retaken: boolean
  may: readonly ('retake' | 'improve')[]
  steps: readonly Step[]
}

type Counted = {
  grade: string
  passed: boolean
  letter: string | null
  isImprovement: boolean
  steps: readonly Step[]
}

/**
 * What the sittings of one study of a module make (Circular 04/2022, Art. 12–16): absence without a valid reason is 0
 * and counts, with one it does not count; cheating is 0. Relearning starts anew: pass only the sittings since.
 * @param tests the component average with which the learner was let in
 */
export function judgeSittings(
  policy: GradingPolicy,
  mode: Mode,
  tests: KnownAverage,
  sittings: readonly Sitting[],
): SittingsOutcome {
  const counted = sittings.flatMap((one) => countSitting(policy, mode, tests, one))
  const last = counted.at(-1)
  const best = bestOf(keptSittings(policy, counted))
  const record = policy.sittings.improvement_replaces_grade || !last?.isImprovement ? last : best
  const retakes = counted.filter((one) => !one.isImprovement).length - 1
  const improvements = counted.length - 1 - retakes
  const limit = policy.sittings.max_retakes
  const mayRetake = record !== undefined && !record.passed && (limit === null || retakes < limit)
  const mayImprove = record?.passed === true && improvements < policy.sittings.improvement_sittings
  return {
    grade: record?.grade ?? null,
    passed: record?.passed ?? false,
    letter: record?.letter ?? null,
    first:
      counted.find((one) => policy.sittings.improvement_counts_for_scholarship || !one.isImprovement)
        ?.grade ?? null,
    highest: best?.grade ?? null,
    counted: counted.length,
    retaken: retakes > 0,
    may: [...(mayRetake ? (['retake'] as const) : []), ...(mayImprove ? (['improve'] as const) : [])],
    steps: record?.steps ?? [],
  }
}

/** What an improvement has not replaced. */
function keptSittings(policy: GradingPolicy, counted: readonly Counted[]): readonly Counted[] {
  const improvement = counted.findLastIndex((one) => one.isImprovement)
  return policy.sittings.improvement_replaces_grade && improvement > 0 ? counted.slice(improvement) : counted
}

/** The highest grade; one of a violation (F) only when there is no other. */
const bestOf = (sittings: readonly Counted[]): Counted | undefined =>
  sittings.toSorted(
    (a, b) =>
      Number(a.letter !== null) - Number(b.letter !== null) || compare(exact(b.grade), exact(a.grade)),
  )[0]

function countSitting(policy: GradingPolicy, mode: Mode, tests: KnownAverage, one: Sitting): Counted[] {
  const { mark, said } = countedMark(policy, one)
  if (mark === null) return []
  const made = moduleGrade(policy, mode, tests, mark)
  const isViolation = one.presence === 'violated'
  return [
    {
      grade: made.grade,
      // An exam violation is F whatever the tests were (Art. 31).
      passed: made.passed && !isViolation,
      letter: isViolation && mode === 'credit' ? policy.letters.violation : null,
      isImprovement: one.is_improvement === true,
      steps: [...said, ...made.steps],
    },
  ]
}

function countedMark(policy: GradingPolicy, one: Sitting): { mark: string | null; said: Step[] } {
  const rule = policy.sittings
  switch (one.presence) {
    case 'scored':
      return { mark: one.mark, said: [] }
    case 'excused':
      return { mark: rule.excused_absence_counts ? rule.unexcused_absence_mark : null, said: [] }
    case 'absent': {
      const mark = rule.unexcused_absence_counts ? rule.unexcused_absence_mark : null
      return { mark, said: [step('absent', 'sittings', { mark: rule.unexcused_absence_mark })] }
    }
    default:
      return { mark: rule.cheating_mark, said: [step('violation', 'sittings', { mark: rule.cheating_mark })] }
  }
}
