import { sql } from 'kysely'
import { may, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import { placeOf, type AnyImport } from '#platform/imports/index.ts'

export type InstitutionOption = { id: string; code: string; name: string }

/** Institutions as they are named on the day, by name; none where the application has no institutions. */
export async function listInstitutions(db: Db, day: string): Promise<InstitutionOption[]> {
  const known = await sql<{
    is_there: boolean
  }>`select to_regprocedure('institutions.on_day(date)') is not null as is_there`.execute(db)
  if (!known.rows[0]?.is_there) return []
  const found = await sql<InstitutionOption>`select id, code, name from institutions.on_day(${day}::date)
    order by name collate "vi-x-icu"`.execute(db)
  return found.rows
}

/** Those among them for which the actor may import. */
export function allowedInstitutions(
  all: readonly InstitutionOption[],
  spec: AnyImport,
  actor: Actor,
): InstitutionOption[] {
  return all.filter((one) => may(actor, spec.permission, placeOf(spec, { institution_id: one.id })))
}
