import type { Actor, Place } from '#platform/access.ts'
import { AppError } from '#platform/errors.ts'
import { mayManage, type GrantRow } from './grant.ts'
import type { Account } from './store/account.ts'

/** Somebody else's account with what it holds; `institution` when all of it is held for one school. */
export type Managed = { account: Account; grants: GrantRow[]; institution: string | null }

/** The one school all grants are held for; null when they are wider or of several. */
export function schoolOf(grants: readonly GrantRow[]): string | null {
  const schools = new Set(grants.map((grant) => grant.institution_id))
  const [only] = schools
  return schools.size === 1 && only ? only : null
}

export function placeOf(managed: Managed): Place {
  return managed.institution ? { institution: managed.institution } : { province: true }
}

/** @throws AppError forbidden when the account holds what the actor could not have given. */
export function mayBeManaged(actor: Actor, managed: Managed): void {
  if (!mayManage(actor, managed.grants)) throw new AppError('forbidden', 'identity.error.beyond_you')
}
