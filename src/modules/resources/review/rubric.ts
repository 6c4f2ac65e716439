import { z } from 'zod'

export const spaces = ['school', 'province'] as const
export type Space = (typeof spaces)[number]
export const verdicts = ['accept', 'mend', 'refuse'] as const
export type Verdict = (typeof verdicts)[number]
export const marks = ['yes', 'partly', 'no'] as const
export type Mark = (typeof marks)[number]

export const Criterion = z.object({
  code: z.string().regex(/^[a-z0-9_]{1,40}$/),
  name: z.string().min(1).max(300),
  name_en: z.string().min(1).max(300),
  is_required: z.boolean(),
})
export type Criterion = z.output<typeof Criterion>

/** What reviewers look at from a day on, and how many of them. */
export type Rubric = {
  id: string
  space: Space
  criteria: Criterion[]
  reviewers: number
  days: number | null
  from_date: string
  to_date: string | null
  source: string
  is_verified: boolean
}

export type SubmissionState = 'waiting' | 'reviewed' | 'accepted' | 'returned' | 'taken_back'

/** A review as the rules read it. */
export type Answer = { verdict: Verdict | null; marks: Readonly<Record<string, Mark>> }

/** Criteria a reviewer has not marked. */
export function findUnmarked(
  rubric: Pick<Rubric, 'criteria'>,
  given: Readonly<Record<string, string>>,
): string[] {
  return rubric.criteria.filter((one) => !marks.includes(given[one.code] as Mark)).map((one) => one.code)
}

/** An "accept" with a required criterion that is not met contradicts itself: those criteria. */
export function findContradictions(rubric: Pick<Rubric, 'criteria'>, answer: Answer): string[] {
  if (answer.verdict !== 'accept') return []
  return rubric.criteria
    .filter((one) => one.is_required && answer.marks[one.code] === 'no')
    .map((one) => one.code)
}

/** Do all reviewers accept? Where they do not, who decides says why. */
export const isUnanimous = (answers: readonly Answer[]): boolean =>
  answers.length > 0 && answers.every((one) => one.verdict === 'accept')

/** The space that decides about these readers. */
export const spaceFor = (access: 'school' | 'signed_in' | 'public'): Space =>
  access === 'school' ? 'school' : 'province'
