import { may, type Actor, type Place } from '#platform/access.ts'
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { notFound, precondition } from '#platform/errors.ts'
import { wasPublished, type Version } from '../resource.ts'
import { getVersion, listVersions } from './store/version.ts'

/** Where a resource lies for rights: its school, else the province. */
export function placeOf(record: { institution_id: string | null }): Place {
  return record.institution_id ? { institution: record.institution_id } : { province: true }
}

/** Is the actor the owner, or one of the authors the version names? */
export async function isOwn(
  db: Db,
  actor: Actor,
  version: Pick<Version, 'id' | 'owner_account'>,
): Promise<boolean> {
  if (actor.kind !== 'account') return false
  if (version.owner_account === actor.id) return true
  if (!actor.personId) return false
  const found = await sql`select 1 from resources.version_author
    where version_id = ${version.id}::uuid and person_id = ${actor.personId}::uuid`.execute(db)
  return found.rows.length > 0
}

/** Whether the actor may see a version: published ones whoever row-level security lets through; others are their authors', reviewers' and deciders'. */
export async function maySee(db: Db, actor: Actor, version: Version): Promise<boolean> {
  if (wasPublished(version.state) || actor.kind === 'system') return true
  if (await isOwn(db, actor, version)) return true
  if (may(actor, 'resources.decide', placeOf(version))) return true
  if (version.state === 'draft') return false
  if (may(actor, 'resources.review', placeOf(version))) return true
  const found = await sql<{ yes: boolean }>`
    select ${version.resource_id}::uuid = any (resources.reviewed_resources()) as yes`.execute(db)
  return found.rows[0]?.yes === true
}

/** Versions of a resource that the actor may see, the latest first. */
export async function listSeen(db: Db, actor: Actor, resourceId: string): Promise<Version[]> {
  const seen: Version[] = []
  for (const one of await listVersions(db, resourceId)) if (await maySee(db, actor, one)) seen.push(one)
  return seen
}

/** May everybody have it, so that caches on the way may keep it? A superseded version is for whom it was published itself. */
export function isForAll(version: Version): boolean {
  if (version.withdrawn_at || version.resource_access !== 'public') return false
  return version.state !== 'superseded' || version.access === 'public'
}

/** A version the actor works on as one of its authors, or as who decides for its school. @throws AppError not_found */
export async function getWorkable(db: Db, actor: Actor, id: string): Promise<Version> {
  const version = await getVersion(db, id)
  if (actor.kind === 'system') return version
  if (await isOwn(db, actor, version)) return version
  if (may(actor, 'resources.decide', placeOf(version))) return version
  throw notFound()
}

/** Same, and still a draft. @throws AppError not_found, precondition */
export async function getDraft(db: Db, actor: Actor, id: string): Promise<Version> {
  const version = await getWorkable(db, actor, id)
  if (version.state !== 'draft') throw precondition('resources.error.not_draft')
  return version
}
