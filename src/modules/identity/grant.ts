import { covers, type Actor, type AreaKind, type Grant, type Place } from '#platform/access.ts'
import { areasOfRole, rolesGivenBy, roles, type Role } from './role.ts'

/** A grant as the database holds it; days are inclusive. */
export type GrantRow = {
  id: string
  role: string
  area_kind: AreaKind
  area_id: string | null
  institution_id: string | null
  from_date: string
  to_date: string | null
}

/** What somebody wants to give. `institution` is the school it is given for (also of a grant over one's own record). */
export type GrantWish = {
  role: Role
  area: { kind: AreaKind; id: string | null }
  institution: string | null
}

/** Where the wished grant would reach, for the one question "does mine cover it?". */
export function placeOfWish(wish: GrantWish): Place {
  switch (wish.area.kind) {
    case 'nation':
    case 'province':
      return { province: true }
    case 'place':
      return { place: wish.area.id ?? undefined }
    case 'institution':
    case 'self':
      return wish.institution ? { institution: wish.institution } : { province: true }
  }
}

/**
 * The actor's own grant by which the wish may be given: it holds the right to grant, its role may give that role,
 * and its area covers the wished one. Undefined when there is none: nobody gives more than they hold.
 */
export function grantToGiveBy(actor: Actor, wish: GrantWish): Grant | undefined {
  return grantsToGiveBy(actor, wish)[0]
}

function grantsToGiveBy(actor: Actor, wish: GrantWish): Grant[] {
  if (actor.kind !== 'account' || !areasOfRole[wish.role].includes(wish.area.kind)) return []
  return actor.grants.filter(
    (grant) =>
      grant.permissions.has('identity.manage-accounts') &&
      rolesGivenBy(grant.role).includes(wish.role) &&
      isAsWide(grant, wish) &&
      covers(grant, placeOfWish(wish)),
  )
}

/** The last day up to which the actor may give the wish; undefined when its own right has no end. */
export function lastDayToGive(actor: Actor, wish: GrantWish): string | undefined {
  const ends = grantsToGiveBy(actor, wish).map((grant) => grant.to ?? undefined)
  return ends.includes(undefined) ? undefined : ends.toSorted().at(-1)
}

/** A grant over a province never gives one over the nation. */
function isAsWide(grant: Grant, wish: GrantWish): boolean {
  return wish.area.kind !== 'nation' || grant.area.kind === 'nation'
}

/** Roles the actor may give somewhere, in the usual order. */
export function givableRoles(actor: Actor): readonly Role[] {
  if (actor.kind !== 'account') return []
  const held = actor.grants.filter((grant) => grant.permissions.has('identity.manage-accounts'))
  return roles.filter((role) => held.some((grant) => rolesGivenBy(grant.role).includes(role)))
}

/** May the actor block, unblock or reset somebody who holds these grants? Only who could have given every one of them. */
export function mayManage(actor: Actor, held: readonly GrantRow[]): boolean {
  if (actor.kind !== 'account') return actor.kind === 'system'
  if (held.length === 0) return givableRoles(actor).length > 0
  return held.every((row) => {
    const wish = {
      role: row.role as Role,
      area: { kind: row.area_kind, id: row.area_id },
      institution: row.institution_id,
    }
    return grantToGiveBy(actor, wish) !== undefined
  })
}
