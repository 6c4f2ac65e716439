import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import type { Batch } from '#platform/imports/define.ts'
import { recordUndo, stageUndo } from '#platform/imports/undo.ts'
import { lineSnapshot } from '../store/line.ts'

/**
 * Takes a batch back by what its audit entry says. Refused once a line was compared or says something else
 * than the file did; a change that was itself taken back is none.
 * Registers it opened stay, empty.
 */
export async function undoRegister(tx: Tx, batch: Batch, seq: number): Promise<number> {
  await stageUndo(tx, batch)
  await sql`delete from import_undo where subject = 'diplomas.book'`.execute(tx)
  const touched = await sql<{ count: number }>`select count(*)::int as count from import_undo u
    left join diplomas.diploma d on d.id = u.id
    where d.id is null or d.is_compared or case
      when u.after ? 'print' then u.after ->> 'print' <> md5((${lineSnapshot} - 'version')::text)
      when u.after ? 'has_serial' then u.after - 'version' <> ${lineSnapshot} - 'version'
      -- brought in before their words were compared
      else d.version <> (u.after ->> 'version')::int end`.execute(tx)
  const { count } = touched.rows[0]!
  if (count > 0) throw precondition('diplomas.old.import.touched', { count })
  await sql`delete from diplomas.diploma d using import_undo u where d.id = u.id and u.before is null`.execute(
    tx,
  )
  await sql`update diplomas.diploma d set kind_id = o.kind_id, entry_no = o.entry_no, serial = o.serial, content = o.content,
      name_key = o.name_key, birth_date = o.birth_date, birth_year = o.birth_year, issue_date = o.issue_date,
      shares_number = o.shares_number, has_serial = coalesce(o.has_serial, d.has_serial),
      imported_by = coalesce(o.imported_by, d.imported_by), version = d.version + 1
    from import_undo u cross join lateral jsonb_to_record(u.before) as o(kind_id uuid, entry_no text, serial text, content jsonb,
      name_key text, birth_date date, birth_year smallint, issue_date date, shares_number boolean, has_serial boolean,
      imported_by text)
    where u.before is not null and d.id = u.id`.execute(tx)
  return recordUndo(tx, seq)
}
