import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

export type Named = { name: string; name_en: string }

/** Names of occupations by code. */
export async function occupationNames(db: Db, codes: readonly string[]): Promise<Map<string, Named>> {
  if (codes.length === 0) return new Map()
  const found = await sql<{ code: string; name: string }>`
    select code, name from institutions.occupation where code = any (${[...codes]}::text[])`.execute(db)
  return new Map(found.rows.map((row) => [row.code, { name: row.name, name_en: row.name }]))
}

/** Names of the digital competence that learning resources build, by code. */
export async function componentNames(db: Db, codes: readonly string[]): Promise<Map<string, Named>> {
  if (codes.length === 0) return new Map()
  const found = await sql<
    Named & { code: string }
  >`select distinct on (code) code, name, name_en from curricula.framework_component
    where code = any (${[...codes]}::text[]) order by code, framework_id desc`.execute(db)
  return new Map(found.rows.map((row) => [row.code, row]))
}

/** Names of subjects and modules by id, as they stood when they were tagged. */
export async function unitNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await sql<{
    id: string
    name: string
  }>`select distinct on (unit_id) unit_id as id, btrim(code || ' ' || name) as name
    from resources.version_unit where unit_id = any (${[...ids]}::uuid[]) order by unit_id, version_id`.execute(
    db,
  )
  return new Map(found.rows.map((row) => [row.id, row.name]))
}
