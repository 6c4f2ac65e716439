import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { DiplomaContent, KindCode } from '../../diploma.ts'
import { bookEntryNo, bookSerial } from '../../store/diploma.ts'

/** Somebody on record who bears the name and the birth date (or year) of a line. */
export type Candidate = {
  id: string
  full_name: string
  birth_date: string | null
  birth_year: number | null
}

/** A line nobody is tied to, with who it may be. */
export type UntiedLine = {
  id: string
  version: number
  keeper_id: string
  kind_code: KindCode
  serial: string | null
  entry_no: string | null
  content: DiplomaContent
  name_key: string
  candidates: Candidate[]
}

/** Of a common name and a year of birth there may be many. */
const mostCandidates = 10
/** Name and whole birth date; where one side has the year alone, the year. */
const isLike = sql`p.search = d.search and p.merged_into is null and (
  p.birth_date = d.birth_date
  or (p.birth_date is null or d.birth_date is null)
    and coalesce(extract(year from p.birth_date), p.birth_year) = coalesce(extract(year from d.birth_date), d.birth_year))`
const person = sql`jsonb_build_object('id', p.id, 'full_name', p.full_name, 'birth_date', p.birth_date, 'birth_year', p.birth_year)`

/** Compared lines that may belong to somebody on record, by name; `limit` after `after`. */
export async function listUntied(
  db: Db,
  reach: 'all' | readonly string[],
  { after, limit }: { after?: { key: string; id: string } | undefined; limit: number },
): Promise<UntiedLine[]> {
  const within = reach === 'all' ? sql`true` : sql`b.keeper_id = any(${[...reach]}::uuid[])`
  const from = after ? sql`(d.name_key, d.id) > (${after.key}, ${after.id}::uuid)` : sql`true`
  const found =
    await sql<UntiedLine>`select d.id, d.version, b.keeper_id, d.kind_code, ${bookSerial} as serial, ${bookEntryNo} as entry_no, d.content, d.name_key, c.candidates
    from diplomas.diploma d join diplomas.book b on b.id = d.book_id cross join lateral (
      select jsonb_agg(${person} order by p.id) as candidates from (
        select p.* from people.person p where ${isLike} order by p.id limit ${mostCandidates}) p) c
    where d.origin = 'digitised' and d.person_id is null and d.is_compared and d.state <> 'void' and ${within} and ${from} and c.candidates is not null
    order by d.name_key, d.id limit ${limit}`.execute(db)
  return found.rows
}

/** Who a line may belong to; the first of them, or whether one person is among them. */
export async function listLikely(db: Db, line: string, only?: string): Promise<Candidate[]> {
  const found = await sql<Candidate>`select p.id, p.full_name, p.birth_date::text as birth_date, p.birth_year
    from diplomas.diploma d join people.person p on ${isLike}
    where d.id = ${line}::uuid and ${only ? sql`p.id = ${only}::uuid` : sql`true`} order by p.id limit ${mostCandidates}`.execute(
    db,
  )
  return found.rows
}

/** Name of the person a line is tied to, where the reader reaches them. */
export async function findTied(db: Db, personId: string): Promise<Candidate | undefined> {
  const found = await sql<Candidate>`select p.id, p.full_name, p.birth_date::text as birth_date, p.birth_year
    from people.person p where p.id = ${personId}::uuid`.execute(db)
  return found.rows[0]
}
