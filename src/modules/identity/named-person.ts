import { may, type Actor, type Place } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'

/**
 * Who manages accounts may name only a person whose record lies in the area they manage: whoever is tied to a person
 * reads what is that person's own.
 * @throws AppError not_found when the person is elsewhere, or nobody.
 */
export async function requirePerson(db: Db, app: App, actor: Actor, person: string): Promise<void> {
  if (actor.kind === 'system') return
  const places: Place[] = []
  for (const module of app.modules) places.push(...((await module.personPlaces?.(db, person)) ?? []))
  if (!places.some((place) => may(actor, 'identity.manage-accounts', place))) throw notFound()
}
