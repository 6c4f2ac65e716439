import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { SigningKey } from '../key.ts'

const columns = sql`k.id, k.institution_id, k.provider, k.public_part, k.name, k.reference, k.secret, k.from_date::text as from_date,
  k.to_date::text as to_date, k.revoked_on::text as revoked_on, k.is_demo, k.version`

/** Keys of documents of institutions, the latest first; `all` means every institution in reach. */
export async function listKeys(db: Db, within: 'all' | readonly string[]): Promise<SigningKey[]> {
  const where = within === 'all' ? sql`true` : sql`k.institution_id = any(${[...within]}::uuid[])`
  const found = await sql<SigningKey>`select ${columns} from diplomas.signing_key k
    where k.purpose = 'pdf' and ${where} order by k.institution_id, k.from_date desc, k.id desc`.execute(db)
  return found.rows
}

/** @throws AppError not_found */
export async function getKey(db: Db, id: string): Promise<SigningKey> {
  const found = await sql<SigningKey>`select ${columns} from diplomas.signing_key k
    where k.purpose = 'pdf' and k.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** @returns the id, or undefined when the institution has a key of that name already. */
export async function insertKey(
  tx: Tx,
  key: Omit<SigningKey, 'id' | 'revoked_on' | 'version'>,
): Promise<string | undefined> {
  const made = await sql<{ id: string }>`insert into diplomas.signing_key
      (institution_id, purpose, provider, public_part, name, reference, secret, from_date, to_date, is_demo)
    values (${key.institution_id}::uuid, 'pdf', ${key.provider}, ${key.public_part}, ${key.name}, ${key.reference}, ${key.secret},
      ${key.from_date}::date, ${key.to_date}::date, ${key.is_demo})
    on conflict (institution_id, purpose, name) do nothing returning id`.execute(tx)
  return made.rows[0]?.id
}

/** @returns how many rows it changed: none when somebody was first. */
export async function endKey(tx: Tx, key: Pick<SigningKey, 'id' | 'version'>, day: string): Promise<number> {
  const done = await sql`update diplomas.signing_key set revoked_on = ${day}::date, version = version + 1
    where id = ${key.id}::uuid and version = ${key.version} and revoked_on is null`.execute(tx)
  return Number(done.numAffectedRows ?? 0)
}
