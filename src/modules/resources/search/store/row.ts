import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Access, Kind } from '../../resource.ts'

/** A resource in a result. */
export type ResultRow = {
  id: string
  code: string
  version_id: string
  institution_id: string | null
  kind: Kind
  title: string
  title_en: string | null
  summary: string
  summary_en: string | null
  licence: string | null
  languages: string[]
  levels: string[]
  access: 'private' | Access
  authors: string[]
  pages: number | null
  seconds: number | null
  published_at: Date
  is_demo: boolean
  /** The repository it was harvested from; null: our own. */
  harvested_from: string | null
  /** Teachers who taught with it and resources made from it. */
  uses: number
  stars: string | null
  ratings: number
}

/** What is shown of resources that were found, in the order of `ids`. */
export async function listRows(db: Db, ids: readonly string[]): Promise<ResultRow[]> {
  if (ids.length === 0) return []
  const found =
    await sql<ResultRow>`select r.id, r.code, v.id as version_id, r.institution_id, v.kind, v.title, v.title_en, v.summary,
      v.summary_en, v.licence, v.languages, v.levels, r.access, v.pages, v.seconds, v.published_at, r.is_demo,
      case when r.origin = 'harvested' then r.owner_name end as harvested_from,
      (e.used / 10000000)::integer as uses, e.stars, e.ratings,
      array(select a.name from resources.version_author a where a.version_id = v.id order by a.position) as authors
    from unnest(${[...ids]}::uuid[]) with ordinality asked(id, place)
    join resources.search_entry e on e.resource_id = asked.id join resources.resource r on r.id = asked.id
    join resources.version v on v.id = r.published_id order by asked.place`.execute(db)
  return found.rows
}
