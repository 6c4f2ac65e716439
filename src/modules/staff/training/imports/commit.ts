import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import type { Batch } from '#platform/imports/define.ts'
import { recordUndo, stageUndo } from '#platform/imports/undo.ts'
import { matchResults, unpackResults, writtenDay, writtenHours } from './examine.ts'

const facts = (e: string) =>
  sql.raw(`jsonb_build_object('outcome', ${e}.outcome, 'score', ${e}.score, 'hours', ${e}.hours, 'decided_on', ${e}.decided_on,
  'paper_no', ${e}.paper_no, 'by_hand', ${e}.by_hand, 'is_cancelled', ${e}.is_cancelled, 'version', ${e}.version)`)

/** Writes the accepted results: a registration for who had none, the result in either case. */
export async function commitResults(tx: Tx, batch: Batch, seq: number): Promise<number> {
  await unpackResults(tx, 'import_accepted', sql`r.batch_id = ${batch.id}`)
  await matchResults(tx, batch)
  await sql`create temporary table result_changes (id uuid, before jsonb, after jsonb) on commit drop`.execute(
    tx,
  )
  await sql`with taken as (
      select e.id, ${facts('e')} as before, s.* from result_rows s join staff.enrolment e on e.run_id = s.run_id and e.person_id = s.person_id
    ), written as (
      update staff.enrolment e set outcome = s.outcome, score = coalesce(s.score, e.score), hours = coalesce(${writtenHours}, e.hours),
        decided_on = coalesce(${writtenDay}, e.decided_on), paper_no = coalesce(s.paper_no, e.paper_no), is_cancelled = false, version = e.version + 1
      from taken s where e.id = s.id returning e.*
    )
    insert into result_changes select w.id, t.before, ${facts('w')} from written w join taken t on t.id = w.id`.execute(
    tx,
  )
  await sql`with written as (
      insert into staff.enrolment as e (run_id, person_id, person_name, institution_id, source, outcome, score, hours, decided_on, paper_no)
      select s.run_id, s.person_id, n.full_name, ${batch.institutionId}::uuid, 'import', s.outcome, s.score, ${writtenHours}, ${writtenDay}, s.paper_no
      from result_rows s join people.person n on n.id = s.person_id
      where not exists (select 1 from result_changes c join staff.enrolment e on e.id = c.id where e.run_id = s.run_id and e.person_id = s.person_id)
      order by s.row_number returning e.*
    )
    insert into result_changes select w.id, null, ${facts('w')} || jsonb_build_object('run', w.run_id, 'person', w.person_id) from written w`.execute(
    tx,
  )
  await sql`update platform.import_row r set result_id = e.id from result_rows s join staff.enrolment e on e.run_id = s.run_id and e.person_id = s.person_id
    where r.batch_id = ${batch.id} and r.row_number = s.row_number`.execute(tx)
  const done =
    await sql`insert into platform.audit_change (entry_seq, position, subject, subject_id, institution_id, before, after)
    select ${seq}, (row_number() over (order by id))::int - 1, 'staff.enrolment', id::text, ${batch.institutionId}::uuid, before, after from result_changes`.execute(
      tx,
    )
  return Number(done.numAffectedRows ?? 0)
}

/** Takes a batch back by what its audit entry says; refused when a certificate or a later change rests on it. */
export async function undoResults(tx: Tx, batch: Batch, seq: number): Promise<number> {
  await stageUndo(tx, batch)
  const certified =
    await sql`select 1 from import_undo u join staff.certificate k on k.enrolment_id = u.id limit 1`.execute(
      tx,
    )
  if (certified.rows.length > 0) throw precondition('staff.training.import.undo_certificate')
  const touched = await sql`select 1 from import_undo u left join staff.enrolment e on e.id = u.id
    where e.version is distinct from (u.after ->> 'version')::int limit 1`.execute(tx)
  if (touched.rows.length > 0) throw precondition('staff.training.import.undo_changed')
  await sql`delete from staff.enrolment e using import_undo u where e.id = u.id and u.before is null`.execute(
    tx,
  )
  await sql`update staff.enrolment e set outcome = b.outcome, score = b.score, hours = b.hours, decided_on = b.decided_on, paper_no = b.paper_no,
      is_cancelled = b.is_cancelled, version = e.version + 1
    from import_undo u cross join lateral jsonb_to_record(u.before)
      as b(outcome text, score numeric, hours numeric, decided_on date, paper_no text, is_cancelled boolean)
    where u.before is not null and e.id = u.id`.execute(tx)
  return recordUndo(tx, seq)
}
