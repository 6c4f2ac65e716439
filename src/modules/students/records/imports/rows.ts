import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { Batch } from '#platform/imports/define.ts'

/** Columns of a staged row, as `checkLearnerRow` leaves them in `values`. */
const valueColumns =
  sql.raw(`full_name text, name_key text, fold text, birth_date date, birth_year smallint, sex text,
  ethnicity text, is_minority boolean, citizen_number_kind text, citizen_number_sealed text, citizen_number_index text,
  citizen_number_end text, phone text, email text, code text, address text, "class" text, cohort text, programme text,
  groups text[], schooling text`)

/**
 * The staged rows as a typed table of this transaction, `learner_rows`, with the class and cohort each names: the class by
 * its code, else the cohort by its name.
 */
export async function unpackRows(
  tx: Tx,
  source: 'import_row' | 'import_accepted',
  batch: Batch,
  where: RawBuilder<unknown>,
): Promise<void> {
  await sql`drop table if exists learner_rows`.execute(tx)
  await sql`create temporary table learner_rows on commit drop as
    select r.row_number, r.sheet_row, r.match_id as found_id, r.decision, null::uuid as class_id, null::uuid as cohort_id,
      null::uuid as learner_id, null::uuid as enrolment_id, ''::text as how, v.*
    from ${sql.table(`platform.${source}`)} r cross join lateral jsonb_to_record(r.values) as v(${valueColumns})
    where ${where}`.execute(tx)
  await sql`analyze learner_rows`.execute(tx)
  await sql`update learner_rows s set class_id = g.id, cohort_id = g.cohort_id from students.class_group g
    where g.institution_id = ${batch.institutionId}::uuid and upper(g.code) = upper(s."class")`.execute(tx)
  await sql`update learner_rows s set cohort_id = c.id from students.cohort c
    where s.class_id is null and c.institution_id = ${batch.institutionId}::uuid and platform.fold(c.name) = platform.fold(s.cohort)`.execute(
    tx,
  )
}

/** The learner and the course of study each matched person has in the cohort of the row. */
export async function findPlaces(tx: Tx, batch: Batch): Promise<void> {
  await sql`update learner_rows s set learner_id = l.id from students.learner l
    where l.person_id = s.found_id and l.institution_id = ${batch.institutionId}::uuid`.execute(tx)
  await sql`update learner_rows s set enrolment_id = e.id from students.enrolment e
    where e.learner_id = s.learner_id and e.cohort_id = s.cohort_id`.execute(tx)
}
