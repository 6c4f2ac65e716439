import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import type { Batch } from '#platform/imports/define.ts'
import { countTouched, recordUndo, stageUndo } from '#platform/imports/undo.ts'

/**
 * Takes a batch back by what its audit entry says: removes what it made, restores what it changed. Refused when a later
 * act changed or used any of it. @returns how many changes it wrote.
 */
export async function undoStaff(tx: Tx, batch: Batch, seq: number): Promise<number> {
  await stageUndo(tx, batch)
  await refuseTouched(tx, batch)
  await removeMade(tx)
  await restoreChanged(tx)
  return recordUndo(tx, seq)
}

/** A look at a number changes nothing; anything else after the batch does. */
async function refuseTouched(tx: Tx, batch: Batch): Promise<void> {
  const count = await countTouched(tx, batch, ['people.reveal-citizen-number'])
  if (count > 0) throw precondition('staff.import.touched', { count })
  const used =
    await sql`select 1 from import_undo u where u.subject = 'people.person' and u.before is null and (
      exists (select 1 from staff.post p where p.person_id = u.id and not exists (select 1 from import_undo m where m.subject = 'staff.post' and m.id = p.id))
      or exists (select 1 from people.link l where l.person_id = u.id and l.institution_id <> u.institution_id)) limit 1`.execute(
      tx,
    )
  if (used.rows.length > 0) throw precondition('staff.import.used')
}

/** Links go with the people they hang on. Rows of other tables that point here refuse the whole. */
async function removeMade(tx: Tx): Promise<void> {
  const made = (subject: string) =>
    sql`select id from import_undo where subject = ${subject} and before is null`
  try {
    await sql`delete from staff.training_claim where id in (${made('staff.training_claim')})`.execute(tx)
    await sql`delete from staff.qualification q using import_undo u cross join lateral jsonb_array_elements(u.after -> 'items') i
      where u.subject = 'staff.qualifications' and q.id = (i ->> 'id')::uuid`.execute(tx)
    await sql`delete from staff.post where id in (${made('staff.post')})`.execute(tx)
    await sql`delete from people.person where id in (${made('people.person')})`.execute(tx)
  } catch (error) {
    if ((error as { code?: string }).code === '23503') throw precondition('staff.import.used')
    throw error
  }
}

async function restoreChanged(tx: Tx): Promise<void> {
  await sql`update people.person n set full_name = o.full_name, name_key = o.name_key, birth_date = o.birth_date, birth_year = o.birth_year,
      sex = o.sex, ethnicity = o.ethnicity, is_minority = o.is_minority, citizen_number_kind = o.citizen_number_kind,
      citizen_number_sealed = o.citizen_number_sealed, citizen_number_index = o.citizen_number_index,
      citizen_number_end = o.citizen_number_end, phone = o.phone, email = o.email, version = n.version + 1
    from import_undo u cross join lateral (select (jsonb_populate_record(x, u.before)).* from people.person x where x.id = u.id) o
    where u.subject = 'people.person' and u.before is not null and n.id = u.id`.execute(tx)
  await sql`update staff.post p set title = o.title, contract = o.contract, also_teaches = o.also_teaches, from_date = o.from_date,
      to_date = o.to_date, occupations = o.occupations, levels = o.levels, general_subject = o.general_subject, version = p.version + 1
    from import_undo u cross join lateral (select (jsonb_populate_record(x, u.before)).* from staff.post x where x.id = u.id) o
    where u.subject = 'staff.post' and u.before is not null and p.id = u.id`.execute(tx)
  await sql`delete from people.link l using import_undo u
    where u.subject = 'people.link' and l.person_id = u.id and l.institution_id = (u.after ->> 'institution_id')::uuid and l.source = u.after ->> 'source'`.execute(
    tx,
  )
}
