import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'

type Used = {
  resource_id: string
  version_id: string
  institution_id: string | null
  account: string
  account_name: string
  section_id: string | null
  on_date: string
  note: string | null
  at: Date
}

/** Writes a use; the same section on the same day is one. @returns whether it is new */
export async function insertUse(tx: Tx, row: Used): Promise<boolean> {
  const made =
    await sql`insert into resources.teaching_use (resource_id, version_id, institution_id, account, account_name, section_id, on_date, note, at)
    values (${row.resource_id}::uuid, ${row.version_id}::uuid, ${row.institution_id}::uuid, ${row.account}, ${row.account_name},
      ${row.section_id}::uuid, ${row.on_date}::date, ${row.note}, ${row.at}) on conflict do nothing returning id`.execute(
      tx,
    )
  return made.rows.length > 0
}

export async function upsertRating(
  tx: Tx,
  row: {
    resource_id: string
    version_id: string
    account: string
    account_name: string
    school: string | null
    stars: number
    text: string | null
    at: Date
  },
): Promise<void> {
  await tx
    .insertInto('resources.rating')
    .values(row)
    .onConflict((on) => on.columns(['resource_id', 'account']).doUpdateSet(row))
    .execute()
}

/** @returns what it said; undefined when there was none */
export const deleteRating = (
  tx: Tx,
  resource: string,
  account: string,
): Promise<{ stars: number } | undefined> =>
  tx
    .deleteFrom('resources.rating')
    .where('resource_id', '=', resource)
    .where('account', '=', account)
    .returning('stars')
    .executeTakeFirst()

/** @returns whether it is the first time */
export async function insertThanks(
  tx: Tx,
  row: { resource_id: string; account: string; account_name: string; at: Date },
): Promise<boolean> {
  const made = await tx
    .insertInto('resources.thanks')
    .values(row)
    .onConflict((on) => on.doNothing())
    .returning('account')
    .execute()
  return made.length > 0
}

/** Takes a resource down, or brings it back (`null`). @returns whether it was still at that version */
export async function setWithdrawn(
  tx: Tx,
  resource: { id: string; version: number; published_id: string },
  next: { at: Date; kind: string; reason: string } | null,
): Promise<boolean> {
  const done =
    await sql`update resources.resource set withdrawn_at = ${next?.at ?? null}, withdrawn_kind = ${next?.kind ?? null},
    withdrawn_reason = ${next?.reason ?? null}, version = version + 1
    where id = ${resource.id}::uuid and version = ${resource.version}`.execute(tx)
  if (Number(done.numAffectedRows ?? 0) === 0) return false
  await sql`update resources.version set state = ${next ? 'withdrawn' : 'published'}, version = version + 1
    where id = ${resource.published_id}::uuid`.execute(tx)
  return true
}

/** The account that took a version down last. */
export async function findWithdrawer(db: Db, versionId: string): Promise<string | undefined> {
  const found = await sql<{ account: string }>`select account from resources.version_step
    where version_id = ${versionId}::uuid and to_state = 'withdrawn' order by step_no desc limit 1`.execute(
    db,
  )
  return found.rows[0]?.account
}
