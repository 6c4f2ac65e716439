import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import type { Batch } from '#platform/imports/define.ts'
import { recordUndo, stageUndo } from '#platform/imports/undo.ts'

/**
 * Takes a batch back by what its audit entry says: removes what it made, restores what it changed. Refused when a later
 * act changed or used any of it. @returns how many changes it wrote.
 */
export async function undoInstitutions(tx: Tx, batch: Batch, seq: number): Promise<number> {
  await stageUndo(tx, batch)
  await refuseTouched(tx, batch)
  await restoreChanged(tx)
  await removeMade(tx)
  return recordUndo(tx, seq)
}

/** Any later act on a record it changed, or on an institution it made. */
async function refuseTouched(tx: Tx, batch: Batch): Promise<void> {
  const touched = await sql`select 1 from platform.audit_change c join import_undo u
      on (c.subject = u.subject and c.subject_id = u.id::text) or (u.subject = 'institutions.institution' and c.institution_id = u.id)
    where c.entry_seq > (select commit_seq from platform.import_batch where id = ${batch.id}) limit 1`.execute(
    tx,
  )
  if (touched.rows.length > 0) throw precondition('institutions.import.touched')
}

async function restoreChanged(tx: Tx): Promise<void> {
  await sql`update institutions.institution i set ownership = o.ownership, governing_body = o.governing_body,
      founding_decision = o.founding_decision, facts = o.facts, version = i.version + 1
    from import_undo u cross join lateral (select (jsonb_populate_record(x, u.before)).* from institutions.institution x where x.id = u.id) o
    where u.subject = 'institutions.profile' and i.id = u.id`.execute(tx)
  await sql`update institutions.licence_item li set quota = (u.before ->> 'quota')::int, source = u.before ->> 'source',
      is_verified = (u.before ->> 'is_verified')::boolean, confirmed_on = (u.before ->> 'confirmed_on')::date,
      is_demo = (u.before ->> 'is_demo')::boolean, version = li.version + 1
    from import_undo u where u.subject = 'institutions.licence_item' and u.before is not null and li.id = u.id`.execute(
    tx,
  )
}

/** Rows of other tables that point at what it made refuse the whole. */
async function removeMade(tx: Tx): Promise<void> {
  const made = (subject: string) =>
    sql`select id from import_undo where subject = ${subject} and before is null`
  try {
    await sql`delete from institutions.licence_item where id in (${made('institutions.licence_item')})`.execute(
      tx,
    )
    await sql`delete from institutions.licence where id in (${made('institutions.licence')})`.execute(tx)
    await sql`delete from institutions.institution_name where institution_id in (${made('institutions.institution')})`.execute(
      tx,
    )
    await sql`delete from institutions.standing where institution_id in (${made('institutions.institution')})`.execute(
      tx,
    )
    await sql`delete from institutions.institution where id in (${made('institutions.institution')})`.execute(
      tx,
    )
  } catch (error) {
    if ((error as { code?: string }).code === '23503') throw precondition('institutions.import.used')
    throw error
  }
}
