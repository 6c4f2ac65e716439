import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'

/** A record taken before, with how its resource stands. */
export type Held = {
  identifier: string
  source_id: string
  is_source_ended: boolean
  resource_id: string
  published_id: string
  version: number
  digest: string
  is_deleted: boolean
  is_withdrawn: boolean
}

export async function listHeld(db: Db, identifiers: readonly string[]): Promise<Map<string, Held>> {
  const found =
    await sql<Held>`select h.identifier, h.source_id, s.ended_at is not null as is_source_ended, h.resource_id, r.published_id,
      r.version, h.digest, h.is_deleted, r.withdrawn_at is not null as is_withdrawn
    from resources.harvest_record h join resources.harvest_source s on s.id = h.source_id
    join resources.resource r on r.id = h.resource_id where h.identifier = any(${[...identifiers]}::text[])`.execute(
      db,
    )
  return new Map(found.rows.map((row) => [row.identifier, row]))
}

/** What lives of a source: for when it is taken away. */
export async function listLiving(db: Db, source: string): Promise<Held[]> {
  const found =
    await sql<Held>`select h.identifier, h.source_id, false as is_source_ended, h.resource_id, r.published_id, r.version,
      h.digest, h.is_deleted, false as is_withdrawn
    from resources.harvest_record h join resources.resource r on r.id = h.resource_id
    where h.source_id = ${source}::uuid and r.withdrawn_at is null`.execute(db)
  return found.rows
}

export async function writeHarvested(
  tx: Tx,
  row: {
    identifier: string
    source_id: string
    resource_id: string
    datestamp: string
    digest: string
    is_deleted: boolean
    rights: string | null
  },
): Promise<void> {
  await tx
    .insertInto('resources.harvest_record')
    .values(row)
    .onConflict((on) => on.column('identifier').doUpdateSet(row))
    .execute()
}

export async function markDeleted(tx: Tx, identifier: string, datestamp: string): Promise<void> {
  await sql`update resources.harvest_record set is_deleted = true, datestamp = ${datestamp} where identifier = ${identifier}`.execute(
    tx,
  )
}

export async function hasHarvested(db: Db): Promise<boolean> {
  const found = await sql`select 1 from resources.harvest_record where not is_deleted limit 1`.execute(db)
  return found.rows.length > 0
}

/** Where a resource came from, for its page. */
export type Origin = { name: string; identifier: string; rights: string | null }

export async function findOrigin(db: Db, resourceId: string): Promise<Origin | undefined> {
  const found = await sql<Origin>`select s.name, h.identifier, h.rights from resources.harvest_record h
    join resources.harvest_source s on s.id = h.source_id where h.resource_id = ${resourceId}::uuid`.execute(
    db,
  )
  return found.rows[0]
}
