import { sql } from 'kysely'
import type { Actor } from '#platform/access.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import type { Resource, Version } from '../../resource.ts'
import { newCode } from '../code.ts'
import type { DescriptionRow } from '../description.ts'
import { copyFiles } from './file.ts'

type NewResource = {
  institution_id: string | null
  owner: { account: string; name: string; person: string | null }
  origin?: Resource['origin']
  origin_key?: string | null
  is_demo?: boolean
  code?: string
}

/** Who writes, as the resource keeps it. */
export function ownerOf(actor: Actor): NewResource['owner'] {
  if (actor.kind === 'account') return { account: actor.id, name: actor.name, person: actor.personId ?? null }
  return { account: `system:${actor.kind === 'system' ? actor.name : ''}`, name: '', person: null }
}

/** Makes a resource with its first, empty draft. */
export async function insertResource(
  tx: Tx,
  row: NewResource,
): Promise<{ id: string; code: string; version: string }> {
  const { owner } = row
  const code = row.code ?? newCode()
  const made = await tx
    .insertInto('resources.resource')
    .values({
      code,
      institution_id: row.institution_id,
      owner_account: owner.account,
      owner_name: owner.name,
      owner_person: owner.person,
      origin: row.origin ?? 'local',
      origin_key: row.origin_key ?? null,
      is_demo: row.is_demo ?? false,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const version = await tx
    .insertInto('resources.version')
    .values({
      resource_id: made.id,
      institution_id: row.institution_id,
      owner_account: owner.account,
      number: 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id: made.id, code, version: version.id }
}

/** Writes what is said of a draft, when it is still at that version. */
export async function updateDescription(
  tx: Tx,
  version: { id: string; version: number },
  row: Partial<DescriptionRow>,
): Promise<boolean> {
  const done = await tx
    .updateTable('resources.version')
    .set({ ...row, changed_at: sql<Date>`now()`, version: version.version + 1 })
    .where('id', '=', version.id)
    .where('version', '=', version.version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Says that a draft was changed, and keeps others from changing it meanwhile. @returns whether it is a draft still */
export async function touchDraft(tx: Tx, versionId: string): Promise<boolean> {
  const done = await sql`update resources.version set changed_at = now(), version = version + 1
    where id = ${versionId}::uuid and state = 'draft'`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

/** Two who start or offer something of one resource at one moment wait for one another here. */
export async function lockResource(tx: Tx, resourceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${resourceId}, 0))`.execute(tx)
}

/** Are files still on their way to it? */
export async function hasOpenUploads(db: Db, versionId: string): Promise<boolean> {
  const found =
    await sql`select 1 from resources.upload where version_id = ${versionId}::uuid and state = 'open' limit 1`.execute(
      db,
    )
  return found.rows.length > 0
}

/** The version of a resource that is under way: draft, handed in, reviewed or accepted. */
export async function findOpenId(db: Db, resourceId: string): Promise<string | undefined> {
  const found = await sql<{
    id: string
  }>`select id from resources.version where resource_id = ${resourceId}::uuid
    and state in ('draft', 'submitted', 'reviewed', 'accepted')`.execute(db)
  return found.rows[0]?.id
}

const described = sql`kind, title, title_en, summary, summary_en, languages, keywords, levels, audiences, licence, rights_holder,
  accessibility, accessibility_note, address, pages, seconds, study_minutes, access`

/** Starts the next version of a resource as a copy of one it has. @returns the draft's id and number. */
export async function insertNextVersion(
  tx: Tx,
  from: Pick<Version, 'id' | 'resource_id'>,
  owner: string,
): Promise<{ id: string; number: number }> {
  const made = await sql<{ id: string; number: number }>`insert into resources.version
      (resource_id, institution_id, owner_account, number, ${described})
    select v.resource_id, v.institution_id, ${owner}, (select max(o.number) + 1 from resources.version o where o.resource_id = v.resource_id),
      ${described} from resources.version v where v.id = ${from.id}::uuid returning id, number`.execute(tx)
  const next = made.rows[0]!
  await copyContent(tx, from.id, next.id)
  return next
}

/** Writes the description of one version over another's; for copies into a new resource. */
export async function copyDescription(tx: Tx, from: string, to: string): Promise<void> {
  await sql`update resources.version v set (${described}) = (select ${described} from resources.version o where o.id = ${from}::uuid)
    where v.id = ${to}::uuid`.execute(tx)
}

/** Files, authors, subjects, sources and items of one version for another. */
export async function copyContent(tx: Tx, from: string, to: string): Promise<void> {
  await copyFiles(tx, from, to)
  await copySubjects(tx, from, to)
  await sql`insert into resources.version_author (version_id, position, name, person_id, institution_id, organisation)
    select ${to}::uuid, position, name, person_id, institution_id, organisation from resources.version_author where version_id = ${from}::uuid`.execute(
    tx,
  )
  await sql`insert into resources.version_origin (version_id, position, relation, origin_version_id, title, authors, address, licence, is_copied)
    select ${to}::uuid, position, relation, origin_version_id, title, authors, address, licence, is_copied
    from resources.version_origin where version_id = ${from}::uuid`.execute(tx)
  await copyItems(tx, from, to)
}

/** What a collection holds. */
export async function copyItems(tx: Tx, from: string, to: string): Promise<void> {
  await sql`insert into resources.version_item (version_id, position, resource_id, fixed_version_id, note)
    select ${to}::uuid, position, resource_id, fixed_version_id, note from resources.version_item where version_id = ${from}::uuid`.execute(
    tx,
  )
}

export async function copySubjects(tx: Tx, from: string, to: string): Promise<void> {
  await sql`insert into resources.version_occupation (version_id, occupation_code)
    select ${to}::uuid, occupation_code from resources.version_occupation where version_id = ${from}::uuid`.execute(
    tx,
  )
  await sql`insert into resources.version_unit (version_id, unit_id, code, name)
    select ${to}::uuid, unit_id, code, name from resources.version_unit where version_id = ${from}::uuid`.execute(
    tx,
  )
  await sql`insert into resources.version_component (version_id, framework_id, component_code)
    select ${to}::uuid, framework_id, component_code from resources.version_component where version_id = ${from}::uuid`.execute(
    tx,
  )
}

/** Throws a draft away; a resource that never had more goes with it. @returns whether the resource is gone. */
export async function deleteDraft(tx: Tx, version: Pick<Version, 'id' | 'resource_id'>): Promise<boolean> {
  await sql`delete from resources.version where id = ${version.id}::uuid`.execute(tx)
  const gone =
    await sql`delete from resources.resource r where r.id = ${version.resource_id}::uuid and r.published_id is null
    and not exists (select 1 from resources.version v where v.resource_id = r.id) returning r.id`.execute(tx)
  return gone.rows.length > 0
}
