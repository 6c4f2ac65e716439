import type { App } from '#platform/app.ts'
import type { AreaKind, Grant } from '#platform/access.ts'
import type { GrantRow } from '../grant.ts'

/** An account with what it holds today; read with the owner's rights, because nobody is known yet. */
export type AccountOnDay = {
  id: string
  name: string
  email: string
  state: 'invited' | 'active' | 'blocked'
  person_id: string | null
  has_second_factor: boolean
  grants: (GrantRow & { place_institutions: string[] | null })[]
}

export type SessionOnDay = AccountOnDay & {
  session_id: string
  created_at: Date
  updated_at: Date
  expires_at: Date
}

/** The session of a token with its account and the grants valid on the day; undefined when there is none. */
export async function findSessionOnDay(
  app: App,
  token: string,
  day: string,
): Promise<SessionOnDay | undefined> {
  const found = await app.database.owner.query<SessionOnDay>(
    `select s.id as session_id, s.created_at, s.updated_at, s.expires_at, ${await accountColumns(app)}
     from identity.session s join identity.account a on a.id = s.account_id where s.token = $1`,
    [token, day],
  )
  return found.rows[0]
}

/** An account with the grants valid on the day. */
export async function findAccountOnDay(app: App, id: string, day: string): Promise<AccountOnDay | undefined> {
  const found = await app.database.owner.query<AccountOnDay>(
    `select ${await accountColumns(app)} from identity.account a where a.id = $1`,
    [id, day],
  )
  return found.rows[0]
}

async function accountColumns(app: App): Promise<string> {
  // Institutions of a ward can be known only once the module that keeps them is there.
  const ofPlace = (await hasInstitutions(app))
    ? `case when g.area_kind = 'place' then (select coalesce(json_agg(i.id), '[]') from institutions.on_day($2::date) i where i.place_code = g.area_id) end`
    : 'null::json'
  return `a.id, a.name, a.email, a.state, a.person_id, coalesce(a.two_factor_enabled, false) as has_second_factor,
    (select coalesce(json_agg(json_build_object('id', g.id, 'role', g.role, 'area_kind', g.area_kind, 'area_id', g.area_id,
       'institution_id', g.institution_id, 'from_date', g.from_date, 'to_date', g.to_date, 'place_institutions', ${ofPlace})
       order by g.from_date, g.id), '[]')
     from identity.grant g where g.account_id = a.id and g.revoked_at is null
       and g.from_date <= $2::date and (g.to_date is null or g.to_date >= $2::date)) as grants`
}

const withInstitutions = new WeakSet<App>()

async function hasInstitutions(app: App): Promise<boolean> {
  if (withInstitutions.has(app)) return true
  const found = await app.database.owner.query<{ is_there: boolean }>(
    `select to_regprocedure('institutions.on_day(date)') is not null as is_there`,
  )
  const isThere = found.rows[0]?.is_there ?? false
  if (isThere) withInstitutions.add(app)
  return isThere
}

/** Makes rows into grants as the platform decides with. */
export function toGrants(app: App, rows: AccountOnDay['grants']): Grant[] {
  const held = permissionsByRole(app)
  return rows.map((row) => ({
    id: row.id,
    role: row.role,
    permissions: held.get(row.role) ?? new Set(),
    area: { kind: row.area_kind, id: row.area_id },
    to: row.to_date,
    institutions: institutionsOf(row.area_kind, row),
  }))
}

function institutionsOf(kind: AreaKind, row: AccountOnDay['grants'][number]): readonly string[] | undefined {
  switch (kind) {
    case 'nation':
    case 'province':
      return undefined
    case 'place':
      return row.place_institutions ?? []
    case 'institution':
      return row.institution_id ? [row.institution_id] : []
    case 'self':
      return []
  }
}

const permissionSets = new WeakMap<App, ReadonlyMap<string, ReadonlySet<string>>>()

/** What each role may do: gathered from every module's manifest. */
function permissionsByRole(app: App): ReadonlyMap<string, ReadonlySet<string>> {
  const kept = permissionSets.get(app)
  if (kept) return kept
  const sets = new Map<string, Set<string>>()
  for (const permission of app.modules.flatMap((module) => module.permissions ?? [])) {
    for (const role of permission.roles) sets.set(role, (sets.get(role) ?? new Set()).add(permission.name))
  }
  permissionSets.set(app, sets)
  return sets
}
