import { exact, isAtLeast, isBelow, over, percentText, shortText, shownText } from './exact.ts'
import type { GradingPolicy } from './policy.ts'
import { no, step, type Reason, type Step } from './step.ts'
import type { TestAverage } from './test-average.ts'

export type Attendance = {
  /** Hours of theory, integrated lessons, practice and internship together; planned is more than zero. */
  hours_planned: string
  hours_attended: string
  /** A disabled learner whose attendance the principal relaxed; the test average is never relaxed. */
  is_waived?: boolean
  /** Requirements of this module's own syllabus that are not met, in words. */
  unmet_requirements?: readonly string[]
}

export type Eligibility = { eligible: boolean; reasons: readonly Reason[]; steps: readonly Step[] }

/**
 * May the learner sit the final exam? At least 80 % of the time attended and a test average of at least 5.0 and the
 * module's own requirements (Circular 04/2022, Art. 12–16). Every reason against it is given, not only the first.
 */
export function examEligibility(
  policy: GradingPolicy,
  tests: TestAverage,
  attendance: Attendance,
): Eligibility {
  const share = over(exact(attendance.hours_attended), exact(attendance.hours_planned))
  const rule = policy.eligibility
  const isWaived = rule.attendance_may_be_waived_for_disability && attendance.is_waived === true
  const shown = { percent: percentText(share), least: percentText(exact(rule.min_attendance)) }
  const reasons = [
    ...tests.missing,
    ...(isBelow(share, exact(rule.min_attendance)) && !isWaived
      ? [no('attendance', 'eligibility.min_attendance', shown)]
      : []),
    ...averageReasons(policy, tests),
    ...(attendance.unmet_requirements ?? []).map((requirement) =>
      no('module_requirement', 'eligibility', { requirement }),
    ),
  ]
  const attended = step(isWaived ? 'attendance_waived' : 'attendance', 'eligibility.min_attendance', {
    attended: shortText(exact(attendance.hours_attended)),
    planned: shortText(exact(attendance.hours_planned)),
    ...shown,
  })
  const verdict = reasons.length === 0 ? [step('eligible', 'eligibility')] : reasons.filter(isNew(tests))
  return {
    eligible: reasons.length === 0,
    reasons,
    steps: [attended, ...roundedIn(policy, tests), ...verdict],
  }
}

/** Missing marks were said with the average already. */
const isNew = (tests: TestAverage) => (reason: Reason) => !tests.missing.includes(reason)

function averageReasons(policy: GradingPolicy, tests: TestAverage): Reason[] {
  if (tests.average === null || tests.exact === null) return []
  const least = exact(policy.eligibility.min_test_average)
  const value = policy.eligibility.compare_rounded_average ? exact(tests.average) : tests.exact
  if (isAtLeast(value, least)) return []
  // Said with the exact digits where the rounded ones would read like a pass.
  const average = isBelow(exact(tests.average), least) ? tests.average : shownText(tests.exact)
  return [
    no('test_average', 'eligibility.min_test_average', {
      average,
      least: policy.eligibility.min_test_average,
    }),
  ]
}

/** Says where only rounding lets the learner in. */
function roundedIn(policy: GradingPolicy, { average, exact: value }: TestAverage): Step[] {
  if (average === null || value === null || !policy.eligibility.compare_rounded_average) return []
  const least = exact(policy.eligibility.min_test_average)
  return isBelow(value, least) && isAtLeast(exact(average), least)
    ? [step('choice.compared_rounded', 'eligibility.compare_rounded_average', { average })]
    : []
}
