import { sql } from 'kysely'
import type { AreaKind } from '#platform/access.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { Lang } from '#platform/i18n/index.ts'
import { fold } from '#platform/text/index.ts'
import type { GrantRow } from '../grant.ts'

export type Account = {
  id: string
  name: string
  email: string
  state: 'invited' | 'active' | 'blocked'
  lang: Lang
  person_id: string | null
  two_factor_enabled: boolean
  blocked_reason: string | null
  created_at: Date
  version: number
}

const columns = [
  'id',
  'name',
  'email',
  'state',
  'lang',
  'person_id',
  'blocked_reason',
  'created_at',
  'version',
  sql<boolean>`coalesce(two_factor_enabled, false)`.as('two_factor_enabled'),
] as const

/** An account the reader may see. @throws AppError not_found */
export async function getAccount(db: Db, id: string): Promise<Account> {
  const found = await db
    .selectFrom('identity.account')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw notFound()
  return found as Account
}

/** An account that holds, or held, a grant in one of the institutions; any account for `all`. @throws AppError not_found */
export async function getAccountWithin(
  db: Db,
  id: string,
  reach: 'all' | readonly string[],
): Promise<Account> {
  const account = await getAccount(db, id)
  if (reach === 'all') return account
  const found = await db
    .selectFrom('identity.grant')
    .select('id')
    .where('account_id', '=', id)
    .where('institution_id', 'in', reach.length > 0 ? reach : [null])
    .limit(1)
    .executeTakeFirst()
  if (!found) throw notFound()
  return account
}

export type AccountFilter = {
  text?: string | undefined
  state?: string | undefined
  role?: string | undefined
  /** Institutions the reader manages; every account when `all`. */
  reach: 'all' | readonly string[]
  on: string
  /** Last row of the page before. */
  after?: { name: string; id: string } | undefined
  limit: number
}

export type AccountRow = Account & { grants: GrantRow[]; last_seen: Date | null }

/** Accounts by name, with the grants valid on the day. */
export async function listAccounts(db: Db, filter: AccountFilter): Promise<AccountRow[]> {
  const held = sql`g.account_id = identity.account.id and g.revoked_at is null and g.from_date <= ${filter.on}::date
    and (g.to_date is null or g.to_date >= ${filter.on}::date)`
  let query = db
    .selectFrom('identity.account')
    .select(columns)
    .select([
      sql<
        GrantRow[]
      >`(select coalesce(json_agg(to_jsonb(g) order by g.from_date), '[]') from identity.grant g where ${held})`.as(
        'grants',
      ),
      sql<Date | null>`(select max(s.updated_at) from identity.session s where s.account_id = identity.account.id)`.as(
        'last_seen',
      ),
    ])
  if (filter.text) query = query.where('search', 'like', `%${fold(filter.text)}%`)
  if (filter.state) query = query.where('state', '=', filter.state)
  if (filter.role)
    query = query.where(
      sql<boolean>`exists (select 1 from identity.grant g where ${held} and g.role = ${filter.role})`,
    )
  if (filter.reach !== 'all') {
    const mine = [...filter.reach]
    query = query.where(
      sql<boolean>`exists (select 1 from identity.grant g where g.account_id = identity.account.id and g.institution_id = any(${mine}::uuid[]))`,
    )
  }
  if (filter.after)
    query = query.where(sql<boolean>`(name, id) > (${filter.after.name}, ${filter.after.id}::uuid)`)
  return (await query.orderBy('name').orderBy('id').limit(filter.limit).execute()) as AccountRow[]
}

/** Changes columns of an account whose version is still the one that was read. @throws AppError conflict */
export async function updateAccount(
  tx: Tx,
  id: string,
  version: number,
  values: Partial<
    Pick<Account, 'name' | 'lang' | 'state' | 'blocked_reason' | 'person_id' | 'two_factor_enabled'>
  >,
): Promise<void> {
  const done = await tx
    .updateTable('identity.account')
    .set({ ...values, updated_at: new Date(), version: sql`version + 1` })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) throw conflict()
}

/** Adds an invited account. The row is not read back: the inviter sees it only once it holds a grant in their area. */
export async function insertAccount(
  tx: Tx,
  account: { id: string; name: string; email: string; lang: Lang; person_id?: string | null | undefined },
): Promise<void> {
  await tx
    .insertInto('identity.account')
    .values({ ...account, person_id: account.person_id ?? null, state: 'invited' })
    .execute()
}

/** The account of an address, also outside the asker's area. */
export async function findAccountId(db: Db, email: string): Promise<string | undefined> {
  const found = await db
    .selectNoFrom(sql<string | null>`identity.account_of(${email})`.as('id'))
    .executeTakeFirst()
  return found?.id ?? undefined
}

/** The account with that address, as others may name it. */
export async function findAccountByMail(
  db: Db,
  email: string,
): Promise<Pick<Account, 'id' | 'name' | 'person_id' | 'state'> | undefined> {
  const id = await findAccountId(db, email)
  return id === undefined ? undefined : getAccount(db, id)
}

