import { z } from 'zod'
import { readBirth, type Birth } from '#modules/people/index.ts'
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
export type OldRow = Record<RowField, string>

/** The most lines of a page. */
export const mostRows = 60

const cell = z.string().max(300).optional()
const typedRow = z
  .object(Object.fromEntries(rowFields.map((field) => [field, cell])) as Record<RowField, typeof cell>)
  .optional()

/** The rows of a form, blank ones dropped: spaces tidied, letters composed, nothing else changed. */
export const TypedRows = z
  .array(typedRow)
  .max(mostRows + 40)
  .default([])
  .transform((rows): OldRow[] =>
    rows
      .map((row) => Object.fromEntries(rowFields.map((field) => [field, tidy(row?.[field])])) as OldRow)
      .filter((row) => rowFields.some((field) => row[field] !== '')),
  )

const tidy = (text: string | undefined): string =>
  (text ?? '').normalize('NFC').replaceAll(/\s+/g, ' ').trim()

/** Does it say the same? Days and spaces may be written in several ways. */
export function isSame(field: RowField, one: string, other: string): boolean {
  return keyOf(field, one) === keyOf(field, other)
}

function keyOf(field: RowField, text: string): string {
  if (field === 'birth' || field === 'issue_date') return parseDate(text) ?? text
  return field === 'serial' || field === 'entry_no' ? text.toUpperCase().replaceAll(/[\s.]/g, '') : text
}

/** A line in which the two keyings differ, with both readings; `null`: the other has no such line. */
export type Difference = { row: number; field: RowField; first: string; second: string }

/** Every field in which two keyings of a page differ, line by line. */
export function findDifferences(first: readonly OldRow[], second: readonly OldRow[]): Difference[] {
  const count = Math.max(first.length, second.length)
  return Array.from({ length: count }, (_, row) =>
    rowFields.flatMap((field): Difference[] => {
      const [a, b] = [first[row]?.[field] ?? '', second[row]?.[field] ?? '']
      return isSame(field, a, b) ? [] : [{ row, field, first: a, second: b }]
    }),
  ).flat()
}

/** The first reading wherever both agree; where they differ the field is left to who resolves. */
export function proposeRows(first: readonly OldRow[], second: readonly OldRow[]): OldRow[] {
  const count = Math.max(first.length, second.length)
  return Array.from({ length: count }, (_, row) =>
    Object.fromEntries(
      rowFields.map((field) => {
        const [a, b] = [first[row]?.[field] ?? '', second[row]?.[field] ?? '']
        return [field, isSame(field, a, b) ? a : '']
      }),
    ),
  ) as OldRow[]
}

/** A line as it enters the register. Days are `yyyy-mm-dd`; what the book does not say is null. */
export type ReadRow = { row: OldRow; birth: Birth | null; year: number; issueDate: string | null }

/** What keeps a line from entering the register: message key by field. */
export function readRow(
  row: OldRow,
  bookYear: number,
): ReadRow | { faults: Partial<Record<RowField, string>> } {
  const faults: Partial<Record<RowField, string>> = {}
  if (row.full_name.length < 2) faults.full_name = 'diplomas.old.error.name'
  if (row.serial === '' && row.entry_no === '') faults.serial = 'diplomas.old.error.number'
  const birth = row.birth === '' ? null : readBirth(row.birth)
  if (birth === undefined) faults.birth = 'diplomas.old.error.birth'
  const issueDate = row.issue_date === '' ? null : parseDate(row.issue_date)
  if (issueDate === undefined) faults.issue_date = 'diplomas.old.error.day'
  if (row.year !== '' && !/^(19|20)\d\d$/.test(row.year)) faults.year = 'diplomas.old.error.year'
  if (Object.keys(faults).length > 0) return { faults }
  const year = row.year === '' ? Number(issueDate?.slice(0, 4) ?? bookYear) : Number(row.year)
  return { row, birth: birth ?? null, year, issueDate: issueDate ?? null }
}
