import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'

export type Link = { resource: string; address: string }
/** What came of trying it; without `fault` it opened. The words are `resources.links.fault.<fault>`. */
export type Tried = Link & { fault: string | null; params: Record<string, string | number> }

/** Links of published resources of our own that were not tried since then, the longest ago first. */
export async function listUntried(db: Db, since: Date, limit: number): Promise<Link[]> {
  const found = await sql<Link>`select r.id as resource, v.address from resources.resource r
    join resources.version v on v.id = r.published_id and v.address is not null
    left join resources.link_state s on s.resource_id = r.id and s.address = v.address
    where r.origin <> 'harvested' and r.withdrawn_at is null and (s.resource_id is null or s.checked_at < ${since})
    order by s.checked_at nulls first, r.id limit ${limit}`.execute(db)
  return found.rows
}

/** Writes what came of it. @returns those that are told to be dead from now on, or no longer */
export async function writeTried(
  tx: Tx,
  tried: readonly Tried[],
  at: Date,
): Promise<{ resource: string; is_dead: boolean }[]> {
  const found = await sql<{ resource: string; is_dead: boolean; was_dead: boolean }>`
    insert into resources.link_state as s (resource_id, address, checked_at, fault, params, failing_since, failures)
    select t.resource, t.address, ${at}, t.fault, t.params, case when t.fault is not null then ${at}::timestamptz end, (t.fault is not null)::integer
    from jsonb_to_recordset(${JSON.stringify(tried)}::jsonb) as t(resource uuid, address text, fault text, params jsonb)
    on conflict (resource_id) do update set address = excluded.address, checked_at = excluded.checked_at, fault = excluded.fault,
      params = excluded.params,
      failing_since = case when excluded.fault is not null and s.address = excluded.address
        then coalesce(s.failing_since, excluded.failing_since) else excluded.failing_since end,
      failures = case when excluded.fault is not null and s.address = excluded.address then s.failures + 1 else excluded.failures end
    returning new.resource_id as resource, new.failures >= 2 as is_dead, coalesce(old.failures >= 2, false) as was_dead`.execute(
    tx,
  )
  return found.rows.filter((row) => row.is_dead !== row.was_dead)
}

/** A link that did not open at least twice in a row. */
export type DeadLink = { resource_id: string; since: Date; fault: string; params: Record<string, string> }

const dead = sql`resources.link_state s join resources.resource r on r.id = s.resource_id and r.withdrawn_at is null
  join resources.version v on v.id = r.published_id and v.address = s.address`

/** Which of these resources are dead links. */
export async function listDead(db: Db, resources: readonly string[]): Promise<Map<string, DeadLink>> {
  if (resources.length === 0) return new Map()
  const found =
    await sql<DeadLink>`select s.resource_id, s.failing_since as since, s.fault, s.params from ${dead}
    where s.failures >= 2 and s.resource_id = any (${[...resources]}::uuid[])`.execute(db)
  return new Map(found.rows.map((row) => [row.resource_id, row]))
}

/** Dead links of an owner or an author, the longest dead first. */
export async function listOwnDead(
  db: Db,
  { id, personId }: { id: string; personId: string | undefined },
  limit: number,
): Promise<(DeadLink & { code: string; title: string })[]> {
  const found = await sql<
    DeadLink & { code: string; title: string }
  >`select s.resource_id, s.failing_since as since, s.fault, s.params, r.code, v.title from ${dead}
    where s.failures >= 2 and (r.owner_account = ${id} or exists (select 1 from resources.version_author a
      where a.version_id = v.id and a.person_id = ${personId ?? null}::uuid))
    order by s.failing_since, r.id limit ${limit}`.execute(db)
  return found.rows
}
