import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

export type NamedOption = { value: string; label: string }

/** Institutions as named on a day, by name. */
export async function listInstitutionNames(db: Db, on: string): Promise<NamedOption[]> {
  const found =
    await sql<NamedOption>`select id::text as value, coalesce(name, code) as label from institutions.on_day(${on}::date)
    order by name collate "vi-x-icu"`.execute(db)
  return found.rows
}

/** Communes in force on a day, by name. */
export async function listPlaceNames(db: Db, on: string): Promise<NamedOption[]> {
  const found = await sql<NamedOption>`select code as value, name as label from places.unit
    where kind = 'commune' and from_date <= ${on}::date and coalesce(to_date, 'infinity') >= ${on}::date
    order by name collate "vi-x-icu"`.execute(db)
  return found.rows
}
