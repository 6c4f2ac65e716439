import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { Access } from '../../resource.ts'
import type { Licence, Relation, Source } from '../licence.ts'

export type Origin = {
  id: string
  position: number
  relation: Relation
  origin_version_id: string | null
  /** It is what the resource was copied from, and stays. */
  is_copied: boolean
  title: string
  authors: string
  address: string | null
  licence: string | null
  /** Of a source in the repository: where it is, and whose. */
  origin_code: string | null
  origin_number: number | null
  origin_institution: string | null
}

/** What a version was made from. */
export async function listOrigins(db: Db, versionId: string): Promise<Origin[]> {
  const found =
    await sql<Origin>`select o.id, o.position, o.relation, o.origin_version_id, o.is_copied, o.title, o.authors, o.address,
      coalesce(v.licence, o.licence) as licence, r.code as origin_code, v.number as origin_number, r.institution_id as origin_institution
    from resources.version_origin o left join resources.version v on v.id = o.origin_version_id
    left join resources.resource r on r.id = v.resource_id
    where o.version_id = ${versionId}::uuid order by o.position`.execute(db)
  return found.rows
}

export type NewOrigin = Pick<
  Origin,
  'relation' | 'title' | 'authors' | 'address' | 'licence' | 'origin_version_id'
> & { is_copied?: boolean }

export async function addOrigin(tx: Tx, versionId: string, origin: NewOrigin): Promise<void> {
  await sql`insert into resources.version_origin (version_id, position, relation, origin_version_id, title, authors, address, licence, is_copied)
    select ${versionId}::uuid, coalesce(max(position), 0) + 1, ${origin.relation}, ${origin.origin_version_id}::uuid, ${origin.title},
      ${origin.authors}, ${origin.address}, ${origin.licence}, ${origin.is_copied ?? false}
    from resources.version_origin where version_id = ${versionId}::uuid`.execute(tx)
}

/** Takes a source out of a draft, unless the draft is a copy of it. */
export async function removeOrigin(tx: Tx, versionId: string, id: string): Promise<number> {
  const done =
    await sql`delete from resources.version_origin where id = ${id}::uuid and version_id = ${versionId}::uuid
    and not is_copied`.execute(tx)
  return Number(done.numAffectedRows ?? 0)
}

/** What was made from any version of a resource and is shown to the reader. */
export type Derivative = { code: string; title: string; relation: Relation; institution_id: string | null }

export async function listDerivatives(db: Db, resourceId: string): Promise<Derivative[]> {
  const found = await sql<Derivative>`select distinct r.code, v.title, o.relation, r.institution_id
    from resources.version_origin o join resources.version v on v.id = o.version_id and v.state = 'published'
    join resources.resource r on r.id = v.resource_id
    where o.origin_version_id in (select id from resources.version where resource_id = ${resourceId}::uuid)
    order by v.title, r.code limit 50`.execute(db)
  return found.rows
}

export async function listLicences(db: Db): Promise<Licence[]> {
  const found = await sql<
    Licence & { widest: Access }
  >`select code, name, name_en, url, may_derive, share_alike, may_sell, needs_credit,
    widest, source, is_verified from resources.licence order by position`.execute(db)
  return found.rows
}

/** Sources as the licence rules read them. */
export function toSources(
  origins: readonly Origin[],
  licences: readonly Licence[],
  institution: string | null,
): Source[] {
  const known = new Map(licences.map((one) => [one.code, one]))
  return origins.map((origin) => ({
    title: origin.title,
    authors: origin.authors,
    relation: origin.relation,
    licence: (origin.licence && known.get(origin.licence)) || null,
    isSameSchool: institution !== null && origin.origin_institution === institution,
  }))
}
