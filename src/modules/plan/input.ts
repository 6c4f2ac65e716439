import { z } from 'zod'
import { typedDay } from '#platform/forms/typed.ts'

/** A day as people write it, d/m/yyyy or yyyy-mm-dd; out comes `yyyy-mm-dd`. */
export const writtenDay = typedDay('plan.error.day')

/** A whole number as people write it: `1.234`, `1 234`, `1234`. */
export const writtenCount = z.string().transform((text, context) => {
  const digits = text.replaceAll(/(?<=\d)[.\s](?=\d{3}(\D|$))/g, '')
  if (/^\d{1,9}$/.test(digits)) return Number(digits)
  context.addIssue({ code: 'custom', message: 'plan.error.count' })
  return z.NEVER
})

/** Per cent as people write it: `50`, `66,67`; at most 100. */
export const writtenPercent = z.string().transform((text, context) => {
  const value = /^\d{1,3}([.,]\d{1,2})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN
  if (value <= 100) return value
  context.addIssue({ code: 'custom', message: 'plan.error.percent' })
  return z.NEVER
})

export const indicatorCode = z.string().regex(/^[A-Z]\d{2}$/)

/** Address of a page of a list: the label and id of the last row seen, packed. */
export function packCursor(last: { label: string; member_id: string } | undefined): string | undefined {
  return last && Buffer.from(JSON.stringify([last.label, last.member_id])).toString('base64url')
}

/** @returns undefined for an address that was not made by `packCursor`: the list starts at its beginning. */
export function unpackCursor(packed: string | undefined): { label: string; id: string } | undefined {
  if (!packed) return undefined
  try {
    const [label, id] = z
      .tuple([z.string(), z.string()])
      .parse(JSON.parse(Buffer.from(packed, 'base64url').toString('utf8')))
    return { label, id }
  } catch {
    return undefined
  }
}
