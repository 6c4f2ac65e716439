import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import type { Batch } from '#platform/imports/define.ts'
import { recordUndo, stageUndo } from '#platform/imports/undo.ts'

/** Takes the batch back; refused when one of its applications was answered meanwhile. */
export async function undoApplications(tx: Tx, batch: Batch, seq: number): Promise<number> {
  await stageUndo(tx, batch)
  const answered =
    await sql`select 1 from import_undo u join students.application a on a.id = u.id where a.version > 1 limit 1`.execute(
      tx,
    )
  if (answered.rows.length > 0) throw precondition('students.admission.import.undo_answered')
  await sql`delete from students.application a using import_undo u where a.id = u.id`.execute(tx)
  return recordUndo(tx, seq)
}
