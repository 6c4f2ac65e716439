import { may, type Actor, type Place } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound, precondition } from '#platform/errors.ts'
import { findAccountOfPerson } from './store/account.ts'

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

/**
 * What is a person's own opens to one account: the one that is theirs, or is to be.
 * @throws AppError not_found as above, precondition when another account is the person's, or the account is somebody else's
 */
export async function requireFree(
  tx: Tx,
  app: App,
  actor: Actor,
  person: string,
  account: string,
): Promise<void> {
  await requirePerson(tx, app, actor, person)
  const holder = await findAccountOfPerson(tx, person)
  if (holder && holder !== account) throw precondition('identity.error.person_has_account')
}

/** @throws AppError as above; also when the account is seen to be of another person */
export async function requireOwner(
  tx: Tx,
  app: App,
  actor: Actor,
  person: string,
  account: string,
): Promise<void> {
  await requireFree(tx, app, actor, person, account)
  const found = await tx
    .selectFrom('identity.account')
    .select('person_id')
    .where('id', '=', account)
    .executeTakeFirst()
  if (found?.person_id && found.person_id !== person) throw precondition('identity.error.other_person')
}
