import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'

/** One act at a time on the blanks of a school and kind: whoever counts them sees what the act before left. */
export async function lockStock(tx: Tx, institution: string, kindCode: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`diplomas.blank ${institution} ${kindCode}`}, 0))`.execute(
    tx,
  )
}
