import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Category } from '../course.ts'
import { trainedStatus, targets, type Evidence, type Target, type TrainedStatus } from '../rule.ts'
import type { RuleVersion } from '../rule-version.ts'
import { findRule } from './rules.ts'

/** What speaks for a person's training, latest first. */
export async function listEvidence(db: Db, personId: string): Promise<Evidence[]> {
  const found = await sql<
    Omit<Evidence, 'hours'> & { hours: string | null }
  >`select id, course, category, hours, completed_on, valid_to, state
    from staff.training_evidence where person_id = ${personId} order by completed_on desc, id`.execute(db)
  return found.rows.map((row) => ({ ...row, hours: row.hours === null ? null : Number(row.hours) }))
}

export type PersonStatus = { target: Target; rule: RuleVersion; status: TrainedStatus }

/** A person's standing for each target that asks about their posts on the day. */
export async function statusOf(db: Db, personId: string, day: string): Promise<PersonStatus[]> {
  const posts = await sql<{
    role: string
    also_teaches: boolean
  }>`select role, also_teaches from staff.posts_on(${day}::date) where person_id = ${personId}`.execute(db)
  const isManager = posts.rows.some((post) => post.role === 'manager')
  const isTeacher = posts.rows.some((post) => post.role === 'teacher')
  const alsoTeaches = posts.rows.some((post) => post.also_teaches)
  const evidence = await listEvidence(db, personId)
  const all: PersonStatus[] = []
  for (const target of targets) {
    const rule = await findRule(db, target, day)
    if (!rule) continue
    const isAsked =
      target === 'materials'
        ? isTeacher || (alsoTeaches && rule.includes_teaching_managers)
        : isTeacher || isManager
    if (!isAsked) continue
    all.push({ target, rule, status: trainedStatus(rule, evidence, day, isManager) })
  }
  return all
}

export type OwnCourse = {
  id: string
  run_id: string
  run_code: string
  course_name: string
  category: Category
  from_date: string
  to_date: string
  run_state: string
  quota: number | null
  place: number | null
  is_cancelled: boolean
  outcome: string | null
  score: string | null
  hours: string | null
  decided_on: string | null
  certificate_id: string | null
  serial: string | null
}

/** Classes a person is or was registered for, latest first. */
export async function listOwnCourses(db: Db, personId: string): Promise<OwnCourse[]> {
  const found =
    await sql<OwnCourse>`select e.id, e.run_id, r.code as run_code, c.name as course_name, c.category, r.from_date, r.to_date,
      r.state as run_state, r.quota, q.place, e.is_cancelled, e.outcome, e.score, e.hours, e.decided_on, k.id as certificate_id, k.serial
    from staff.enrolment e join staff.course_run r on r.id = e.run_id join staff.course c on c.id = r.course_id
    left join staff.certificate k on k.enrolment_id = e.id
    left join lateral (select place from staff.places_in(e.run_id) p where p.enrolment_id = e.id and e.outcome is null) q on true
    where e.person_id = ${personId} and not e.is_cancelled order by r.from_date desc, e.id`.execute(db)
  return found.rows
}

export type OutsideCertificate = {
  id: string
  person_id: string
  person_name: string
  institution_id: string
  course_name: string
  category: Category
  issuer: string
  issuer_legal_id: string | null
  serial: string | null
  hours: string
  from_date: string | null
  completed_on: string
  valid_to: string | null
  content: string | null
  file_hash: string | null
  file_name: string | null
  file_kind: 'pdf' | 'jpeg' | 'png' | null
  state: 'pending' | 'verified' | 'rejected'
  reason: string | null
  decided_on: string | null
  decided_by_name: string | null
  sent_on: string
  version: number
}

const outsideColumns = sql`o.id, o.person_id, o.person_name, o.institution_id, o.course_name, o.category, o.issuer, o.issuer_legal_id,
  o.serial, o.hours, o.from_date, o.completed_on, o.valid_to, o.content, o.file_hash, o.file_name, o.file_kind, o.state, o.reason,
  o.decided_on, o.decided_by_name, o.sent_on, o.version`

export async function listOutside(db: Db, personId: string): Promise<OutsideCertificate[]> {
  return (
    await sql<OutsideCertificate>`select ${outsideColumns} from staff.outside_certificate o where o.person_id = ${personId}
    order by o.completed_on desc, o.id`.execute(db)
  ).rows
}

