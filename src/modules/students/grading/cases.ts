import { z } from 'zod'
import type { Translate } from '#platform/i18n/index.ts'
import { compare, exact, isDecimal, zero } from './exact.ts'
import { disciplines, levels, modes, type GradingPolicy } from './policy.ts'
import { standings } from './results.ts'

/** Ends of message keys `students.grading.case.…`; what zod itself finds is named by `problemOf`. */
const problem = (end: string) => `students.grading.case.${end}`

/** A figure as a JSON number or a string with a point or a comma; answers decimal text. */
const figure = z
  .string()
  .trim()
  .transform((text) => text.replace(',', '.'))
  .refine(isDecimal, { error: problem('not_number'), abort: true })
const notNegative = figure.refine((text) => compare(exact(text), zero) >= 0, { error: problem('negative') })
const positive = figure.refine((text) => compare(exact(text), zero) > 0, { error: problem('not_positive') })
const count = figure
  .refine((text) => /^\d{1,4}$/.test(text), { error: problem('not_count') })
  .transform(Number)
const flag = z.boolean().default(false)
const words = z.array(z.string()).default([])

const markOf = (policy: GradingPolicy) => {
  const highest = exact(policy.tests.highest_mark)
  return figure.refine((text) => compare(exact(text), zero) >= 0 && compare(exact(text), highest) <= 0, {
    error: problem('mark_range'),
  })
}

/** A line of `rules grade`. */
export function gradeCase(policy: GradingPolicy) {
  const mark = markOf(policy)
  return z
    .object({
      mode: z.enum(modes),
      regular: z.array(mark),
      periodic: z.array(mark),
      exam: mark.nullable().default(null),
      hours_planned: positive,
      hours_attended: notNegative,
      /** The principal relaxed the attendance of a disabled learner. */
      is_waived: flag,
      unmet_requirements: words,
    })
    .refine((one) => isWithin(one.hours_attended, one.hours_planned), {
      path: ['hours_attended'],
      error: problem('more_than_planned'),
    })
}

/** A planned time that is wrong itself is said once. */
const isWithin = (attended: string, planned: string): boolean =>
  compare(exact(planned), zero) <= 0 || compare(exact(attended), exact(planned)) <= 0

/** A line of `rules graduation`. */
export function graduationCase(policy: GradingPolicy) {
  const mark = markOf(policy).nullable().default(null)
  const module = z.object({
    name: z.string().optional(),
    credits: positive,
    grade: mark,
    letter: z.string().nullable().default(null),
    condition_subject: flag,
    sittings: count.default(1),
    relearned: flag,
    standing: z.enum(standings).default('graded'),
  })
  return z.object({
    mode: z.enum(modes),
    modules: z.array(module),
    theory_exam: mark,
    practice_exam: mark,
    thesis: mark,
    discipline: z.enum(disciplines).nullable().default(null),
    level: z.enum(levels).optional(),
    is_suspended: flag,
    is_prosecuted: flag,
    programme_credits: positive.nullable().default(null),
    unmet_requirements: words,
  })
}

/** A line cannot be read as a case; the message is for the person who wrote it. */
export class CaseError extends Error {}

/**
 * Reads one JSON line as a case. Numbers keep the digits they are written with: they never pass through binary floats.
 * @throws CaseError naming every field that is wrong
 */
export function readCase<T extends z.ZodType>(schema: T, line: string, t: Translate): z.output<T> {
  const value = readJson(line, t)
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => {
    const said = problemOf(issue, value, t)
    return issue.path.length === 0
      ? said
      : t('students.grading.case.field', { field: fieldName(issue.path), problem: said })
  })
  throw new CaseError(problems.join('; '))
}

type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown
const parseJson = JSON.parse as (text: string, read: Reviver) => unknown

function readJson(line: string, t: Translate): unknown {
  try {
    return parseJson(line, (_key, value, { source }) =>
      typeof value === 'number' ? (source ?? String(value)) : value,
    )
  } catch {
    throw new CaseError(t('students.grading.case.not_json'))
  }
}

/** `modules[1].credits` */
const fieldName = (path: readonly PropertyKey[]): string =>
  path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at === 0 ? '' : '.'}${String(part)}`))
    .join('')

const kinds = {
  string: 'students.grading.case.not_number',
  array: 'students.grading.case.not_list',
  boolean: 'students.grading.case.not_boolean',
  object: 'students.grading.case.not_object',
} as const

function problemOf(issue: z.core.$ZodIssue, value: unknown, t: Translate): string {
  if (t.has(issue.message)) return t.dynamic(issue.message)
  if (issue.path.length > 0 && valueAt(value, issue.path) === undefined)
    return t('students.grading.case.missing')
  if (issue.code === 'invalid_value')
    return t('students.grading.case.options', { options: issue.values.join(', ') })
  if (issue.code === 'invalid_type' && Object.hasOwn(kinds, issue.expected))
    return t(kinds[issue.expected as keyof typeof kinds])
  return t('students.grading.case.wrong')
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((at, part) => (at as Record<PropertyKey, unknown> | undefined)?.[part], value)
