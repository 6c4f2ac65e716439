import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'

/** Terms that mean the same, from a day to a day. */
export type Synonym = {
  id: string
  terms: string[]
  from_date: string
  to_date: string | null
  source: string
  is_verified: boolean
  version: number
}

const columns = sql`id, terms, from_date, to_date, source, is_verified, version`

/** All groups, those in use first. */
export async function listSynonyms(db: Db): Promise<Synonym[]> {
  const found = await sql<Synonym>`select ${columns} from resources.synonym
    order by to_date is not null, terms[1] collate "vi-x-icu", id limit 2000`.execute(db)
  return found.rows
}

export async function findSynonym(db: Db, id: string): Promise<Synonym | undefined> {
  const found = await sql<Synonym>`select ${columns} from resources.synonym where id = ${id}::uuid`.execute(
    db,
  )
  return found.rows[0]
}

/** A group in use on the day that holds one of the terms already, however it is written. */
export async function findGroupOf(
  db: Db,
  terms: readonly string[],
  day: string,
): Promise<Synonym | undefined> {
  const found = await sql<Synonym>`select ${columns} from resources.synonym
    where folded && resources.folded_terms(${[...terms]}::text[]) and coalesce(to_date, 'infinity') >= ${day}::date limit 1`.execute(
    db,
  )
  return found.rows[0]
}

/** How many of the terms differ as they are searched. */
export async function countTerms(db: Db, terms: readonly string[]): Promise<number> {
  const found = await sql<{ count: number }>`select count(distinct t)::integer as count
    from unnest(resources.folded_terms(${[...terms]}::text[])) t where t <> ''`.execute(db)
  return found.rows[0]!.count
}

export async function insertSynonym(
  tx: Tx,
  row: { terms: readonly string[]; from_date: string; source: string },
): Promise<string> {
  const made = await sql<{ id: string }>`insert into resources.synonym (terms, from_date, source, is_verified)
    values (${[...row.terms]}::text[], ${row.from_date}::date, ${row.source}, true) returning id`.execute(tx)
  return made.rows[0]!.id
}

/** Ends a group with a day, or opens it again; answers whether it was as it had been seen. */
export async function updateEnd(
  tx: Tx,
  one: { id: string; version: number },
  to: string | null,
): Promise<boolean> {
  const done =
    await sql`update resources.synonym set to_date = case when ${to}::date is not null then greatest(${to}::date, from_date - 1) end, version = version + 1
    where id = ${one.id}::uuid and version = ${one.version}`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}
