import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { conflict } from '#platform/errors.ts'

/**
 * Begins or ends a change of the institution as a whole: whoever comes second waits here for the first.
 * @param seen the version the change was made from; left out where another check stands for it
 * @throws AppError conflict when it was changed since `seen`
 */
export async function nextVersion(tx: Tx, institutionId: string, seen?: number): Promise<void> {
  const done = await sql`update institutions.institution set version = version + 1
    where id = ${institutionId}::uuid and version = coalesce(${seen ?? null}::integer, version)`.execute(tx)
  if (Number(done.numAffectedRows ?? 0) === 0) throw conflict()
}
