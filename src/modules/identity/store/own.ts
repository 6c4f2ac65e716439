import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

export type SessionRow = {
  id: string
  created_at: Date
  updated_at: Date
  ip_address: string | null
  user_agent: string | null
}

/** Sessions of one account that have not ended, last used first. */
export async function listSessions(db: Db, account: string): Promise<SessionRow[]> {
  return db
    .selectFrom('identity.session')
    .select(['id', 'created_at', 'updated_at', 'ip_address', 'user_agent'])
    .where('account_id', '=', account)
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('updated_at', 'desc')
    .execute()
}

export type PasskeyRow = {
  id: string
  name: string | null
  created_at: Date | null
  aaguid: string | null
  backed_up: boolean
}

export async function listPasskeys(db: Db, account: string): Promise<PasskeyRow[]> {
  return db
    .selectFrom('identity.passkey')
    .select(['id', 'name', 'created_at', 'aaguid', 'backed_up'])
    .where('account_id', '=', account)
    .orderBy('created_at')
    .execute()
}

export type ApiKeyRow = {
  id: string
  name: string | null
  start: string | null
  enabled: boolean | null
  created_at: Date
  expires_at: Date | null
  last_request: Date | null
  metadata: string | null
}

export async function listApiKeys(db: Db, account: string): Promise<ApiKeyRow[]> {
  return db
    .selectFrom('identity.api_key')
    .select(['id', 'name', 'start', 'enabled', 'created_at', 'expires_at', 'last_request', 'metadata'])
    .where('account_id', '=', account)
    .orderBy('created_at', 'desc')
    .execute()
}

/** Has the account a password, and is it bound to the OpenID Connect provider? */
export async function listProviders(db: Db, account: string): Promise<string[]> {
  const found = await db
    .selectFrom('identity.credential')
    .select('provider_id')
    .where('account_id', '=', account)
    .execute()
  return found.map((row) => row.provider_id)
}

export type LookRow = {
  id: number
  at: Date
  actor_name: string
  page: string
  subject: string
  reason: string | null
  grant_id: string | null
  role: string | null
}

/** Who looked at the records of a person or an account, newest first. */
export async function listLooks(
  db: Db,
  ids: readonly string[],
  filter: { before?: number | undefined; limit: number },
): Promise<LookRow[]> {
  const older = filter.before ? sql`and l.id < ${filter.before}` : sql``
  const found = await sql<LookRow>`
    select l.id, l.at, l.actor_name, l.page, l.subject, l.reason, l.grant_id, identity.role_of_grant(l.grant_id) as role
    from platform.look l where l.subject_ids && ${[...ids]}::text[] and l.actor_id <> (select platform.own_account()) ${older}
    order by l.id desc limit ${filter.limit}`.execute(db)
  return found.rows
}
