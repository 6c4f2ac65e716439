import { sql } from 'kysely'
import { dayOf } from '#platform/clock.ts'
import { actorLabel } from '#platform/audit/record.ts'
import type { Actor } from '#platform/access.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Access, Version, VersionState } from '../../resource.ts'
import { endRoundsOf } from './submission.ts'

/** Moves a version from one state to the next and writes the step. @returns whether it was still in that state */
export async function moveVersion(
  tx: Tx,
  version: Pick<Version, 'id' | 'state'>,
  to: VersionState,
  by: Actor,
  more: { note?: string | undefined; at?: Date } = {},
): Promise<boolean> {
  const done = await sql`update resources.version set state = ${to}, version = version + 1, changed_at = now()
    where id = ${version.id}::uuid and state = ${version.state}`.execute(tx)
  if (Number(done.numAffectedRows ?? 0) === 0) return false
  await writeStep(tx, version.id, { from: version.state, to, ...more }, by)
  return true
}

/** A step in the life of a version. Those that take down and bring back say from when: measures of past days read them. */
export async function writeStep(
  tx: Tx,
  versionId: string,
  { from, to, note = '', at }: { from: VersionState; to: VersionState; note?: string | undefined; at?: Date },
  by: Actor,
): Promise<void> {
  const { id, name } = actorLabel(by)
  await sql`insert into resources.version_step (version_id, from_state, to_state, note, account, account_name, at)
    values (${versionId}::uuid, ${from}, ${to}, ${note}, ${id}, ${name}, coalesce(${at ?? null}::timestamptz, now()))`.execute(
    tx,
  )
}

/** The day a version was accepted; measures read it. */
export async function markAccepted(tx: Tx, versionId: string, day: string): Promise<void> {
  await sql`update resources.version set accepted_on = coalesce(accepted_on, ${day}::date) where id = ${versionId}::uuid`.execute(
    tx,
  )
}

/** Has it a day to open that is still ahead, while readers have an earlier version? Then it waits as accepted, and theirs stays. */
export const waitsForItsDay = (version: Pick<Version, 'open_on' | 'published_id'>, day: string): boolean =>
  version.open_on !== null && version.open_on > day && version.published_id !== null

/** Puts a version in the place of the one its address showed; a round that was open for that one ends. */
export async function publishVersion(
  tx: Tx,
  version: Pick<Version, 'id' | 'resource_id' | 'open_on'>,
  access: Access,
  at: Date,
  by: Actor,
): Promise<void> {
  const old = await sql<{
    id: string
  }>`update resources.version set state = 'superseded', superseded_at = ${at}
    where resource_id = ${version.resource_id}::uuid and state = 'published' returning id`.execute(tx)
  for (const one of old.rows) {
    await endRoundsOf(tx, one.id)
    await writeStep(tx, one.id, { from: 'published', to: 'superseded', at }, by)
  }
  await sql`update resources.version set state = 'published', published_at = ${at}, version = version + 1
    where id = ${version.id}::uuid`.execute(tx)
  await writeStep(tx, version.id, { from: 'accepted', to: 'published', at }, by)
  await sql`update resources.resource set published_id = ${version.id}::uuid, version = version + 1 where id = ${version.resource_id}::uuid`.execute(
    tx,
  )
  const day = dayOf(at)
  // Until its day the school alone has it; a job opens it then.
  if (version.open_on && version.open_on > day)
    await sql`update resources.resource set access = 'private' where id = ${version.resource_id}::uuid`.execute(
      tx,
    )
  else await widenAccess(tx, version, access, at)
}

/** Circles of readers for SQL, the narrowest first. */
export const widths = sql`'{private,school,signed_in,public}'::text[]`

/** Sets who reads what is published; the first day it is open beyond its school stays known, and when readers last became more. */
export async function widenAccess(
  tx: Tx,
  version: Pick<Version, 'id' | 'resource_id'>,
  access: Access,
  at: Date,
): Promise<void> {
  const day = sql`(${at}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date`
  await sql`update resources.resource set access = ${access},
      opened_at = case when array_position(${widths}, ${access}) > array_position(${widths}, access) then ${at} else opened_at end,
      shared_on = case when ${access} = 'school' then shared_on else coalesce(shared_on, ${day}) end
    where id = ${version.resource_id}::uuid`.execute(tx)
  await sql`update resources.version set access = ${access} where id = ${version.id}::uuid`.execute(tx)
}

export type Step = {
  from_state: VersionState | null
  to_state: VersionState
  note: string
  account_name: string
  at: Date
}
