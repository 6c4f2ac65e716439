import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'

/** A row another module moved from one person to the other. */
export type MovedRow = { subject: string; id: string; institution: string | null }

/**
 * Moves every module's rows of one person to another. A module that keeps rows of persons publishes SQL functions
 * `<schema>.move_person…(from_person uuid, to_person uuid, only_ids uuid[]) returns jsonb`, which move its rows (all, or only the
 * given ids) and answer `[{subject, id, institution}]`; a row that would collide stays where it is.
 */
export async function moveRows(
  tx: Tx,
  modules: readonly string[],
  source: string,
  target: string,
  onlyIds: readonly string[] | null,
): Promise<MovedRow[]> {
  const functions = await sql<{ name: string }>`
    select format('%I.%I', n.nspname, p.proname) as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = any(${[...modules]}::text[]) and starts_with(p.proname, 'move_person')
    order by array_position(${[...modules]}::text[], n.nspname::text), p.proname`.execute(tx)
  const moved: MovedRow[] = []
  for (const { name } of functions.rows) {
    const done = await sql<{ moved: MovedRow[] | null }>`
      select ${sql.raw(name)}(${source}::uuid, ${target}::uuid, ${onlyIds === null ? null : [...onlyIds]}::uuid[]) as moved`.execute(
      tx,
    )
    moved.push(...(done.rows[0]?.moved ?? []))
  }
  return moved
}

export type Merge = {
  id: string
  loser_id: string
  winner_id: string
  reason: string
  taken: Record<string, { before: unknown; after: unknown }>
  moved: MovedRow[]
  links_added: { institution_id: string; source: string }[]
  merged_on: string
  undone_on: string | null
}

export type MergeNote = Pick<Merge, 'id' | 'loser_id' | 'winner_id' | 'reason' | 'merged_on'> & {
  loser_name: string
  winner_name: string
}

/** Merges in force that touch the person, newest first. */
export async function listMerges(db: Db, personId: string): Promise<MergeNote[]> {
  return db
    .selectFrom('people.merge as m')
    .innerJoin('people.person as l', 'l.id', 'm.loser_id')
    .innerJoin('people.person as w', 'w.id', 'm.winner_id')
    .select([
      'm.id',
      'm.loser_id',
      'm.winner_id',
      'm.reason',
      'm.merged_on',
      'l.full_name as loser_name',
      'w.full_name as winner_name',
    ])
    .where((eb) => eb.or([eb('m.loser_id', '=', personId), eb('m.winner_id', '=', personId)]))
    .where('m.undone_on', 'is', null)
    .orderBy('m.id', 'desc')
    .execute()
}

/** Gives the winner the loser's links it does not have yet. @returns those added. */
export async function copyLinks(tx: Tx, loser: string, winner: string): Promise<Merge['links_added']> {
  const added = await sql<Merge['links_added'][number]>`
    insert into people.link (person_id, institution_id, source)
    select ${winner}::uuid, institution_id, source from people.link where person_id = ${loser}::uuid
    on conflict do nothing returning institution_id, source`.execute(tx)
  return added.rows
}

/**
 * Takes added links away again, but for those whose module still has rows of the person there. A module that links people
 * publishes `<schema>.holds_person(person uuid, institution uuid) returns boolean`; one that does not holds nothing.
 */
export async function removeLinks(tx: Tx, person: string, links: Merge['links_added']): Promise<void> {
  const holders = await sql<{ source: string }>`select n.nspname as source
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.proname = 'holds_person' and n.nspname = any(${links.map((link) => link.source)}::text[])`.execute(
    tx,
  )
  for (const { institution_id, source } of links) {
    const isHeld = holders.rows.some((holder) => holder.source === source)
      ? sql`${sql.id(source, 'holds_person')}(${person}::uuid, ${institution_id}::uuid)`
      : sql`false`
    await sql`delete from people.link where person_id = ${person}::uuid and institution_id = ${institution_id}::uuid
      and source = ${source} and not ${isHeld}`.execute(tx)
  }
}
