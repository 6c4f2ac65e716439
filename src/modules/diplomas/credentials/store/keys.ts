import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'

/** A key a school signs credentials with. `secret` is sealed and leaves the store only to sign. */
export type CredentialKeyRow = {
  id: string
  institution_id: string
  controller: string
  name: string
  public_part: string
  secret: string
  from_date: string
  to_date: string | null
  revoked_on: string | null
  version: number
}

const open = sql`k.id, k.institution_id, k.controller, k.name, k.public_part, k.from_date::text, k.to_date::text,
  k.revoked_on::text, k.version`
const columns = sql`${open}, k.secret`

/** The key in use under this DID on the day. */
export async function findStandingKey(
  db: Db,
  institution: string,
  controller: string,
  day: string,
): Promise<CredentialKeyRow | undefined> {
  const found = await sql<CredentialKeyRow>`select ${columns} from diplomas.signing_key k
    where k.institution_id = ${institution}::uuid and k.purpose = 'credential' and k.provider = 'kept'
      and k.controller = ${controller} and k.revoked_on is null and (k.to_date is null or k.to_date >= ${day}::date)
    order by k.from_date desc, k.to_date desc nulls first limit 1`.execute(db)
  return found.rows[0]
}

/** @throws AppError not_found */
export async function getCredentialKey(db: Db, id: string): Promise<CredentialKeyRow> {
  const found = await sql<CredentialKeyRow>`select ${columns} from diplomas.signing_key k
    where k.id = ${id}::uuid and k.purpose = 'credential'`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** A school's credential keys, newest first, without their secrets. */
export async function listCredentialKeys(
  db: Db,
  institution: string,
): Promise<Omit<CredentialKeyRow, 'secret'>[]> {
  const found = await sql<Omit<CredentialKeyRow, 'secret'>>`select ${open} from diplomas.signing_key k
    where k.institution_id = ${institution}::uuid and k.purpose = 'credential'
    order by k.from_date desc, k.name desc`.execute(db)
  return found.rows
}

/** Code of an institution. @throws AppError not_found */
export async function codeOf(db: Db, institution: string): Promise<string> {
  const found = await sql<{
    code: string
  }>`select code from institutions.institution where id = ${institution}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0].code
}

/** Keys of a school are made one at a time: whoever comes second finds the first one's. */
export async function holdKeys(tx: Tx, institution: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`diplomas.keys ${institution}`}, 0))`.execute(tx)
}

/** Keeps a new key under the next name (`k1`, `k2` …). */
export async function insertCredentialKey(
  tx: Tx,
  key: { institution: string; controller: string; publicKey: string; secret: string; from_date: string },
): Promise<CredentialKeyRow> {
  const made =
    await sql<CredentialKeyRow>`insert into diplomas.signing_key as k (institution_id, purpose, provider, controller, public_part,
      secret, from_date, name, is_demo)
    select i.id, 'credential', 'kept', ${key.controller}, ${key.publicKey}, ${key.secret}, ${key.from_date}::date,
      'k' || (select count(*) + 1 from diplomas.signing_key o where o.institution_id = i.id and o.purpose = 'credential'), i.is_demo
    from institutions.institution i where i.id = ${key.institution}::uuid
    returning ${columns}`.execute(tx)
  return made.rows[0]!
}

/** Ends a key's use from the day on; what it signed goes on being believed. */
export async function endKey(tx: Tx, id: string, day: string): Promise<void> {
  await sql`update diplomas.signing_key set to_date = greatest(from_date, ${day}::date), version = version + 1
    where id = ${id}::uuid`.execute(tx)
}

/** Withdraws a key: nothing it signed is believed any more. @returns whether it was as the sender saw it */
export async function revokeKey(tx: Tx, id: string, version: number, day: string): Promise<boolean> {
  const done = await sql`update diplomas.signing_key set revoked_on = ${day}::date, version = version + 1
    where id = ${id}::uuid and version = ${version} and revoked_on is null`.execute(tx)
  return done.numAffectedRows === 1n
}

/** What anybody may know of an issuer, by its DID. */
export type PublishedIssuer = {
  institution: string
  keys: { name: string; public_part: string; revoked_on: string | null }[]
}

export async function findPublishedIssuer(db: Db, did: string): Promise<PublishedIssuer | undefined> {
  const found = await sql<{
    issuer: PublishedIssuer | null
  }>`select diplomas.published_keys(${did}) as issuer`.execute(db)
  return found.rows[0]?.issuer ?? undefined
}
