import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

export type InstitutionName = { id: string; code: string; name: string }

/** Names of the institutions on the day. */
export async function listInstitutionNames(db: Db, ids: readonly string[], day: string): Promise<InstitutionName[]> {
  if (ids.length === 0) return []
  const found = await sql<InstitutionName>`
    select id, code, coalesce(name, code) as name from institutions.on_day(${day}) where id = any(${[...ids]}::uuid[])
    order by coalesce(name, code) collate "vi-x-icu"`.execute(db)
  return found.rows
}
