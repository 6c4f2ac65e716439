import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { KindCode } from '../../diploma.ts'

/** What the pages of a register, of a school or of a year come to. */
export type Progress = {
  pages: number
  once: number
  twice: number
  approved: number
  lines: number
  /** Lines of a spreadsheet nobody has compared with their page yet. */
  uncompared: number
  /** Lines that are tied to a person. */
  tied: number
  /** Fields in which the two keyings differed, of all that were compared. */
  differences: number
  fields: number
}

export type OldBook = Progress & {
  id: string
  issuer_id: string
  keeper_id: string
  kind_code: KindCode
  year: number
  volume: string | null
  is_demo: boolean
}

export type BookFilter = {
  reach: 'all' | readonly string[]
  issuer?: string | undefined
  year?: number | undefined
}
type Mark = { key: string; id: string }

/** The old registers a filter means, of a table named `b`. */
export const bookWhere = ({
  reach,
  issuer,
  year,
}: BookFilter) => sql`b.origin = 'digitised' and b.purpose = 'original'
  and ${reach === 'all' ? sql`true` : sql`b.keeper_id = any(${[...reach]}::uuid[])`}
  and ${issuer ? sql`b.issuer_id = ${issuer}::uuid` : sql`true`} and ${year ? sql`b.year = ${year}` : sql`true`}`

const counted = sql`
  cross join lateral (
    select count(*)::int as pages, count(*) filter (where p.state <> 'scanned')::int as once,
      count(*) filter (where p.state in ('keyed_twice', 'approved'))::int as twice,
      count(*) filter (where p.state = 'approved')::int as approved
    from diplomas.old_page p where p.book_id = b.id) c
  cross join lateral (
    select count(*)::int as lines, count(*) filter (where not d.is_compared)::int as uncompared,
      count(d.person_id)::int as tied from diplomas.diploma d where d.book_id = b.id) l
  cross join lateral (
    select coalesce(sum(k.differences), 0)::int as differences, coalesce(sum(k.fields), 0)::int as fields
    from diplomas.old_keying k join diplomas.old_page p on p.id = k.page_id where p.book_id = b.id and k.round = 3) e`
const figures = sql`c.pages, c.once, c.twice, c.approved, l.lines, l.uncompared, l.tied, e.differences, e.fields`

/** Old registers in reach, by year and id, with how far they are; `limit` after `after`. */
export async function listOldBooks(
  db: Db,
  filter: BookFilter,
  { after, limit }: { after?: Mark | undefined; limit: number },
): Promise<OldBook[]> {
  const from =
    after && /^\d{4}$/.test(after.key)
      ? sql`(b.year, b.id) > (${Number(after.key)}, ${after.id}::uuid)`
      : sql`true`
  const found =
    await sql<OldBook>`select b.id, b.issuer_id, b.keeper_id, b.kind_code, b.year, b.volume, b.is_demo, ${figures}
    from diplomas.book b ${counted} where ${bookWhere(filter)} and ${from} order by b.year, b.id limit ${limit}`.execute(
      db,
    )
  return found.rows
}

/** @throws AppError not_found: none, or no old register */
export async function getOldBook(db: Db, id: string): Promise<OldBook> {
  const found =
    await sql<OldBook>`select b.id, b.issuer_id, b.keeper_id, b.kind_code, b.year, b.volume, b.is_demo, ${figures}
    from diplomas.book b ${counted} where ${bookWhere({ reach: 'all' })} and b.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** A school's registers of a year together; the year null: of all years. */
export type ProgressRow = Progress & {
  issuer_id: string
  keeper_id: string
  year: number | null
  books: number
}

/** How far each school is, with each of its years; the sum of a school stands before its years. */
export async function listProgress(db: Db, filter: BookFilter): Promise<ProgressRow[]> {
  const sums = sql.raw(
    ['pages', 'once', 'twice', 'approved', 'lines', 'uncompared', 'tied', 'differences', 'fields']
      .map((name) => `sum(${name})::int as ${name}`)
      .join(', '),
  )
  const found = await sql<ProgressRow>`with book as (
      select b.issuer_id, b.keeper_id, b.year, ${figures} from diplomas.book b ${counted} where ${bookWhere(filter)})
    select issuer_id, keeper_id, year, count(*)::int as books, ${sums} from book
    group by grouping sets ((issuer_id, keeper_id), (issuer_id, keeper_id, year))
    order by issuer_id, keeper_id, year nulls first`.execute(db)
  return found.rows
}

/** The schools and years that have old registers in reach. */
export async function listOldPlaces(
  db: Db,
  reach: BookFilter['reach'],
): Promise<{ issuers: string[]; years: number[] }> {
  const found = await sql<{
    issuer_id: string
    year: number
  }>`select distinct b.issuer_id, b.year from diplomas.book b
    where ${bookWhere({ reach })}`.execute(db)
  return {
    issuers: [...new Set(found.rows.map((row) => row.issuer_id))],
    years: [...new Set(found.rows.map((row) => row.year))].toSorted((a, b) => a - b),
  }
}
