import { sql } from 'kysely'
import { reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import { bookWhere, type BookFilter } from './book.ts'

/** What one person keyed, and in how many fields it was otherwise settled. */
export type Keyer = {
  account: string
  name: string
  pages: number
  lines: number
  wrong: number
  fields: number
}

/** Who keyed settled pages of these registers, by name. `book`: of one register only. */
export async function listKeyers(db: Db, filter: BookFilter, book?: string): Promise<Keyer[]> {
  const of = book ? sql`b.id = ${book}::uuid` : sql`true`
  const found = await sql<Keyer>`select k.account, max(k.account_name) as name, count(*)::int as pages,
      sum(jsonb_array_length(k.rows))::int as lines, sum(k.wrong)::int as wrong, sum(k.fields)::int as fields
    from diplomas.old_keying k join diplomas.old_page p on p.id = k.page_id
      join diplomas.book b on b.id = p.book_id
    where k.round < 3 and k.wrong is not null and ${bookWhere(filter)} and ${of}
    group by k.account order by name, k.account limit 500`.execute(db)
  return found.rows
}

/** Pages this account may key or settle next, oldest first: its own draft, a keying nobody has taken, or two to compare. */
export async function findNext(
  db: Db,
  within: readonly string[],
  account: string,
  after?: { book: string; number: number },
): Promise<{ waiting: number; next: string | null }> {
  const nearest = after
    ? sql`(book_id = ${after.book}::uuid) desc, (book_id = ${after.book}::uuid and number > ${after.number}) desc,`
    : sql``
  const found = await sql<{ waiting: number; next: string | null }>`
    with page as (
      select p.id, p.at, p.number, p.book_id, p.state, count(k.id)::int as taken,
        bool_or(k.account = ${account} and k.is_done) as did, bool_or(k.account = ${account} and not k.is_done) as drafts
      from diplomas.old_page p left join diplomas.old_keying k on k.page_id = p.id and k.left_at is null
      where p.institution_id = any(${[...within]}::uuid[]) and p.state <> 'approved' group by p.id
    ), open as (
      select id, at, number, book_id from page
      where not coalesce(did, false) and (coalesce(drafts, false) or state = 'keyed_twice' or taken < 2))
    select (select count(*)::int from open) as waiting, (select id from open order by ${nearest} at, number, id limit 1) as next`.execute(
    db,
  )
  return found.rows[0]!
}

/** The page this person may work on behind `page`: of the same book first. */
export async function findNextFor(
  db: Db,
  actor: Actor,
  page: { book_id: string; number: number; institution_id: string },
): Promise<string | null> {
  if (actor.kind !== 'account') return null
  const within = reach(actor, 'diplomas.register')
  const { next } = await findNext(db, within === 'all' ? [page.institution_id] : within, actor.id, {
    book: page.book_id,
    number: page.number,
  })
  return next
}
