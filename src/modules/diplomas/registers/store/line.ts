import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { DiplomaState } from '../../diploma.ts'
import { bookEntryNo, bookSerial } from '../../store/diploma.ts'
import { annotating, type Line } from '../book.ts'
import { numberKey } from '../pattern.ts'

export type LineFilter = {
  /** Part of a name, a serial or an entry number. */
  text?: string | undefined
  state?: DiplomaState | undefined
  after?: number | undefined
}

/** Lines of a book by entry, from after one of them, each with what was written beside it. */
export async function listLines(
  db: Db,
  book: string,
  { text, state, after }: LineFilter,
  limit: number,
): Promise<Line[]> {
  const key = numberKey(text ?? '')
  const matches = text
    ? sql`(position(platform.fold(${text}) in platform.fold(d.content->'holder'->>'full_name')) > 0
        or (${key} <> '' and position(${key} in d.serial_key) > 0) or position(${text} in d.entry_no) > 0)`
    : sql`true`
  const found =
    await sql<Line>`select d.id, d.person_id, d.entry, ${bookEntryNo} as entry_no, ${bookSerial} as serial, d.state, d.content,
      d.issue_date::text as issue_date, d.is_compared, coalesce(n.list, '[]') as annotations, r.one as delivered
    from diplomas.diploma d
    left join lateral (select jsonb_agg(jsonb_build_object('act', e.act, 'on_date', e.on_date, 'decision_no', e.decision_no,
        'decision_date', e.decision_date, 'reason', e.reason, 'detail', e.detail) order by e.at, e.id) as list
      from diplomas.event e where e.diploma_id = d.id and e.act = any(${[...annotating]}::text[])) n on true
    left join lateral (select jsonb_build_object('act', e.act, 'on_date', e.on_date, 'detail', e.detail) as one
      from diplomas.event e where e.diploma_id = d.id and e.act = 'deliver' order by e.at desc, e.id desc limit 1) r on true
    where d.book_id = ${book}::uuid and ${matches} and ${state ? sql`d.state = ${state}` : sql`true`}
      and ${after === undefined ? sql`true` : sql`d.entry > ${after}`}
    order by d.entry limit ${limit}`.execute(db)
  return found.rows
}

export type Counts = { lines: number; voided: number; annotated: number }

/** How many lines a book has, how many of them are void, how many something was written beside. */
export async function countLines(db: Db, book: string): Promise<Counts> {
  const found =
    await sql<Counts>`select count(*)::int as lines, count(*) filter (where d.state = 'void')::int as voided,
      count(*) filter (where exists (select 1 from diplomas.event e
        where e.diploma_id = d.id and e.act = any(${[...annotating]}::text[])))::int as annotated
    from diplomas.diploma d where d.book_id = ${book}::uuid`.execute(db)
  return found.rows[0]!
}
