/** Where a grant reaches, or where a record lies. */
export type AreaKind = 'nation' | 'province' | 'place' | 'institution' | 'self'

/** A right held: what may be done (`permissions`), where, and from when to when (inclusive, `yyyy-mm-dd`). */
export type Grant = {
  id: string
  role: string
  permissions: ReadonlySet<string>
  area: { kind: AreaKind; id: string | null }
  /** Last day; absent or null when it has none. */
  to?: string | null
  /** Institutions inside the area, resolved when the actor was loaded; undefined means every one. */
  institutions: readonly string[] | undefined
}

export type Actor =
  | { kind: 'public' }
  | {
      kind: 'account'
      id: string
      name: string
      email: string
      personId: string | undefined
      grants: readonly Grant[]
      via: 'session' | 'api-key' | 'command'
      sessionId: string | undefined
      /** What the person must do before any right works (a second factor, say): words and where. */
      waiting?: { key: string; href: string } | undefined
    }
  | { kind: 'system'; name: string }

/** Where a record lies, as far as it is known. An absent facet is not covered by a grant of that kind. */
export type Place = {
  institution?: string | undefined
  place?: string | undefined
  person?: string | undefined
  /** A record of the whole province: only nation and province grants cover it. */
  province?: true
  /** The permission alone decides; the record has no area (one's own account, say). */
  anywhere?: true
}

export const publicActor: Actor = { kind: 'public' }
export const systemActor = (name: string): Actor => ({ kind: 'system', name })
/** Who wrote the example data, as pages and the log name it. */
export const exampleActor = systemActor('dữ liệu ví dụ')

/** Does a grant's area cover the place? */
export function covers(grant: Grant, about: Place): boolean {
  if (about.anywhere) return true
  switch (grant.area.kind) {
    case 'nation':
    case 'province':
      return true
    case 'place':
    case 'institution':
      if (about.place !== undefined && grant.area.kind === 'place' && about.place === grant.area.id)
        return true
      return about.institution !== undefined && (grant.institutions ?? []).includes(about.institution)
    case 'self':
      return about.person !== undefined && about.person === grant.area.id
  }
}

/** The grant by which the actor may do `permission` about `about`; undefined when none allows it. The one decision, also shown as "why can I see this?". */
export function findGrant(actor: Actor, permission: string, about: Place): Grant | undefined {
  if (actor.kind !== 'account') return undefined
  return actor.grants.find((grant) => grant.permissions.has(permission) && covers(grant, about))
}

/** May the actor do this, there? `public` is allowed to all, `signed-in` to every account. */
export function may(actor: Actor, permission: string, about: Place = { anywhere: true }): boolean {
  if (permission === 'public' || actor.kind === 'system') return true
  if (permission === 'signed-in') return actor.kind === 'account'
  return findGrant(actor, permission, about) !== undefined
}

/** Institutions where the actor holds `permission`; `all` when it holds it for the whole province. */
export function reach(actor: Actor, permission: string): 'all' | string[] {
  if (actor.kind === 'system') return 'all'
  if (actor.kind === 'public') return []
  const held = actor.grants.filter((grant) => grant.permissions.has(permission))
  if (held.some((grant) => grant.institutions === undefined && grant.area.kind !== 'self')) return 'all'
  return [...new Set(held.flatMap((grant) => grant.institutions ?? []))]
}

/** What the database is told of the actor: the outer bound that row-level security keeps. */
export function rowReach(actor: Actor): {
  account: string
  person: string
  all: boolean
  institutions: string[]
} {
  if (actor.kind === 'system') return { account: '', person: '', all: true, institutions: [] }
  if (actor.kind === 'public') return { account: '', person: '', all: false, institutions: [] }
  const wide = actor.grants.some((grant) => grant.area.kind === 'nation' || grant.area.kind === 'province')
  const institutions = wide ? [] : [...new Set(actor.grants.flatMap((grant) => grant.institutions ?? []))]
  return { account: actor.id, person: actor.personId ?? '', all: wide, institutions }
}
