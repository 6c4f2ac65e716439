import { z } from 'zod'
import { GradingPolicy } from '../grading/policy.ts'
import { mostColumns } from '../marks/mark.ts'
import { typedDay } from './typed.ts'

/**
 * Numbers that Circular 04/2022/TT-BLĐTBXH leaves to the principal ("hiệu trưởng quy định"), by path; the rest of a
 * school's own regulation is the national one. `isOpen`: it may be left without a number.
 */
export const ownFields = [
  { path: 'tests.min_regular', least: 1 },
  { path: 'tests.min_periodic', least: 1 },
  { path: 'sittings.max_retakes', least: 0, isOpen: true },
  { path: 'sittings.improvement_sittings', least: 0 },
  { path: 'progress.credit.max_warnings', least: 1, isOpen: true },
  { path: 'progress.registration.withdraw_until_week.main', least: 2 },
  { path: 'progress.registration.withdraw_until_week.supplementary', least: 1 },
  { path: 'graduation.year.exam_marking.third_from', least: 0, isDecimal: true },
] as const satisfies readonly { path: string; least: number; isOpen?: true; isDecimal?: true }[]
export type OwnPath = (typeof ownFields)[number]['path']

/** How a path stands as the name of a form field. */
export const fieldOf = (path: string): string => path.replaceAll('.', '_')

const count = z
  .string()
  .trim()
  .regex(/^\d{1,2}$/, 'students.policy.error.count')
  .transform(Number)

/** A mark with comma or point, kept as decimal text. */
const mark = z
  .string()
  .trim()
  .regex(/^\d{1,2}([.,]\d{1,2})?$/, 'students.policy.error.mark')
  .transform((text) => text.replace(',', '.'))

export const OwnPolicyFields = z.object({
  name: z.string().trim().min(5).max(200),
  from_date: typedDay,
  decision_no: z
    .string({ error: 'students.error.decision_no' })
    .trim()
    .min(1, 'students.error.decision_no')
    .max(60),
  ...Object.fromEntries(
    ownFields.map((field) => [
      fieldOf(field.path),
      'isDecimal' in field ? mark.optional() : count.optional(),
    ]),
  ),
})
export type OwnNumbers = Partial<Record<OwnPath, number | string | undefined>>

/** What is wrong with the numbers typed, by form field. */
export function findNumberFaults(numbers: OwnNumbers): Record<string, string> {
  // A sheet opens with as many columns, and one for the exam.
  const tests = Number(numbers['tests.min_regular']) + Number(numbers['tests.min_periodic']) + 1
  const tooMany = tests > mostColumns ? { tests_min_periodic: 'students.elementary.error.many_tests' } : {}
  const faults = Object.fromEntries(
    ownFields.flatMap((field) => {
      const value = numbers[field.path]
      if (value === undefined)
        return 'isOpen' in field ? [] : [[fieldOf(field.path), 'students.policy.error.count']]
      return Number(value) < field.least
        ? [[fieldOf(field.path), `students.policy.error.least_${field.least}`]]
        : []
    }),
  )
  return { ...tooMany, ...faults }
}

/** The value of a path. */
export function valueAt(policy: object, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], policy)
}

/**
 * A school's own policy: a copy of another with its own numbers, checked as any policy is.
 * @throws ZodError when the copy is no valid policy
 */
export function makeOwnPolicy(
  base: GradingPolicy,
  own: { code: string; name: string; from_date: string; document: string; numbers: OwnNumbers },
): GradingPolicy {
  const copy = structuredClone(base) as GradingPolicy & Record<string, unknown>
  const changed: string[] = []
  for (const { path } of ownFields) {
    const next = own.numbers[path] ?? null
    if (valueAt(copy, path) === next) continue
    const names = path.split('.')
    const holder = names
      .slice(0, -1)
      .reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], copy)
    ;(holder as Record<string, unknown>)[names.at(-1)!] = next
    changed.push(path)
  }
  const kept = copy.basis.filter((one) => !changed.includes(one.field))
  return GradingPolicy.parse({
    ...copy,
    code: own.code,
    title_vi: own.name,
    title_en: own.name,
    document: own.document,
    issued: own.from_date,
    from_date: own.from_date,
    // a copy of what the law ends, ends with it
    to_date: base.to_date,
    // what the school decided stands in its own paper
    basis: [...kept, ...changed.map((field) => ({ field, article: null, certainty: 'S' as const }))],
  })
}
