import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { KindCode } from '../../diploma.ts'
import type { Book } from '../book.ts'

type Reach = 'all' | readonly string[]
const columns = sql`b.id, b.issuer_id, b.keeper_id, b.purpose, b.origin, b.kind_code, b.year, b.volume, b.last_entry,
  b.closed_on::text as closed_on, b.closed_by_name, b.is_demo, b.version`

const within = (reach: Reach) =>
  reach === 'all'
    ? sql`true`
    : sql`(b.keeper_id = any(${[...reach]}::uuid[]) or b.issuer_id = any(${[...reach]}::uuid[]))`

/** @throws AppError not_found */
export async function getBook(db: Db, id: string): Promise<Book> {
  const found = await sql<Book>`select ${columns} from diplomas.book b where b.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

export type BookFilter = {
  reach: Reach
  /** Keeper or issuer. */
  institution?: string | undefined
  kind?: KindCode | undefined
  year?: number | undefined
  /** After the book of this year and id. */
  after?: { key: string; id: string } | undefined
}

/** Books kept or issued in reach, the latest year first. */
export async function listBooks(db: Db, filter: BookFilter, limit: number): Promise<Book[]> {
  const { institution, kind, year, after } = filter
  const school = institution
    ? sql`(b.keeper_id = ${institution}::uuid or b.issuer_id = ${institution}::uuid)`
    : sql`true`
  const from =
    after && /^\d{4}$/.test(after.key)
      ? sql`(b.year, b.id) < (${Number(after.key)}, ${after.id}::uuid)`
      : sql`true`
  const found = await sql<Book>`select ${columns} from diplomas.book b
    where ${within(filter.reach)} and ${school} and ${kind ? sql`b.kind_code = ${kind}` : sql`true`}
      and ${year ? sql`b.year = ${year}` : sql`true`} and ${from}
    order by b.year desc, b.id desc limit ${limit}`.execute(db)
  return found.rows
}

/** Closes a book. @returns whether it still was as it had been seen. */
export async function closeBook(
  tx: Tx,
  { id, version }: Pick<Book, 'id' | 'version'>,
  closing: { closed_on: string; closed_by: string; closed_by_name: string },
): Promise<boolean> {
  const done = await tx
    .updateTable('diplomas.book')
    .set({ ...closing, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return Number(done.numUpdatedRows) === 1
}

/** Hands every book of an issuer to a keeper. @returns those that had another one, as they were before. */
export async function moveBooks(tx: Tx, issuer: string, keeper: string): Promise<Book[]> {
  const found = await sql<Book>`select ${columns} from diplomas.book b
    where b.issuer_id = ${issuer}::uuid and b.keeper_id <> ${keeper}::uuid order by b.id for update`.execute(
    tx,
  )
  const ids = found.rows.map((one) => one.id)
  await sql`update diplomas.book set keeper_id = ${keeper}::uuid, version = version + 1
    where id = any(${ids}::uuid[])`.execute(tx)
  // What was scanned and keyed of an old register stands where the register does.
  await sql`update diplomas.old_page set institution_id = ${keeper}::uuid where book_id = any(${ids}::uuid[])`.execute(
    tx,
  )
  await sql`update diplomas.old_keying set institution_id = ${keeper}::uuid
    where page_id in (select p.id from diplomas.old_page p where p.book_id = any(${ids}::uuid[]))`.execute(tx)
  return found.rows
}

/** Books that still stand open though their year is over, of the schools that keep them. */
export async function listUnclosed(db: Db, keepers: readonly string[], today: string): Promise<Book[]> {
  const found = await sql<Book>`select ${columns} from diplomas.book b
    where b.keeper_id = any(${[...keepers]}::uuid[]) and b.origin = 'kept' and b.closed_on is null
      and b.year < extract(year from ${today}::date) order by b.year, b.id limit 10`.execute(db)
  return found.rows
}

export type Handing = { issuer_id: string; keeper_id: string; heir_id: string; books: number }

/** Who issued books that somebody else should keep today, by the mergers recorded. */
export async function listHandings(db: Db, today: string): Promise<Handing[]> {
  const found = await sql<Handing>`
    with recursive owner as (select b.issuer_id, b.keeper_id, count(*)::int as books from diplomas.book b group by 1, 2),
    line (issuer, id, depth) as (
      select distinct issuer_id, issuer_id, 0 from owner
      union all
      select l.issuer, s.to_institution, l.depth + 1 from line l join institutions.succession s on s.from_institution = l.id
      where s.kind = 'merge' and s.on_date <= ${today}::date and l.depth < 8),
    heir as (select distinct on (issuer) issuer, id from line order by issuer, depth desc)
    select o.issuer_id, o.keeper_id, h.id as heir_id, o.books from owner o join heir h on h.issuer = o.issuer_id
    where h.id <> o.keeper_id and h.id <> o.issuer_id order by o.issuer_id`.execute(db)
  return found.rows
}
