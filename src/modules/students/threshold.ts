import { z } from 'zod'
import { parseDate } from '#platform/text/index.ts'

/** Numbers the measures and deadlines of learners' records hold to, as dated data: what each is in, and its bounds. */
export const thresholds = {
  't08.process': { unit: 'percent', least: 0, most: 100 },
  't08.results': { unit: 'percent', least: 0, most: 100 },
  't08.term_days': { unit: 'days', least: 0, most: 120 },
  't08.result_days': { unit: 'days', least: 0, most: 180 },
  cs01: { unit: 'percent', least: 0, most: 100 },
  cs02: { unit: 'percent', least: -100, most: 100 },
  cs07: { unit: 'percent', least: 0, most: 100 },
  remark_days: { unit: 'days', least: 1, most: 365 },
} as const satisfies Record<string, { unit: 'percent' | 'days'; least: number; most: number }>
export type ThresholdCode = keyof typeof thresholds
export const thresholdCodes = Object.keys(thresholds) as ThresholdCode[]

/** A version as it is stored; `value` is decimal text. Only the last one of a code may have no end. */
export type ThresholdVersion = {
  code: ThresholdCode
  from_date: string
  to_date: string | null
  value: string
  source: string
  is_verified: boolean
}

const decimal = z.string('students.threshold.error.value').transform((text, context): string => {
  const plain = text.trim().replace(',', '.').replace('−', '-')
  if (!/^-?\d{1,3}(\.\d{1,2})?$/.test(plain))
    context.addIssue({ code: 'custom', message: 'students.threshold.error.value' })
  return plain
})
const day = z.string('students.error.day').transform((text, context): string => {
  const read = parseDate(text)
  if (!read) context.addIssue({ code: 'custom', message: 'students.error.day' })
  return read ?? ''
})

/** A new version as the form sends it. */
export const ThresholdInput = z
  .object({
    code: z.enum(thresholdCodes),
    value: decimal,
    from_date: day,
    source: z
      .string('students.threshold.error.source')
      .trim()
      .min(5, 'students.threshold.error.source')
      .max(500),
    is_verified: z.stringbool().default(false),
  })
  .superRefine(({ code, value }, context) => {
    const { unit, least, most } = thresholds[code]
    const number = Number(value)
    const message =
      unit === 'days' && !Number.isInteger(number)
        ? 'students.threshold.error.whole'
        : number < least || number > most
          ? `students.threshold.error.bounds_${unit}`
          : undefined
    if (message) context.addIssue({ code: 'custom', message, path: ['value'] })
  })
export type ThresholdInput = z.output<typeof ThresholdInput>

/** A version begins after the one before it did; errors by field, undefined when it does. */
export function lateStart(
  input: Pick<ThresholdInput, 'from_date'>,
  last: Pick<ThresholdVersion, 'from_date'> | undefined,
): Record<string, string> | undefined {
  return last && input.from_date <= last.from_date
    ? { from_date: 'students.threshold.error.start' }
    : undefined
}
