import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { conflict } from '#platform/errors.ts'
import type { Diploma } from '../../diploma.ts'
import { diplomaColumns } from '../../store/diploma.ts'
import type { Standing } from '../number.ts'

/** Lines of a school and kind that bear one of these numbers. */
export async function listStanding(
  db: Db,
  { issuer_id, kind_code }: { issuer_id: string; kind_code: string },
  keys: readonly string[],
): Promise<Standing[]> {
  const found =
    await sql<Standing>`select d.id, d.serial_key, d.book_id, d.is_compared, d.has_serial, d.content #>> '{holder,full_name}' as name
    from diplomas.diploma d where d.institution_id = ${issuer_id}::uuid and d.kind_code = ${kind_code} and d.serial is not null
      and d.serial_key = any(${[...keys]}::text[]) order by d.id`.execute(db)
  return found.rows
}

/** One act at a time that gives lines of a school and kind their numbers: what was read before it stays so until it is committed. */
export async function holdNumbers(
  tx: Tx,
  { issuer_id, kind_code }: { issuer_id: string; kind_code: string },
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`diplomas.old ${issuer_id} ${kind_code}`}, 0))`.execute(
    tx,
  )
}

/** Lines stand in the order in which they were brought in; their own numbers are text, with whatever gaps the book has. @returns the first free place */
export async function takeEntries(tx: Tx, book: string, count: number): Promise<number> {
  const found = await sql<{
    last: number
  }>`update diplomas.book set last_entry = last_entry + ${count}, version = version + 1
    where id = ${book}::uuid returning last_entry as last`.execute(tx)
  return found.rows[0]!.last - count + 1
}

/** The next line of a spreadsheet in a book that this account may compare: nobody has yet, and somebody else brought it in. */
export async function findUncompared(
  db: Db,
  book: string,
  { account, after = 0 }: { account: string; after?: number },
): Promise<string | undefined> {
  const found = await sql<{ id: string }>`select d.id from diplomas.diploma d
    where d.book_id = ${book}::uuid and not d.is_compared and d.imported_by is distinct from ${account}
    order by (d.entry > ${after}) desc, d.entry limit 1`.execute(db)
  return found.rows[0]?.id
}

/** Lines of these keepers' registers that this account may compare with scanned pages, counted up to a thousand, and the first of them. */
export async function countUncompared(
  db: Db,
  keepers: readonly string[],
  account: string,
): Promise<{ count: number; next: string | null }> {
  const found = await sql<{ count: number; next: string | null }>`
    with open as (select d.id, d.book_id, d.entry from diplomas.book b
      join diplomas.diploma d on d.book_id = b.id and not d.is_compared
      where b.keeper_id = any(${[...keepers]}::uuid[]) and b.origin = 'digitised'
        and exists (select 1 from diplomas.old_page p where p.book_id = b.id)
        and d.imported_by is distinct from ${account} limit 1000)
    select (select count(*)::int from open) as count, (select id from open order by book_id, entry limit 1) as next`.execute(
    db,
  )
  return found.rows[0]!
}

/** What a line of a spreadsheet says, for the audit: taken back and judged by it. */
export const lineSnapshot = sql`jsonb_build_object('kind_id', d.kind_id, 'entry_no', d.entry_no, 'serial', d.serial,
  'has_serial', d.has_serial, 'content', d.content, 'name_key', d.name_key, 'birth_date', d.birth_date, 'birth_year', d.birth_year,
  'issue_date', d.issue_date, 'shares_number', d.shares_number, 'imported_by', d.imported_by, 'version', d.version)`

/** A line's snapshot as it stands; held until the act is committed. @throws AppError conflict: somebody compared it meanwhile */
export async function holdUncompared(tx: Tx, id: string, key?: string): Promise<Record<string, unknown>> {
  const found = await sql<{
    facts: Record<string, unknown>
  }>`select ${lineSnapshot} as facts from diplomas.diploma d
    where d.id = ${id}::uuid and not d.is_compared for update`.execute(tx)
  if (!found.rows[0]) throw conflict(key)
  return found.rows[0].facts
}

export async function getSnapshot(db: Db, id: string): Promise<Record<string, unknown>> {
  const found = await sql<{
    facts: Record<string, unknown>
  }>`select ${lineSnapshot} as facts from diplomas.diploma d
    where d.id = ${id}::uuid`.execute(db)
  return found.rows[0]!.facts
}

/** The page of the book on which a line was compared last, to begin with there. */
export async function findLastPage(db: Db, book: string): Promise<number> {
  const found = await sql<{
    number: number
  }>`select p.number from diplomas.diploma d join diplomas.old_page p on p.id = d.old_page_id
    where d.book_id = ${book}::uuid and d.is_compared order by d.entry desc limit 1`.execute(db)
  return found.rows[0]?.number ?? 1
}

export type OldLine = Diploma & {
  keeper_id: string
  old_page_id: string | null
  /** Who brought it in from a spreadsheet; null: it was keyed. */
  imported_by: string | null
}

/** A line of an old register; undefined when there is none. */
export async function findLine(db: Db, id: string): Promise<OldLine | undefined> {
  const found = await sql<OldLine>`select ${diplomaColumns}, b.keeper_id, d.old_page_id, d.imported_by
    from diplomas.diploma d join diplomas.book b on b.id = d.book_id
    where d.id = ${id}::uuid and d.origin = 'digitised'`.execute(db)
  return found.rows[0]
}
