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
  /** When it was published, or opened to its readers since. */
  new_at: Date
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
  const found = await sql<ResultRow>`select * from resources.show_resources(${[...ids]}::uuid[])`.execute(db)
  return found.rows
}
