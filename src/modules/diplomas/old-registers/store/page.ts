import { sql } from 'kysely'
import type { Look } from '#platform/audit/looks.ts'
import type { Change } from '#platform/audit/record.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { KindCode } from '../../diploma.ts'
import type { OldRow } from '../row.ts'

const pageStates = ['scanned', 'keyed_once', 'keyed_twice', 'approved'] as const
export type PageState = (typeof pageStates)[number]

export type OldPage = {
  id: string
  book_id: string
  institution_id: string
  number: number
  file: string
  file_kind: 'jpeg' | 'png'
  rotation: 0 | 90 | 180 | 270
  width: number
  height: number
  state: PageState
  by_name: string
  lines: number
  version: number
  issuer_id: string
  kind_code: KindCode
  year: number
  volume: string | null
  is_demo: boolean
}

const columns = sql`p.id, p.book_id, p.institution_id, p.number, p.file, p.file_kind, p.rotation, p.width, p.height, p.state, p.by_name,
  p.lines, p.version, b.issuer_id, b.kind_code, b.year, b.volume, b.is_demo`
const pages = sql`diplomas.old_page p join diplomas.book b on b.id = p.book_id`

/** @throws AppError not_found */
export async function getPage(db: Db, id: string): Promise<OldPage> {
  const found = await sql<OldPage>`select ${columns} from ${pages} where p.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** A page of a book by its number; undefined when there is none. */
export async function findPageByNumber(db: Db, book: string, number: number): Promise<OldPage | undefined> {
  const found = await sql<OldPage>`select ${columns} from ${pages}
    where p.book_id = ${book}::uuid and p.number = ${number}`.execute(db)
  return found.rows[0]
}

/** A page as the list of its book shows it, with who works on it and since when nothing was typed. */
export type ListedPage = OldPage & { drafting: string | null; idle_since: Date | null }

/** Pages of a book by number, `limit` from `from` on. */
export async function listPages(
  db: Db,
  book: string,
  { from, limit }: { from: number; limit: number },
): Promise<ListedPage[]> {
  const found = await sql<ListedPage>`select ${columns}, k.drafting, k.idle_since from ${pages}
    left join lateral (select min(k.account_name) as drafting, min(k.at) as idle_since from diplomas.old_keying k
      where k.page_id = p.id and not k.is_done and k.left_at is null) k on true
    where p.book_id = ${book}::uuid and p.number >= ${from} order by p.number limit ${limit}`.execute(db)
  return found.rows
}

/** Holds the page until the act is committed. @returns its state and version now */
export async function holdPage(tx: Tx, id: string): Promise<{ state: PageState; version: number }> {
  const found = await sql<{ state: PageState; version: number }>`select state, version from diplomas.old_page
    where id = ${id}::uuid for update`.execute(tx)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** What an act changed of a page, for the audit. */
export const changed = (page: OldPage, before: Change['before'], after: Change['after']): Change => ({
  subject: 'diplomas.old_page',
  id: page.id,
  institution: page.institution_id,
  before,
  after,
})

/** Whom somebody saw who opened a page: those its lines are tied to, else the page with the names in it. */
export async function lookAt(db: Db, page: string): Promise<Look> {
  const found = await sql<{
    ids: string[] | null
  }>`select array_agg(distinct person_id) as ids from diplomas.diploma
    where old_page_id = ${page}::uuid and person_id is not null`.execute(db)
  const ids = found.rows[0]?.ids
  return ids ? { subject: 'people.person', ids } : { subject: 'diplomas.old_page', ids: [page] }
}

/** Was something read from the page already: typed by anybody, or a line compared with it? */
export async function isRead(db: Db, page: string): Promise<boolean> {
  const found = await sql<{ it: boolean }>`select exists (
      select 1 from diplomas.old_keying k where k.page_id = ${page}::uuid and (k.left_at is null or k.rows <> '[]'))
    or exists (select 1 from diplomas.diploma d where d.old_page_id = ${page}::uuid) as it`.execute(db)
  return found.rows[0]!.it
}

export type Keying = {
  id: string
  page_id: string
  round: number
  account: string
  account_name: string
  is_done: boolean
  rows: OldRow[]
  /** Let go or taken back: its place is free for others, its writer finds what was typed again. */
  left_at: Date | null
  at: Date
  version: number
}

export async function listKeyings(db: Db, pageId: string): Promise<Keying[]> {
  const found =
    await sql<Keying>`select id, page_id, round, account, account_name, is_done, rows, left_at, at, version
    from diplomas.old_keying where page_id = ${pageId}::uuid order by round, left_at nulls first`.execute(db)
  return found.rows
}
