import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { AbsenceKind } from '../absence.ts'

export type OwnSection = {
  section_id: string
  section_name: string
  section_code: string
  term_name: string
  min_attendance: string
  /** How sentences name the document of the rule. */
  document: string
}

/** Sections of a course of study, the latest term first. */
export async function listOwnSections(db: Db, enrolmentId: string): Promise<OwnSection[]> {
  const found =
    await sql<OwnSection>`select s.id as section_id, s.name as section_name, s.code as section_code, t.name as term_name,
      g.body -> 'eligibility' ->> 'min_attendance' as min_attendance, g.body ->> 'document' as document
    from students.section_learner r join students.course_section s on s.id = r.section_id join students.term t on t.id = s.term_id
    join students.grading_policy g on g.id = s.grading_policy_id
    where r.enrolment_id = ${enrolmentId}::uuid and s.state <> 'cancelled' order by t.from_date desc, s.code, s.id`.execute(
      db,
    )
  return found.rows
}

export type OwnAbsence = {
  session_id: string
  on_date: string
  section_name: string
  kind: AbsenceKind
  hours: string
  late_minutes: number | null
}

/** Absences of a course of study, the latest first. */
export async function listOwnAbsences(db: Db, enrolmentId: string): Promise<OwnAbsence[]> {
  const found =
    await sql<OwnAbsence>`select a.session_id, x.on_date, s.name as section_name, a.kind, trim_scale(a.hours)::text as hours,
      a.late_minutes
    from students.absence a join students.session x on x.id = a.session_id join students.course_section s on s.id = a.section_id
    where a.enrolment_id = ${enrolmentId}::uuid order by x.on_date desc, lower(x.during) desc limit 200`.execute(
      db,
    )
  return found.rows
}

/** Names of those who teach the sections of the one who reads, by person. */
export async function listOwnTeachers(db: Db): Promise<Map<string, string>> {
  const found = await sql<{ person_id: string; full_name: string }>`select person_id, full_name
    from students.own_teachers()`.execute(db)
  return new Map(found.rows.map((row) => [row.person_id, row.full_name]))
}

/** What attendance holds of a person, for a request to see it. */
export async function collectAbsences(db: Db, personId: string): Promise<Record<string, unknown>[]> {
  const found = await sql<
    Record<string, unknown>
  >`select x.on_date, s.name as section, a.kind, trim_scale(a.hours)::text as hours, a.late_minutes,
      a.note
    from students.absence a join students.session x on x.id = a.session_id join students.course_section s on s.id = a.section_id
    where a.person_id = ${personId}::uuid order by x.on_date desc, x.id`.execute(db)
  return found.rows
}
