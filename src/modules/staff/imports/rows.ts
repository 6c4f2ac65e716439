import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { vi } from '../messages/vi.ts'
import { qualificationChoices } from '../qualification.ts'

/** Columns of a staged row, as `checkStaffRow` leaves them in `values`. */
export const valueColumns =
  sql.raw(`full_name text, name_key text, fold text, birth_date date, birth_year smallint, sex text,
  ethnicity text, is_minority boolean, citizen_number_kind text, citizen_number_sealed text, citizen_number_index text,
  citizen_number_end text, phone text, email text, post_role text, title text, held_as text, also_teaches boolean, from_date date,
  to_date date, occupations text[], levels text[], general_subject text, qualifications text[], training_name text, training_time text`)

/**
 * The staged rows as a typed table of this transaction, `staff_rows`: the values once taken out of their JSON, so that
 * the statements after it join columns.
 */
export async function unpackRows(
  tx: Tx,
  source: 'import_row' | 'import_accepted',
  where: RawBuilder<unknown>,
): Promise<void> {
  await sql`drop table if exists staff_rows`.execute(tx)
  await sql`create temporary table staff_rows on commit drop as
    select r.row_number, r.sheet_row, r.match_id as found_id, r.decision, uuidv7() as person_id, null::uuid as post_id, ''::text as how,
      v.post_role as role, v.held_as as contract, v.*
    from ${sql.table(`platform.${source}`)} r cross join lateral jsonb_to_record(r.values) as v(${valueColumns})
    where ${where}`.execute(tx)
  await sql`analyze staff_rows`.execute(tx)
}

/** Qualifications in words, for the preview. */
export const staffWords = sql`${JSON.stringify(Object.fromEntries(qualificationChoices.map((choice) => [choice, vi[`staff.level.${choice}` as keyof typeof vi]])))}::jsonb`
