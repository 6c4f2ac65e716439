import { sql } from 'kysely'
import type { Actor } from '#platform/access.ts'
import { actorLabel } from '#platform/audit/record.ts'
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
  /** It was the harvest that took it down, not the department. */
  is_withdrawn_by_source: boolean
}

/** They are held until the act is done. */
export async function listHeld(db: Db, identifiers: readonly string[]): Promise<Map<string, Held>> {
  const found =
    await sql<Held>`select h.identifier, h.source_id, s.ended_at is not null as is_source_ended, h.resource_id, r.published_id,
      r.version, h.digest, h.is_deleted, r.withdrawn_at is not null as is_withdrawn,
      coalesce(r.withdrawn_at = h.withdrawn_at, false) as is_withdrawn_by_source
    from resources.harvest_record h join resources.harvest_source s on s.id = h.source_id
    join resources.resource r on r.id = h.resource_id where h.identifier = any(${[...identifiers]}::text[]) for update of r`.execute(
      db,
    )
  return new Map(found.rows.map((row) => [row.identifier, row]))
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
    withdrawn_at: Date | null
    rights: string | null
  },
): Promise<void> {
  await tx
    .insertInto('resources.harvest_record')
    .values(row)
    .onConflict((on) => on.column('identifier').doUpdateSet(row))
    .execute()
}

/** Its source deleted it, and the harvest took it down at that moment. */
export async function markDeleted(
  tx: Tx,
  identifier: string,
  { datestamp, at }: { datestamp: string; at: Date },
): Promise<void> {
  await sql`update resources.harvest_record set is_deleted = true, datestamp = ${datestamp}, withdrawn_at = ${at}
    where identifier = ${identifier}`.execute(tx)
}

/** Takes down all that lives of a source, however much it is. @returns how many */
export async function withdrawAll(
  tx: Tx,
  source: string,
  { at, reason, by }: { at: Date; reason: string; by: Actor },
): Promise<number> {
  const gone = await sql<{ id: string; published_id: string }>`update resources.resource r
      set withdrawn_at = ${at}, withdrawn_kind = 'other', withdrawn_reason = ${reason}, version = r.version + 1
    from resources.harvest_record h
    where h.source_id = ${source}::uuid and r.id = h.resource_id and r.withdrawn_at is null
    returning r.id, r.published_id`.execute(tx)
  const versions = sql`${gone.rows.map((row) => row.published_id)}::uuid[]`
  const { id, name } = actorLabel(by)
  await sql`update resources.version set state = 'withdrawn', version = version + 1 where id = any (${versions})`.execute(
    tx,
  )
  await sql`insert into resources.version_step (version_id, from_state, to_state, note, account, account_name, at)
    select v, 'published', 'withdrawn', ${reason}, ${id}, ${name}, ${at} from unnest(${versions}) v`.execute(
    tx,
  )
  await sql`update resources.harvest_record set is_deleted = true, withdrawn_at = ${at}
    where resource_id = any (${gone.rows.map((row) => row.id)}::uuid[])`.execute(tx)
  return gone.rows.length
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
