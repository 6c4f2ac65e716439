import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { Kind, Resource } from '../../resource.ts'

export type Item = {
  position: number
  resource_id: string
  code: string
  title: string
  kind: Kind
  access: Resource['access']
  institution_id: string | null
  is_withdrawn: boolean
  fixed_number: number | null
  note: string | null
}

/** What a collection holds and the reader may see, in its order. */
export async function listItems(db: Db, versionId: string): Promise<Item[]> {
  const found =
    await sql<Item>`select i.position, i.resource_id, r.code, coalesce(v.title, '') as title, v.kind, r.access,
      r.institution_id, r.withdrawn_at is not null as is_withdrawn, f.number as fixed_number, i.note
    from resources.version_item i join resources.resource r on r.id = i.resource_id
    left join resources.version f on f.id = i.fixed_version_id
    left join resources.version v on v.id = coalesce(f.id, r.published_id)
    where i.version_id = ${versionId}::uuid order by i.position`.execute(db)
  return found.rows
}

/** What a collection holds and the reader may not see: only that it is there, and where. */
export async function listHidden(
  db: Db,
  versionId: string,
): Promise<{ resource_id: string; position: number; note: string | null; is_fixed: boolean }[]> {
  const found = await sql<{
    resource_id: string
    position: number
    note: string | null
    is_fixed: boolean
  }>`select i.resource_id, i.position, i.note, i.fixed_version_id is not null as is_fixed from resources.version_item i
    where i.version_id = ${versionId}::uuid and not exists (select 1 from resources.resource r where r.id = i.resource_id)
    order by i.position`.execute(db)
  return found.rows
}

/** Puts a resource at the end of a collection's draft; one that is in it stays where it is. @returns whether it is new. */
export async function addItem(
  tx: Tx,
  versionId: string,
  resourceId: string,
  note: string | null,
  fixed: string | null = null,
): Promise<boolean> {
  const made =
    await sql`insert into resources.version_item (version_id, position, resource_id, fixed_version_id, note)
    select ${versionId}::uuid, coalesce(max(position), 0) + 1, ${resourceId}::uuid, ${fixed}::uuid, ${note}
    from resources.version_item where version_id = ${versionId}::uuid
    on conflict (version_id, resource_id) do nothing returning position`.execute(tx)
  return made.rows.length > 0
}

/** Writes the whole order anew, with notes. A fixed one keeps the version it is fixed to, or the one published now. */
export async function replaceItems(
  tx: Tx,
  versionId: string,
  items: readonly { resource_id: string; note: string | null; is_fixed: boolean }[],
): Promise<void> {
  const rows = items.map((item, at) => ({ ...item, position: at + 1 }))
  const kept = await sql<{
    resource_id: string
    fixed_version_id: string | null
  }>`select resource_id, fixed_version_id
    from resources.version_item where version_id = ${versionId}::uuid`.execute(tx)
  await sql`delete from resources.version_item where version_id = ${versionId}::uuid`.execute(tx)
  await sql`insert into resources.version_item (version_id, position, resource_id, fixed_version_id, note)
    select ${versionId}::uuid, r.position, r.resource_id, case when r.is_fixed then coalesce(k.fixed_version_id, p.published_id) end, r.note
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(position integer, resource_id uuid, note text, is_fixed boolean)
    left join resources.resource p on p.id = r.resource_id
    left join jsonb_to_recordset(${JSON.stringify(kept.rows)}::jsonb) as k(resource_id uuid, fixed_version_id uuid)
      on k.resource_id = r.resource_id`.execute(tx)
}

/** Drafts of collections the account works on, to add something to. */
export async function listOpenCollections(
  db: Db,
  account: string,
): Promise<{ version_id: string; code: string; title: string }[]> {
  const found = await sql<{
    version_id: string
    code: string
    title: string
  }>`select v.id as version_id, r.code, v.title
    from resources.version v join resources.resource r on r.id = v.resource_id
    where v.owner_account = ${account} and v.kind = 'collection' and v.state = 'draft' order by v.changed_at desc limit 50`.execute(
    db,
  )
  return found.rows
}
