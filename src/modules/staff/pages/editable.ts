import { listInstitutionOptions, type InstitutionOption } from '#modules/institutions/index.ts'
import { may, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'

/** Institutions where the actor may edit staff. */
export async function editableInstitutions(
  db: Db,
  actor: Actor,
  today: string,
): Promise<InstitutionOption[]> {
  const options = await listInstitutionOptions(db, actor, { on: today })
  return options.filter((option) => may(actor, 'staff.edit', { institution: option.id }))
}
