import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Licence } from '../catalogue/licence.ts'
import { listLicences } from '../catalogue/store/origin.ts'

/** What a sheet may name. */
export type Known = { licences: readonly Licence[]; occupations: ReadonlySet<string> }

export async function readKnown(db: Db): Promise<Known> {
  const found = await sql<{ code: string }>`select code from institutions.occupation`.execute(db)
  return { licences: await listLicences(db), occupations: new Set(found.rows.map((row) => row.code)) }
}
