import { sql } from 'kysely'
import { may, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Step } from '../../grading/step.ts'
import { findSection, mayTeach } from '../../store/section.ts'
import type { CourseSection } from '../../section.ts'

/** One stored result with what its page needs; superseded ones open too. Figures are decimal text. */
export type ResultDetail = {
  id: string
  enrolment_id: string
  person_id: string
  institution_id: string
  full_name: string
  learner_id: string
  learner_code: string
  section_id: string | null
  unit_code: string
  unit_name: string
  term_name: string | null
  course_unit_id: string
  source: 'taught' | 'recognised'
  attempt: 'first' | 'relearn' | 'improve'
  sittings: number
  hours_planned: string | null
  hours_attended: string | null
  average: string | null
  exam: string | null
  is_eligible: boolean
  grade: string | null
  first_grade: string | null
  letter: string | null
  is_passed: boolean
  grading_policy_id: string
  steps: Step[]
  posted_at: Date
  posted_by_name: string
  corrects_id: string | null
  reason: string | null
  approved_by_name: string | null
  is_current: boolean
}

const columns = sql`r.id, r.enrolment_id, r.person_id, r.institution_id, p.full_name, l.id as learner_id, l.code as learner_code, r.section_id,
  u.code as unit_code, u.name as unit_name, t.name as term_name, r.course_unit_id, r.source, r.attempt, r.sittings,
  trim_scale(r.hours_planned)::text as hours_planned, trim_scale(r.hours_attended)::text as hours_attended,
  trim_scale(r.average)::text as average, trim_scale(r.exam)::text as exam, r.is_eligible, r.grade::numeric(4, 1)::text as grade,
  r.first_grade::numeric(4, 1)::text as first_grade, r.letter, r.is_passed, r.grading_policy_id, r.steps, r.posted_at, r.posted_by_name,
  r.corrects_id, r.reason, r.approved_by_name, r.is_current`
const source = sql`students.result r join people.person p on p.id = r.person_id join students.enrolment e on e.id = r.enrolment_id
  join students.learner l on l.id = e.learner_id join curricula.course_unit u on u.id = r.course_unit_id
  left join students.term t on t.id = r.term_id`

export async function findResult(db: Db, id: string): Promise<ResultDetail | undefined> {
  const found = await sql<ResultDetail>`select ${columns} from ${source} where r.id = ${id}::uuid`.execute(db)
  return found.rows[0]
}

/** Everything ever posted for the same study of the unit, the latest first. */
export async function listHistory(db: Db, one: ResultDetail): Promise<ResultDetail[]> {
  const found =
    await sql<ResultDetail>`select ${columns} from ${source} where r.enrolment_id = ${one.enrolment_id}::uuid
    and r.course_unit_id = ${one.course_unit_id}::uuid and r.section_id is not distinct from ${one.section_id}::uuid
    order by r.is_current desc, r.posted_at desc, r.id desc`.execute(db)
  return found.rows
}

export type ResultReader = { isOwn: boolean; isOffice: boolean; teaches: boolean }

/**
 * The result for the learner it is of, those who read the institution's records, and the teacher of the section.
 * @throws AppError not_found
 */
export async function readResult(
  db: Db,
  id: string,
  { actor, today }: { actor: Actor; today: string },
): Promise<{ result: ResultDetail; section: CourseSection | undefined; reader: ResultReader }> {
  const result = await findResult(db, id)
  if (!result) throw notFound()
  const section = result.section_id ? await findSection(db, result.section_id, today) : undefined
  const reader = {
    isOwn: actor.kind === 'account' && actor.personId === result.person_id && may(actor, 'students.learn'),
    isOffice: may(actor, 'students.read', { institution: result.institution_id }),
    teaches: section !== undefined && mayTeach(actor, section),
  }
  if (!reader.isOwn && !reader.isOffice && !reader.teaches) throw notFound()
  return { result, section, reader }
}
