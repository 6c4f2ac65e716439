import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import type { Batch } from '#platform/imports/define.ts'
import { countTouched, recordUndo, stageUndo } from '#platform/imports/undo.ts'

/**
 * Takes a batch back: removes the rows, draft and programme it made, restores the rows it changed. Refused once the draft
 * was submitted, or somebody went on with what it made. @returns how many changes it wrote
 */
export async function undoProgramme(tx: Tx, batch: Batch, seq: number): Promise<number> {
  await stageUndo(tx, batch)
  await refuseTouched(tx, batch)
  await sql`delete from curricula.course_unit where id in (
    select id from import_undo where subject = 'curricula.course-unit' and before is null)`.execute(tx)
  await sql`update curricula.course_unit u set position = o.position, code = o.code, name = o.name, kind = o.kind, unit_group = o.unit_group,
      credits = o.credits, hours_total = o.hours_total, hours_theory = o.hours_theory, hours_practice = o.hours_practice,
      hours_test = o.hours_test, is_condition = o.is_condition, is_internship = o.is_internship, term = o.term, delivery = o.delivery,
      version = u.version + 1
    from import_undo i cross join lateral (select (jsonb_populate_record(x, i.before)).* from curricula.course_unit x where x.id = i.id) o
    where i.subject = 'curricula.course-unit' and i.before is not null and u.id = i.id`.execute(tx)
  await sql`update curricula.programme_version v set elective_credits = (i.before ->> 'elective_credits')::numeric, version = v.version + 1
    from import_undo i where i.subject = 'curricula.version' and i.before is not null and v.id = i.id`.execute(
    tx,
  )
  await sql`delete from curricula.programme_version where id in (
    select id from import_undo where subject = 'curricula.version' and before is null)`.execute(tx)
  await sql`delete from curricula.programme where id in (
    select id from import_undo where subject = 'curricula.programme' and before is null)`.execute(tx)
  return recordUndo(tx, seq)
}

async function refuseTouched(tx: Tx, batch: Batch): Promise<void> {
  const touched = await countTouched(tx, batch)
  const used = await sql<{ is: boolean }>`select exists (
      select 1 from import_undo i join curricula.course_unit u on u.id = i.id
      join curricula.programme_version v on v.id = u.version_id
      where i.subject = 'curricula.course-unit' and v.state <> 'draft'
    ) or exists (
      select 1 from platform.audit_change c where c.entry_seq > (select commit_seq from platform.import_batch where id = ${batch.id})
        and c.subject_id in (select i.id::text from import_undo i where i.subject = 'curricula.version' and i.before is null
          union all select u.id::text from import_undo i join curricula.course_unit u on u.version_id = i.id
            where i.subject = 'curricula.version' and i.before is null)
    ) or exists (
      select 1 from import_undo i join curricula.outcome_unit o on o.unit_id = i.id
      where i.subject = 'curricula.course-unit' and i.before is null
    ) as is`.execute(tx)
  if (touched > 0 || used.rows[0]?.is) throw precondition('curricula.import.touched')
}
