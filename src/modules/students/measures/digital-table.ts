import type { Translate } from '#platform/i18n/index.ts'
import { z } from 'zod'

/** How many of a school's members a part counts, of how many; undefined where there are none. */
export type Share = { have: number; all: number }

/** A school with the shares of each part of its digital records, by the name of the part's measure. */
export type SchoolRow = {
  id: string
  code: string
  name: string
  type: string
  shares: ReadonlyMap<string, Share>
  /** How it stands against the thresholds of T08: message key and its parameters; undefined where T08 does not ask. */
  standing: { reason: string; params: Record<string, string | number> } | undefined
}

/** Per cent to one decimal, rounded down so that 99.96 never reads as all. */
export const percentOf = ({ have, all }: Share): number => Math.floor((have * 1000) / all) / 10

export const TableQuery = z.object({
  loai: z.string().max(40).optional().catch(undefined),
  /** `name`, `type` or the name of a part, with `-` before it for the other way. */
  sap: z
    .string()
    .regex(/^-?[a-z.-]{1,80}$/)
    .default('name')
    .catch('name'),
  sau: z.string().max(100).optional().catch(undefined),
})
export type TableQuery = z.output<typeof TableQuery>

/** The table's address with some of it changed; paging starts anew unless `sau` is given. */
export function tableAddress(query: TableQuery, change: Partial<TableQuery> = {}, path = '/so-hoa'): string {
  const { loai, sap, sau } = { ...query, sau: undefined, ...change }
  const params = new URLSearchParams([
    ...(loai ? [['loai', loai]] : []),
    ...(sap !== 'name' ? [['sap', sap]] : []),
    ...(sau ? [['sau', sau]] : []),
  ])
  return params.size > 0 ? `${path}?${params}` : path
}

/** Rows of one kind in the order asked for; schools without a figure stand last either way. */
export function arrange(rows: readonly SchoolRow[], { loai, sap }: TableQuery): SchoolRow[] {
  const key = sap.replace(/^-/, '')
  const way = sap.startsWith('-') ? -1 : 1
  const value = (row: SchoolRow): string | number | undefined => {
    if (key === 'name' || key === 'type') return row[key]
    const share = row.shares.get(key)
    return share && percentOf(share)
  }
  const order = new Intl.Collator('vi').compare
  return rows
    .filter((row) => !loai || row.type === loai)
    .toSorted((a, b) => {
      const [left, right] = [value(a), value(b)]
      const named = order(a.name, b.name) || (a.code < b.code ? -1 : 1)
      if (left === undefined || right === undefined)
        return Number(left === undefined) - Number(right === undefined) || named
      const found = typeof left === 'string' ? order(left, String(right)) : left - Number(right)
      return found * way || named
    })
}

/** The rows after the school whose code is given, and whether there are more. */
export function pageAfter<Row extends { code: string }>(
  rows: readonly Row[],
  after: string | undefined,
  size: number,
): { rows: Row[]; hasMore: boolean } {
  const from = rows.findIndex((row) => row.code === after) + 1
  return { rows: rows.slice(from, from + size), hasMore: rows.length > from + size }
}

/** Members of all rows together, part by part. */
export function sumOf(rows: readonly SchoolRow[], part: string): Share | undefined {
  const shares = rows.flatMap((row) => row.shares.get(part) ?? [])
  return shares.length === 0
    ? undefined
    : {
        have: shares.reduce((sum, one) => sum + one.have, 0),
        all: shares.reduce((sum, one) => sum + one.all, 0),
      }
}

/** How a school stands against the thresholds. */
export const standingText = ({ standing }: SchoolRow, t: Translate): string =>
  standing ? t.dynamic(standing.reason, standing.params) : t('students.digital.not_asked')
