import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { KindCode } from '../../diploma.ts'
import type { OldRow } from '../row.ts'

export const pageStates = ['scanned', 'keyed_once', 'keyed_twice', 'approved'] as const
export type PageState = (typeof pageStates)[number]

export type OldPage = {
  id: string
  book_id: string
  institution_id: string
  number: number
  file: string
  file_kind: 'jpeg' | 'png'
  state: PageState
  by_name: string
  lines: number
  version: number
  issuer_id: string
  kind_code: KindCode
  year: number
  volume: string | null
}

const columns = sql`p.id, p.book_id, p.institution_id, p.number, p.file, p.file_kind, p.state, p.by_name, p.lines, p.version,
  b.issuer_id, b.kind_code, b.year, b.volume`

/** @throws AppError not_found */
export async function getPage(db: Db, id: string): Promise<OldPage> {
  const found =
    await sql<OldPage>`select ${columns} from diplomas.old_page p join diplomas.book b on b.id = p.book_id
    where p.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** Pages of a book by number. */
export async function listPages(db: Db, book: string): Promise<OldPage[]> {
  const found =
    await sql<OldPage>`select ${columns} from diplomas.old_page p join diplomas.book b on b.id = p.book_id
    where p.book_id = ${book}::uuid order by p.number limit 2000`.execute(db)
  return found.rows
}

/** Holds the page until the act is committed. @returns its state now */
export async function holdPage(tx: Tx, id: string): Promise<PageState> {
  const found = await sql<{
    state: PageState
  }>`select state from diplomas.old_page where id = ${id}::uuid for update`.execute(tx)
  if (!found.rows[0]) throw notFound()
  return found.rows[0].state
}

export type Keying = {
  id: string
  page_id: string
  round: number
  account: string
  account_name: string
  is_done: boolean
  rows: OldRow[]
  version: number
}

export async function listKeyings(db: Db, pageId: string): Promise<Keying[]> {
  const found = await sql<Keying>`select id, page_id, round, account, account_name, is_done, rows, version
    from diplomas.old_keying where page_id = ${pageId}::uuid order by round`.execute(db)
  return found.rows
}

export type OldBook = {
  id: string
  issuer_id: string
  keeper_id: string
  kind_code: KindCode
  year: number
  volume: string | null
  pages: number
  once: number
  twice: number
  approved: number
  lines: number
}

/** Old registers in reach, by school and year, with how far they are. */
export async function listOldBooks(
  db: Db,
  reach: 'all' | readonly string[],
  only?: string,
): Promise<OldBook[]> {
  const within = reach === 'all' ? sql`true` : sql`b.keeper_id = any(${[...reach]}::uuid[])`
  const one = only ? sql`b.id = ${only}::uuid` : sql`true`
  const found =
    await sql<OldBook>`select b.id, b.issuer_id, b.keeper_id, b.kind_code, b.year, b.volume, c.pages, c.once, c.twice,
      c.approved, c.lines
    from diplomas.book b cross join lateral (
      select count(*)::int as pages, count(*) filter (where p.state <> 'scanned')::int as once,
        count(*) filter (where p.state in ('keyed_twice', 'approved'))::int as twice,
        count(*) filter (where p.state = 'approved')::int as approved, coalesce(sum(p.lines), 0)::int as lines
      from diplomas.old_page p where p.book_id = b.id) c
    where b.origin = 'digitised' and b.purpose = 'original' and ${within} and ${one}
    order by b.year, b.kind_code, b.volume nulls first, b.id limit 1000`.execute(db)
  return found.rows
}

/** How often the two keyings of a register's pages differed, out of all fields compared. */
export async function countDifferences(
  db: Db,
  book: string,
): Promise<{ differences: number; fields: number }> {
  const found = await sql<{
    differences: number
    fields: number
  }>`select coalesce(sum(k.differences), 0)::int as differences,
      coalesce(sum(k.fields), 0)::int as fields
    from diplomas.old_keying k join diplomas.old_page p on p.id = k.page_id where p.book_id = ${book}::uuid and k.round = 3`.execute(
    db,
  )
  return found.rows[0]!
}

/** Pages this account may key or settle next, oldest first: its own draft, a keying nobody has taken, or two to compare. */
export async function findNext(
  db: Db,
  within: readonly string[],
  account: string,
): Promise<{ waiting: number; next: string | null }> {
  const found = await sql<{ waiting: number; next: string | null }>`
    with page as (
      select p.id, p.at, p.number, p.state, count(k.id)::int as taken, bool_or(k.account = ${account} and k.is_done) as did,
        bool_or(k.account = ${account} and not k.is_done) as drafts
      from diplomas.old_page p left join diplomas.old_keying k on k.page_id = p.id
      where p.institution_id = any(${[...within]}::uuid[]) and p.state <> 'approved' group by p.id
    ), open as (
      select id, at, number from page
      where not coalesce(did, false) and (coalesce(drafts, false) or state = 'keyed_twice' or taken < 2))
    select (select count(*)::int from open) as waiting, (select id from open order by at, number limit 1) as next`.execute(
    db,
  )
  return found.rows[0]!
}
