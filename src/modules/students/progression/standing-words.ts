import type { Translate } from '#platform/i18n/index.ts'
import { explain, say } from '../grading/explain.ts'
import type { GradingPolicy, Mode } from '../grading/policy.ts'
import { figureText } from '../graduation/case-words.ts'
import type { Outcome, PeriodStanding } from './progression.ts'

export const outcomeText = (outcome: Outcome, t: Translate): string =>
  t.dynamic(`students.progression.outcome.${outcome}`)

/** Outcomes that can come about in a mode, the gravest first. */
export const outcomesOf = (mode: Mode): readonly Outcome[] =>
  mode === 'year' ? ['dismiss', 'adjust', 'continue', 'unknown'] : ['dismiss', 'warn', 'continue', 'unknown']

/** Sentences of what stands against going on; where nothing does, that one may. */
export function sentences(one: PeriodStanding, t: Translate): string[] {
  const said = one.reasons.map((reason) => say(t, reason))
  if (said.length > 0) return said
  return [t.dynamic(`students.progression.said.${one.outcome}`)]
}

/** The average of a period with the mark of the language. */
export const averageText = (one: PeriodStanding, t: Translate): string => figureText(one.average, t)

/** Failed of registered credits: "3 / 18". */
export const failedText = (one: PeriodStanding, t: Translate): string =>
  t('students.progression.failed_of', {
    failed: figureText(one.failed, t),
    registered: figureText(one.registered, t),
  })

/** The reckoning of a period, step by step, with the document it rests on. */
export const reckoning = (one: PeriodStanding, policy: GradingPolicy, t: Translate): string[] =>
  explain(t, policy, one.steps)
