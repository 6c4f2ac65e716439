import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Access } from '../../resource.ts'

/** Another repository we take descriptions from. */
export type Source = {
  id: string
  name: string
  address: string
  prefix: 'oai_dc' | 'oai_lom'
  set_spec: string | null
  access: Exclude<Access, 'school'>
  is_daily: boolean
  due_at: Date | null
  next_from: string | null
  made_by_name: string
  made_at: Date
  ended_at: Date | null
  version: number
}

const columns = sql`s.id, s.name, s.address, s.prefix, s.set_spec, s.access, s.is_daily, s.due_at, s.next_from, s.made_by_name, s.made_at,
  s.ended_at, s.version`

/** @throws AppError not_found */
export async function getSource(db: Db, id: string): Promise<Source> {
  const found =
    await sql<Source>`select ${columns} from resources.harvest_source s where s.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** Resources of a source that are there. */
export async function countRecords(db: Db, id: string): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::int as count from resources.harvest_record
    where source_id = ${id}::uuid and not is_deleted`.execute(db)
  return found.rows[0]!.count
}

export type SourceRow = Source & { records: number }

/** Sources in use first, each with the number of its resources. */
export async function listSources(db: Db): Promise<SourceRow[]> {
  const found = await sql<SourceRow>`select ${columns},
      (select count(*)::int from resources.harvest_record r where r.source_id = s.id and not r.is_deleted) as records
    from resources.harvest_source s order by s.ended_at nulls first, s.name, s.id limit 500`.execute(db)
  return found.rows
}

export type SourceFields = Pick<Source, 'name' | 'address' | 'prefix' | 'set_spec' | 'access'>

/** Is that address with that set a source already, another one than `but`? */
export async function hasSource(db: Db, row: SourceFields, but?: string): Promise<boolean> {
  const found = await sql`select 1 from resources.harvest_source where address = ${row.address}
    and coalesce(set_spec, '') = ${row.set_spec ?? ''} and ended_at is null and id is distinct from ${but ?? null}::uuid`.execute(
    db,
  )
  return found.rows.length > 0
}

/** @returns undefined when it is a source already */
export async function insertSource(
  tx: Tx,
  row: SourceFields & { made_by_name: string; made_at: Date },
): Promise<string | undefined> {
  const made = await tx
    .insertInto('resources.harvest_source')
    .values(row)
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made?.id
}

/** Writes what changed, when it is still at that version. */
export async function updateSource(
  tx: Tx,
  source: Pick<Source, 'id' | 'version'>,
  row: Partial<Omit<Source, 'id' | 'version'>>,
): Promise<boolean> {
  const done = await tx
    .updateTable('resources.harvest_source')
    .set({ ...row, version: source.version + 1 })
    .where('id', '=', source.id)
    .where('version', '=', source.version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** After a harvest: where the next one begins, and when. */
export async function moveOn(
  tx: Tx,
  id: string,
  next: { from: string | undefined; due: Date | null },
): Promise<void> {
  await sql`update resources.harvest_source set next_from = coalesce(${next.from ?? null}, next_from),
    due_at = case when is_daily and ended_at is null then ${next.due}::timestamptz end where id = ${id}::uuid`.execute(
    tx,
  )
}

/** Sources whose time has come. */
export async function listDue(db: Db, now: Date): Promise<Source[]> {
  const found = await sql<Source>`select ${columns} from resources.harvest_source s
    where s.due_at <= ${now} and s.ended_at is null
      and not exists (select 1 from resources.harvest_run r where r.source_id = s.id and r.state in ('waiting', 'running'))
    order by s.due_at limit 50`.execute(db)
  return found.rows
}

/** Who may see what came from a source follows the source. */
export async function setAccess(tx: Tx, source: string, access: Source['access']): Promise<void> {
  await sql`update resources.version v set access = ${access} from resources.resource q, resources.harvest_record r
    where r.source_id = ${source}::uuid and q.id = r.resource_id and v.id = q.published_id`.execute(tx)
  await sql`update resources.resource q set access = ${access}, version = version + 1
    from resources.harvest_record r where r.source_id = ${source}::uuid and q.id = r.resource_id and q.access <> ${access}`.execute(
    tx,
  )
}
