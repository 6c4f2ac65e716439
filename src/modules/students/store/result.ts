import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Result } from '../result.ts'

const columns = sql`r.id, r.enrolment_id, r.course_unit_id, r.section_id, r.term_id, r.source, r.attempt, r.sittings,
  trim_scale(r.credits)::text as credits, r.is_condition, r.hours_planned::text, r.hours_attended::text,
  trim_scale(r.average)::text as average, trim_scale(r.exam)::text as exam, r.is_eligible, r.grade::numeric(4, 1)::text as grade,
  r.first_grade::numeric(4, 1)::text as first_grade, r.letter, r.point4::text, r.is_passed, r.grading_policy_id, r.steps, r.posted_at,
  r.posted_by_name, r.corrects_id, r.reason, u.code as unit_code, u.name as unit_name`

/** Results in force of one course of study, in the order of the programme's table, earlier attempts first. */
export async function listResults(db: Db, enrolmentId: string): Promise<Result[]> {
  const found =
    await sql<Result>`select ${columns} from students.result r join curricula.course_unit u on u.id = r.course_unit_id
    where r.enrolment_id = ${enrolmentId}::uuid and r.is_current order by u.position, r.posted_at, r.id`.execute(
      db,
    )
  return found.rows
}

/** Results in force of many courses of study, in one statement, by course of study. */
export async function listResultsOf(db: Db, enrolmentIds: readonly string[]): Promise<Map<string, Result[]>> {
  const found =
    await sql<Result>`select ${columns} from students.result r join curricula.course_unit u on u.id = r.course_unit_id
    where r.enrolment_id = any(${[...enrolmentIds]}::uuid[]) and r.is_current
    order by r.enrolment_id, u.position, r.posted_at, r.id`.execute(db)
  return Map.groupBy(found.rows, (row) => row.enrolment_id)
}
