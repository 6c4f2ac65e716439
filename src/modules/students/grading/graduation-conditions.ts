import { exact, isBelow, shortText, shownText } from './exact.ts'
import { isPass } from './module-grade.ts'
import type { GradingPolicy } from './policy.ts'
import { nameOf, type ModuleResult } from './results.ts'
import { no, type Reason } from './step.ts'
import { studyTime } from './study-time.ts'
import type { GraduationCase } from './graduation.ts'

/** What must hold before any score: every module passed, no suspension, prosecution or dismissal, time left. */
export function conditionReasons(policy: GradingPolicy, one: GraduationCase): Reason[] {
  const rule = `graduation.${one.mode}`
  return [
    ...(one.modules.length === 0 ? [no('no_modules', rule)] : []),
    ...one.modules.flatMap((module) => moduleReasons(policy, one, module)),
    ...electiveReasons(one, rule),
    ...(one.discipline === 'buoc_thoi_hoc' ? [no('dismissed', rule)] : []),
    ...(one.is_suspended === true ? [no('suspended', rule)] : []),
    ...(one.is_prosecuted === true ? [no('prosecuted', rule)] : []),
    ...(one.time ? studyTime(policy, one.time).reasons : []),
    ...(one.unmet_requirements ?? []).map((requirement) => no('requirement', rule, { requirement })),
  ]
}

/** Which electives are passed is the learner's choice, how many credits of them is the programme's. */
function electiveReasons({ electives }: GraduationCase, rule: string): Reason[] {
  if (!electives || !isBelow(exact(electives.passed), exact(electives.least))) return []
  const { passed, least } = electives
  return [no('electives', rule, { passed: shortText(exact(passed)), least: shortText(exact(least)) })]
}

function moduleReasons(policy: GradingPolicy, one: GraduationCase, module: ModuleResult): Reason[] {
  const name = nameOf(one.modules, module)
  const rule = `module.pass.${one.mode}`
  if (module.standing === 'exempted') return []
  if (module.standing === 'postponed') return [no('module_postponed', rule, { module: name })]
  if (module.grade === null) return [no('module_ungraded', rule, { module: name })]
  if (isPass(policy, one.mode, module)) return []
  return [
    no(module.condition_subject ? 'condition_subject' : 'module_failed', rule, {
      module: name,
      grade: shownText(exact(module.grade)),
      least: policy.module.pass[one.mode],
    }),
  ]
}