/** Certificates that wait for a decision, longest first, and how many there are in all. */
export async function listWaiting(
  db: Db,
  limit: number,
): Promise<{ rows: OutsideCertificate[]; count: number }> {
  const found =
    await sql<OutsideCertificate>`select ${outsideColumns} from staff.outside_certificate o where o.state = 'pending'
    order by o.sent_on, o.id limit ${limit}`.execute(db)
  const counted = await sql<{
    count: number
  }>`select count(*)::int as count from staff.outside_certificate where state = 'pending'`.execute(db)
  return { rows: found.rows, count: counted.rows[0]?.count ?? 0 }
}

export async function findOutside(db: Db, id: string): Promise<OutsideCertificate | undefined> {
  return (
    await sql<OutsideCertificate>`select ${outsideColumns} from staff.outside_certificate o where o.id = ${id}`.execute(
      db,
    )
  ).rows[0]
}

/** @throws AppError not_found */
export async function getOutside(db: Db, id: string): Promise<OutsideCertificate> {
  const found = await findOutside(db, id)
  if (!found) throw notFound()
  return found
}

export type NewOutside = Pick<
  OutsideCertificate,
  | 'person_id'
  | 'person_name'
  | 'institution_id'
  | 'course_name'
  | 'category'
  | 'issuer'
  | 'issuer_legal_id'
  | 'serial'
  | 'hours'
  | 'from_date'
  | 'completed_on'
  | 'valid_to'
  | 'content'
  | 'file_hash'
  | 'file_name'
  | 'file_kind'
  | 'sent_on'
>

export async function insertOutside(tx: Tx, row: NewOutside): Promise<string> {
  const made = await sql<{
    id: string
  }>`insert into staff.outside_certificate (person_id, person_name, institution_id, course_name, category, issuer,
      issuer_legal_id, serial, hours, from_date, completed_on, valid_to, content, file_hash, file_name, file_kind, sent_on)
    values (${row.person_id}, ${row.person_name}, ${row.institution_id}, ${row.course_name}, ${row.category}, ${row.issuer},
      ${row.issuer_legal_id}, ${row.serial}, ${row.hours}, ${row.from_date}, ${row.completed_on}, ${row.valid_to}, ${row.content},
      ${row.file_hash}, ${row.file_name}, ${row.file_kind}, ${row.sent_on}) returning id`.execute(tx)
  return made.rows[0]!.id
}

export type Decision = {
  state: 'verified' | 'rejected'
  reason: string | null
  category: string
  hours: string
  decided_on: string
  decided_by_name: string
}

/** @returns how many rows changed: none when somebody decided first */
export async function decideOutside(
  tx: Tx,
  id: string,
  version: number,
  decision: Decision,
): Promise<number> {
  const done =
    await sql`update staff.outside_certificate set state = ${decision.state}, reason = ${decision.reason}, category = ${decision.category},
      hours = ${decision.hours}, decided_on = ${decision.decided_on}, decided_by_name = ${decision.decided_by_name}, version = version + 1
    where id = ${id} and version = ${version} and state = 'pending'`.execute(tx)
  return Number(done.numAffectedRows ?? 0)
}

export type IssuedCertificate = {
  id: string
  person_id: string
  person_name: string
  institution_id: string
  serial: string
  hours: string
  issued_on: string
  valid_to: string | null
  course_name: string
  content: string
  provider: string
  run_code: string
  from_date: string
  to_date: string
  score: string | null
  /** The school that gave the class; null: the department. */
  giver_id: string | null
  is_demo: boolean
}

export async function findIssued(db: Db, id: string): Promise<IssuedCertificate | undefined> {
  const found =
    await sql<IssuedCertificate>`select k.id, k.person_id, e.person_name, k.institution_id, k.serial, k.hours, k.issued_on, k.valid_to,
      c.name as course_name, c.content, c.provider, r.code as run_code, r.from_date, r.to_date, e.score, r.institution_id as giver_id, k.is_demo
    from staff.certificate k join staff.enrolment e on e.id = k.enrolment_id
    join staff.course_run r on r.id = e.run_id join staff.course c on c.id = r.course_id where k.id = ${id}`.execute(
      db,
    )
  return found.rows[0]
}