/** The account of a person, also outside the asker's area. */
export async function findAccountOfPerson(db: Db, person: string): Promise<string | undefined> {
  const found = await db
    .selectNoFrom(sql<string | null>`identity.account_of_person(${person}::uuid)`.as('id'))
    .executeTakeFirst()
  return found?.id ?? undefined
}

export type GrantHistory = GrantRow & {
  account_id: string
  reason: string | null
  granted_at: Date
  granted_by_name: string | null
  revoked_at: Date | null
  revoke_reason: string | null
  version: number
}

/** Every grant of an account, newest first, ended ones too. */
export async function listGrants(db: Db, accountId: string): Promise<GrantHistory[]> {
  const rows = await db
    .selectFrom('identity.grant as g')
    .leftJoin('identity.account as giver', 'giver.id', 'g.granted_by')
    .where('g.account_id', '=', accountId)
    .select([...grantColumns, 'giver.name as granted_by_name'])
    .orderBy('g.granted_at', 'desc')
    .execute()
  return rows as GrantHistory[]
}

/** Everything an account holds now or will hold, also outside the reader's area; for deciding, never for showing. */
export async function listHeld(db: Db, accountId: string, on: string): Promise<GrantRow[]> {
  const found = await sql<GrantRow>`select id, role, area_kind, area_id, institution_id, from_date, to_date
    from identity.held_by(${accountId}::uuid, ${on}::date)`.execute(db)
  return found.rows
}

const grantColumns = [
  'g.id',
  'g.account_id',
  'g.role',
  'g.area_kind',
  'g.area_id',
  'g.institution_id',
  'g.from_date',
  'g.to_date',
  'g.reason',
  'g.granted_at',
  'g.revoked_at',
  'g.revoke_reason',
  'g.version',
] as const

/** @throws AppError not_found */
export async function getGrant(db: Db, id: string): Promise<GrantHistory> {
  const found = await db
    .selectFrom('identity.grant as g')
    .leftJoin('identity.account as giver', 'giver.id', 'g.granted_by')
    .where('g.id', '=', id)
    .select([...grantColumns, 'giver.name as granted_by_name'])
    .executeTakeFirst()
  if (!found) throw notFound()
  return found as GrantHistory
}

export type NewGrant = {
  id: string
  account_id: string
  role: string
  area_kind: AreaKind
  area_id: string | null
  institution_id: string | null
  from_date: string
  to_date: string | null
  reason: string | null
  granted_by: string | null
}

export async function insertGrant(tx: Tx, grant: NewGrant): Promise<void> {
  await tx.insertInto('identity.grant').values(grant).execute()
}

/** Ends a grant; it stays as history. @throws AppError conflict: somebody ended it meanwhile */
export async function revokeGrant(
  tx: Tx,
  id: string,
  by: string | null,
  reason: string | null,
): Promise<void> {
  const done = await tx
    .updateTable('identity.grant')
    .set({ revoked_at: new Date(), revoked_by: by, revoke_reason: reason, version: sql`version + 1` })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) throw conflict()
}

/**
 * Would no active system administrator remain without this account (or without this grant)? Asked by one act at a time until it is
 * committed: two administrators who end each other at once must not both be told that the other remains.
 */
export async function isLastAdministrator(
  tx: Tx,
  without: { account?: string; grant?: string },
  on: string,
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('ngheso administrators'))`.execute(tx)
  const found = await tx
    .selectFrom('identity.grant as g')
    .innerJoin('identity.account as a', 'a.id', 'g.account_id')
    .where('g.role', '=', 'system-administrator')
    .where('a.state', '=', 'active')
    .where('g.revoked_at', 'is', null)
    .where('g.from_date', '<=', on)
    .where((eb) => eb.or([eb('g.to_date', 'is', null), eb('g.to_date', '>=', on)]))
    .select(['g.id', 'g.account_id'])
    .execute()
  const isConcerned = found.some((row) => row.account_id === without.account || row.id === without.grant)
  return isConcerned && found.every((row) => row.account_id === without.account || row.id === without.grant)
}

export type InstitutionOption = { id: string; code: string; name: string }

/** Institutions by name for a choice, when the module that keeps them is there. `reach` bounds them. */
export async function listInstitutions(
  db: Db,
  on: string,
  reach: 'all' | readonly string[],
): Promise<InstitutionOption[]> {
  const known = await db
    .selectNoFrom(sql<boolean>`to_regprocedure('institutions.on_day(date)') is not null`.as('is_there'))
    .executeTakeFirst()
  if (!known?.is_there) return []
  const bound = reach === 'all' ? sql`true` : sql`i.id = any(${[...reach]}::uuid[])`
  const found =
    await sql<InstitutionOption>`select i.id, i.code, i.name from institutions.on_day(${on}::date) i
    where i.is_active and ${bound} order by i.name collate "vi-x-icu"`.execute(db)
  return found.rows
}
