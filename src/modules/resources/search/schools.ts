import { listInstitutionOptions, type InstitutionOption } from '#modules/institutions/index.ts'
import type { Db } from '#platform/db/database.ts'

/** Institutions of the day and before, and the id of one by its code in the address. */
export async function readSchools(
  db: Db,
  day: string,
): Promise<{ institutions: InstitutionOption[]; schoolOf: (code: string) => string | undefined }> {
  const institutions = await listInstitutionOptions(db, undefined, { on: day, withEnded: true })
  const ids = new Map(institutions.map((one) => [one.code, one.id]))
  return { institutions, schoolOf: (code) => ids.get(code) }
}
