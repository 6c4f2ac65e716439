import { z } from 'zod'
import { parseDate } from '#platform/text/index.ts'

/** Millimetres or points as people type them ("12,5"); one decimal is kept. */
export const typedNumber = (least: number, most: number, message: string) =>
  z.string({ error: message }).transform((text, context): number => {
    const plain = text.trim().replace(',', '.')
    const value = Math.round(Number(plain) * 10) / 10
    const isNumber = /^-?\d{1,3}(\.\d+)?$/.test(plain) && value >= least && value <= most
    if (!isNumber) context.addIssue({ code: 'custom', message })
    return isNumber ? value : 0
  })

/** A day that may be left open. */
export const typedOpenDay = z
  .string()
  .optional()
  .transform((text, context): string | null => {
    if (!text) return null
    const day = parseDate(text)
    if (!day) context.addIssue({ code: 'custom', message: 'diplomas.registers.error.day' })
    return day ?? null
  })

/** A number as forms show it. */
export const numberText = (value: number): string => String(value).replace('.', ',')
