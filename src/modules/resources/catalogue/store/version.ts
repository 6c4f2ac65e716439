import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Resource, Version } from '../../resource.ts'
import { codePattern } from '../code.ts'

export const versionColumns = sql`v.id, v.resource_id, v.institution_id, v.owner_account, v.number, v.state, v.kind, v.title, v.title_en, v.summary,
  v.summary_en, v.languages, v.keywords, v.levels, v.audiences, v.licence, v.rights_holder, v.accessibility, v.accessibility_note,
  v.address, v.pages, v.seconds, v.study_minutes, v.change_note, v.access, v.open_on, v.accepted_on, v.published_at, v.superseded_at, v.changed_at,
  v.version, r.code, r.access as resource_access, r.published_id, r.withdrawn_at, r.owner_name, r.is_demo`
export const versionSource = sql`resources.version v join resources.resource r on r.id = v.resource_id`

/** A version as far as the reader's row-level security lets it through. */
export async function findVersion(db: Db, id: string): Promise<Version | undefined> {
  const found =
    await sql<Version>`select ${versionColumns} from ${versionSource} where v.id = ${id}::uuid`.execute(db)
  return found.rows[0]
}

/** @throws AppError not_found */
export async function getVersion(db: Db, id: string): Promise<Version> {
  const found = await findVersion(db, id)
  if (!found) throw notFound()
  return found
}

/** The version of that number. */
export async function findVersionOf(db: Db, code: string, number: number): Promise<Version | undefined> {
  const found = await sql<Version>`select ${versionColumns} from ${versionSource}
    where r.code = ${code} and v.number = ${number}`.execute(db)
  return found.rows[0]
}

/** @throws AppError not_found */
export async function getVersionOf(db: Db, code: string, number: number): Promise<Version> {
  const found = await findVersionOf(db, code, number)
  if (!found) throw notFound()
  return found
}

/** Versions of a resource that the reader may see, the latest first. */
export async function listVersions(db: Db, resourceId: string): Promise<Version[]> {
  const found = await sql<Version>`select ${versionColumns} from ${versionSource}
    where v.resource_id = ${resourceId}::uuid order by v.number desc`.execute(db)
  return found.rows
}

const resourceColumns = sql`r.id, r.code, r.institution_id, r.owner_account, r.owner_name, r.owner_person, r.access, r.published_id,
  r.withdrawn_at, r.withdrawn_kind, r.withdrawn_reason, r.origin, r.origin_key, r.shared_on, r.created_at, r.is_demo, r.version`

export async function findResource(db: Db, code: string): Promise<Resource | undefined> {
  const found =
    await sql<Resource>`select ${resourceColumns} from resources.resource r where r.code = ${code}`.execute(
      db,
    )
  return found.rows[0]
}

/** @throws AppError not_found */
export async function getResource(db: Db, code: string): Promise<Resource> {
  const found = await findResource(db, code)
  if (!found) throw notFound()
  return found
}

/** What its address shows to everybody it is for. @throws AppError not_found */
export async function getShownResource(db: Db, code: string): Promise<Resource & { published_id: string }> {
  const found = codePattern.test(code) ? await findResource(db, code) : undefined
  if (!found?.published_id || found.withdrawn_at) throw notFound()
  return { ...found, published_id: found.published_id }
}

/** @throws AppError not_found */
export async function getResourceById(db: Db, id: string): Promise<Resource> {
  const found =
    await sql<Resource>`select ${resourceColumns} from resources.resource r where r.id = ${id}::uuid`.execute(
      db,
    )
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}
