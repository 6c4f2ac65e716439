import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { CourseSection } from '../../section.ts'
import type { AbsenceKind, AbsenceRow } from '../absence.ts'

/** A learner of a session's register; `kind` null: not absent (or attendance not taken yet). */
export type RegisterLine = {
  enrolment_id: string
  person_id: string
  full_name: string
  learner_code: string
  kind: AbsenceKind | null
  hours: string | null
  late_minutes: number | null
  note: string | null
}

/** Who belongs to the session on its day, by name, with what is stored of them. */
export async function listRegister(
  db: Db,
  session: { id: string; section_id: string; on_date: string },
): Promise<RegisterLine[]> {
  const found =
    await sql<RegisterLine>`select r.enrolment_id, r.person_id, p.full_name, l.code as learner_code, a.kind, trim_scale(a.hours)::text as hours,
      a.late_minutes, a.note
    from students.section_learner r join people.person p on p.id = r.person_id
    join students.enrolment e on e.id = r.enrolment_id join students.learner l on l.id = e.learner_id
    left join students.absence a on a.session_id = ${session.id}::uuid and a.enrolment_id = r.enrolment_id
    where r.section_id = ${session.section_id}::uuid and r.from_date <= ${session.on_date}::date
      and coalesce(r.to_date, 'infinity') >= ${session.on_date}::date
    order by r.name_key, r.enrolment_id`.execute(db)
  return found.rows
}

export type StoredAbsence = AbsenceRow & { enrolment_id: string }

export async function listAbsences(db: Db, sessionId: string): Promise<StoredAbsence[]> {
  const found =
    await sql<StoredAbsence>`select enrolment_id, kind, trim_scale(hours)::text as hours, late_minutes, note
    from students.absence where session_id = ${sessionId}::uuid order by enrolment_id`.execute(db)
  return found.rows
}

/** How far a section is on the way to its results; who posts them waits until the act is over. */
export async function readClosing(
  tx: Tx,
  sectionId: string,
): Promise<Pick<CourseSection, 'state' | 'posted_at'>> {
  const found = await sql<Pick<CourseSection, 'state' | 'posted_at'>>`select state, posted_at
    from students.course_section where id = ${sectionId}::uuid for share`.execute(tx)
  const row = found.rows[0]
  if (!row) throw notFound()
  return row
}

export type Taken = { version: number; by: string; byName: string; at: string; topic: string | null }

/** Says that attendance was taken. @throws AppError conflict when another device was first */
export async function markTaken(tx: Tx, sessionId: string, taken: Taken): Promise<number> {
  const done = await sql<{
    version: number
  }>`update students.session set state = 'held', taken_at = ${taken.at}::timestamptz,
      taken_by = ${taken.by}, taken_by_name = ${taken.byName}, topic = ${taken.topic}, version = version + 1
    where id = ${sessionId}::uuid and version = ${taken.version} and state <> 'cancelled' returning version`.execute(
    tx,
  )
  const row = done.rows[0]
  if (!row) throw conflict('students.teaching.error.taken_elsewhere')
  return row.version
}

/** Replaces the absences of a session. */
export async function writeAbsences(
  tx: Tx,
  session: { id: string; section_id: string },
  rows: readonly StoredAbsence[],
): Promise<void> {
  await sql`delete from students.absence where session_id = ${session.id}::uuid
    and not enrolment_id = any(${rows.map((row) => row.enrolment_id)}::uuid[])`.execute(tx)
  if (rows.length === 0) return
  await sql`insert into students.absence as a (session_id, enrolment_id, section_id, person_id, institution_id, kind, hours, late_minutes, note)
    select ${session.id}::uuid, r.enrolment_id, ${session.section_id}::uuid, e.person_id, e.institution_id, r.kind, r.hours, r.late_minutes, r.note
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(enrolment_id uuid, kind text, hours numeric, late_minutes smallint, note text)
    join students.enrolment e on e.id = r.enrolment_id
    on conflict (session_id, enrolment_id) do update set kind = excluded.kind, hours = excluded.hours, late_minutes = excluded.late_minutes,
      note = excluded.note, at = now()
    where (a.kind, a.hours, a.late_minutes, a.note) is distinct from (excluded.kind, excluded.hours, excluded.late_minutes, excluded.note)`.execute(
    tx,
  )
}

export type SectionAbsence = {
  session_id: string
  enrolment_id: string
  kind: AbsenceKind
  hours: string
  late_minutes: number | null
}

/** Every absence of a section's held sessions. */
export async function listSectionAbsences(db: Db, sectionId: string): Promise<SectionAbsence[]> {
  const found =
    await sql<SectionAbsence>`select a.session_id, a.enrolment_id, a.kind, trim_scale(a.hours)::text as hours, a.late_minutes
    from students.absence a join people.person p on p.id = a.person_id
    where a.section_id = ${sectionId}::uuid order by p.name_key, a.enrolment_id`.execute(db)
  return found.rows
}
