import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import type { Batch } from '#platform/imports/define.ts'

/**
 * Takes a batch back by what its audit entry says: removes what it made, restores what it changed. Refused when a later
 * act changed any of it, or something rests on it (a mark, a decision, a section). @returns how many changes it wrote.
 */
export async function undoLearners(tx: Tx, batch: Batch, seq: number): Promise<number> {
  await sql`create temporary table learner_undo on commit drop as
    select c.position, c.subject, c.subject_id::uuid as id, c.institution_id, c.before, c.after from platform.audit_change c
    join platform.import_batch b on b.commit_seq = c.entry_seq where b.id = ${batch.id}`.execute(tx)
  await sql`analyze learner_undo`.execute(tx)
  await refuseTouched(tx, batch)
  await removeMade(tx)
  await restoreChanged(tx)
  const done =
    await sql`insert into platform.audit_change (entry_seq, position, subject, subject_id, institution_id, before, after)
    select ${seq}, (row_number() over (order by position desc))::int - 1, subject, id::text, institution_id, after, before
    from learner_undo`.execute(tx)
  return Number(done.numAffectedRows ?? 0)
}

/** A look at a number changes nothing; anything else after the batch does, and so does a second event of a course of study. */
async function refuseTouched(tx: Tx, batch: Batch): Promise<void> {
  const touched = await sql<{
    count: number
  }>`select count(distinct (u.subject, u.id))::int as count from learner_undo u
    join platform.audit_change c on c.subject = u.subject and c.subject_id = u.id::text
    join platform.audit_entry e on e.seq = c.entry_seq
    where c.entry_seq > (select commit_seq from platform.import_batch where id = ${batch.id}) and e.action <> 'people.reveal-citizen-number'`.execute(
    tx,
  )
  const count = touched.rows[0]?.count ?? 0
  if (count > 0) throw precondition('students.import.touched', { count })
  const used = await sql`select 1 from learner_undo u
    where u.subject = 'people.person' and u.before is null
      and exists (select 1 from people.link l where l.person_id = u.id and (l.institution_id <> u.institution_id or l.source <> 'students'))
    union all select 1 from learner_undo u where u.subject = 'students.enrolment'
    and (select count(*) from students.status_event s where s.enrolment_id = u.id) > 1 limit 1`.execute(tx)
  if (used.rows.length > 0) throw precondition('students.import.used')
}

/** In the order of what rests on what. Rows of other tables that point here refuse the whole. */
async function removeMade(tx: Tx): Promise<void> {
  const made = (subject: string) =>
    sql`select id from learner_undo where subject = ${subject} and before is null`
  const learners = sql`select (after ->> 'learner_id')::uuid from learner_undo where subject = 'students.enrolment'`
  try {
    await sql`delete from students.policy_fact where id in (${made('students.policy_fact')})`.execute(tx)
    // the rosters the batch itself brought them onto; somebody put on another one since is in use
    await sql`delete from students.section_learner r using learner_undo u where u.subject = 'students.enrolment' and u.before is null
      and r.enrolment_id = u.id and r.section_id::text in (select jsonb_array_elements_text(u.after -> 'joined'))`.execute(
      tx,
    )
    await sql`delete from students.status_event where enrolment_id in (${made('students.enrolment')})`.execute(
      tx,
    )
    await sql`delete from students.enrolment where id in (${made('students.enrolment')})`.execute(tx)
    await sql`delete from students.learner where id in (${learners})`.execute(tx)
    await sql`delete from students.class_group where id in (${made('students.class_group')})`.execute(tx)
    // people first: without their link nobody would reach them
    await sql`delete from people.person where id in (${made('people.person')})`.execute(tx)
    await sql`delete from people.link k using learner_undo u where u.subject = 'students.enrolment' and k.source = 'students'
      and k.person_id = (u.after ->> 'person_id')::uuid and k.institution_id = u.institution_id
      and not exists (select 1 from students.learner l where l.person_id = k.person_id and l.institution_id = k.institution_id)`.execute(
      tx,
    )
  } catch (error) {
    if ((error as { code?: string }).code === '23503') throw precondition('students.import.used')
    throw error
  }
}

async function restoreChanged(tx: Tx): Promise<void> {
  await sql`update people.person n set birth_date = o.birth_date, birth_year = o.birth_year, sex = o.sex, ethnicity = o.ethnicity,
      is_minority = o.is_minority, citizen_number_kind = o.citizen_number_kind, citizen_number_sealed = o.citizen_number_sealed,
      citizen_number_index = o.citizen_number_index, citizen_number_end = o.citizen_number_end, phone = o.phone, email = o.email,
      version = n.version + 1
    from learner_undo u cross join lateral (select (jsonb_populate_record(x, u.before)).* from people.person x where x.id = u.id) o
    where u.subject = 'people.person' and u.before is not null and n.id = u.id`.execute(tx)
  await sql`update students.learner l set schooling = o.schooling, address = o.address, version = l.version + 1
    from learner_undo u cross join lateral (select (jsonb_populate_record(x, u.before)).* from students.learner x where x.id = u.id) o
    where u.subject = 'students.learner' and u.before is not null and l.id = u.id`.execute(tx)
}
