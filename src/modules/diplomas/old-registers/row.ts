import { z } from 'zod'
import { findBirthFault, readBirth, type Birth } from '#modules/people/index.ts'
import { parseDate } from '#platform/text/index.ts'

/** The columns of an old register, as they are keyed: text exactly as it is written. */
export const rowFields = [
  'entry_no',
  'full_name',
  'birth',
  'birth_place',
  'programme',
  'classification',
  'year',
  'serial',
  'issue_date',
  'decision_no',
] as const
export type RowField = (typeof rowFields)[number]
/** Text exactly as it is written; what the book does not say is null. */
export type OldRow = Record<RowField, string | null>

/** The most lines of a page. */
export const mostRows = 60

/** A line as a form sends it, field by field. */
export const fieldsOf = <T extends z.ZodType>(shape: T) =>
  z.object(Object.fromEntries(rowFields.map((field) => [field, shape])) as Record<RowField, T>)
export const TypedRow = fieldsOf(z.string().max(300).optional())

/** A row as it is kept: spaces tidied, letters composed, nothing else changed. */
export const tidyRow = (row: Partial<Record<RowField, string | null | undefined>> | undefined): OldRow =>
  Object.fromEntries(rowFields.map((field) => [field, tidy(row?.[field])])) as OldRow

export const isBlank = (row: OldRow): boolean => rowFields.every((field) => row[field] === null)

/** The rows of a form, each at its place; blank ones behind the last are dropped. */
export const TypedRows = z
  .array(TypedRow.optional())
  .max(mostRows + 40)
  .default([])
  .transform((rows): OldRow[] => {
    const tidied = rows.map(tidyRow)
    return tidied.slice(0, tidied.findLastIndex((row) => !isBlank(row)) + 1)
  })

const tidy = (text: string | null | undefined): string | null =>
  (text ?? '').normalize('NFC').replaceAll(/\s+/g, ' ').trim() || null

/** Does it say the same? Days and spaces may be written in several ways. */
export function isSame(field: RowField, one: string | null, other: string | null): boolean {
  return keyOf(field, one) === keyOf(field, other)
}

/** What of a field is compared; null when it says nothing. */
export function keyOf(field: RowField, text: string | null): string | null {
  if (text === null) return null
  if (field === 'birth' || field === 'issue_date') return parseDate(text) ?? text
  return field === 'serial' || field === 'entry_no' ? text.toUpperCase().replaceAll(/[\s.]/g, '') : text
}

/** A line as it enters the register. Days are `yyyy-mm-dd`. */
export type ReadRow = {
  row: OldRow & { full_name: string }
  birth: Birth | null
  year: number
  issueDate: string | null
}
export type RowFaults = Partial<Record<RowField, string>>

/** What keeps a line from entering the register on the day `today`: message key by field. */
export function readRow(row: OldRow, bookYear: number, today: string): ReadRow | { faults: RowFaults } {
  const faults: RowFaults = {}
  const { full_name } = row
  if (full_name === null || full_name.length < 2) faults.full_name = 'diplomas.old.error.name'
  if (row.serial === null && row.entry_no === null) faults.serial = 'diplomas.old.error.number'
  const birth = row.birth === null ? null : readBirth(row.birth)
  if (birth === undefined) faults.birth = 'diplomas.old.error.birth'
  else if (birth && findBirthFault(birth, today)) faults.birth = 'diplomas.old.error.birth_wrong'
  const issueDate = row.issue_date === null ? null : parseDate(row.issue_date)
  if (issueDate === undefined) faults.issue_date = 'diplomas.old.error.day'
  else if (issueDate !== null && !isPast(issueDate, today)) faults.issue_date = 'diplomas.old.error.day_wrong'
  const isYear = row.year === null || (/^\d{4}$/.test(row.year) && isPast(`${row.year}-01-01`, today))
  if (!isYear) faults.year = 'diplomas.old.error.year'
  if (full_name === null || Object.keys(faults).length > 0) return { faults }
  const year = row.year === null ? Number(issueDate?.slice(0, 4) ?? bookYear) : Number(row.year)
  return { row: { ...row, full_name }, birth: birth ?? null, year, issueDate: issueDate ?? null }
}

/** No register is older than the last century, and none tells what is to come. */
const isPast = (day: string, today: string): boolean => day >= '1900' && day <= today

/** The number a line is looked up by: its serial, or where the book has none its entry number. */
export const numberOf = (row: OldRow): string => row.serial ?? row.entry_no ?? ''
