import { listInstitutionOptions, type InstitutionOption } from '#modules/institutions/index.ts'
import { reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { kindCodes } from '../../diploma.ts'

/** Institutions where the actor holds the right, by name; those that were merged or dissolved only when asked for. */
export async function schoolsFor(
  db: Db,
  actor: Actor,
  on: string,
  permission = 'diplomas.read',
  withEnded = false,
): Promise<InstitutionOption[]> {
  const within = reach(actor, permission)
  const options = await listInstitutionOptions(db, actor, { on, withEnded })
  return within === 'all' ? options : options.filter((one) => within.includes(one.id))
}

/** The kinds as options of a select. */
export const kindOptions = (t: Translate) =>
  kindCodes.map((value) => ({ value, label: t.dynamic(`diplomas.kind.${value}`) }))

export const kindText = (code: string, t: Translate): string => t.dynamic(`diplomas.kind.${code}`)
