import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { Diploma } from '../../diploma.ts'

export async function keepCode(
  tx: Tx,
  diploma: Pick<Diploma, 'id' | 'institution_id'>,
  index: string,
  until: Date,
): Promise<void> {
  await tx
    .insertInto('diplomas.handover_code')
    .values({ diploma_id: diploma.id, institution_id: diploma.institution_id, code_index: index, until })
    .onConflict((oc) => oc.column('diploma_id').doUpdateSet({ code_index: index, until }))
    .execute()
}

/** Is it the code that was sent, in time? */
export async function isCode(db: Db, diplomaId: string, index: string, now: Date): Promise<boolean> {
  const found = await sql`select 1 from diplomas.handover_code
    where diploma_id = ${diplomaId}::uuid and until > ${now} and code_index = ${index}`.execute(db)
  return found.rows.length > 0
}

export async function dropCodes(tx: Tx, diplomaIds: readonly string[]): Promise<void> {
  await sql`delete from diplomas.handover_code where diploma_id = any(${[...diplomaIds]}::uuid[])`.execute(tx)
}
