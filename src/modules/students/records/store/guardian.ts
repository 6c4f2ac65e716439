import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { GuardianLink } from '../guardian.ts'

const columns = sql`g.id, g.learner_id, g.person_id, g.institution_id, g.guardian_name, g.relation, g.contact, g.from_date, g.to_date,
  g.revoked_on, g.last_seen_at`

/** Links of a learner, the latest first. */
export async function listGuardianLinks(db: Db, learnerId: string): Promise<GuardianLink[]> {
  const found =
    await sql<GuardianLink>`select ${columns} from students.guardian_link g where g.learner_id = ${learnerId}::uuid
    order by g.created_at desc, g.id desc`.execute(db)
  return found.rows
}

/** @throws AppError not_found */
export async function getGuardianLink(db: Db, id: string): Promise<GuardianLink> {
  const found =
    await sql<GuardianLink>`select ${columns} from students.guardian_link g where g.id = ${id}::uuid`.execute(
      db,
    )
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** The link of a secret, if it is open on the day. Whoever holds the secret has no account: asked outside row-level security. */
export async function findOpenLink(db: Db, hash: string, today: string): Promise<GuardianLink | undefined> {
  const found =
    await sql<GuardianLink>`select ${columns} from students.guardian_link_of(${hash}, ${today}::date) g`.execute(
      db,
    )
  return found.rows[0]
}

export async function insertGuardianLink(
  tx: Tx,
  row: Omit<GuardianLink, 'revoked_on' | 'last_seen_at'> & { token_hash: string },
): Promise<void> {
  await tx.insertInto('students.guardian_link').values(row).execute()
}

/** @returns how many rows: 0 when it was taken back already. */
export async function revokeGuardianLink(tx: Tx, id: string, on: string): Promise<number> {
  const done = await tx
    .updateTable('students.guardian_link')
    .set({ revoked_on: on })
    .where('id', '=', id)
    .where('revoked_on', 'is', null)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}
