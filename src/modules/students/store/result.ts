import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Result } from '../result.ts'

/**
 * When the study of a result `r` ended, to be joined with `studyOf`: the day it was first posted, or the end of its term where
 * it was posted later; of one recognised, the day of the decision. A correction has the day of the result it corrects.
 */
export const studied = sql`to_char(coalesce(sd.signed_on, least(st.to_date, (sf.posted_at at time zone 'Asia/Ho_Chi_Minh')::date)), 'YYYY-MM-DD')
  || to_char(sf.posted_at at time zone 'UTC', ' YYYY-MM-DD HH24:MI:SS.US') as studied`
export const studyOf = sql`left join students.term st on st.id = r.term_id
  left join students.decision sd on sd.id = r.decision_id and r.source = 'recognised'
  cross join lateral (select case when r.corrects_id is null then r.posted_at else (select min(o.posted_at) from students.result o
    where o.section_id = r.section_id and o.enrolment_id = r.enrolment_id) end as posted_at) sf`

const columns = sql`r.id, r.enrolment_id, r.course_unit_id, r.section_id, r.term_id, r.source, r.attempt, r.sittings, r.is_retaken,
  trim_scale(r.credits)::text as credits, r.is_condition, r.hours_planned::text, r.hours_attended::text,
  trim_scale(r.average)::text as average, trim_scale(r.exam)::text as exam, r.is_eligible, r.grade::numeric(4, 1)::text as grade,
  r.first_grade::numeric(4, 1)::text as first_grade, r.highest_grade::numeric(4, 1)::text as highest_grade, ${studied}, r.letter, r.point4::text, r.is_passed, r.grading_policy_id, r.steps, r.posted_at,
  r.posted_by_name, r.corrects_id, r.reason, u.code as unit_code, u.name as unit_name`

/** Results in force of one course of study, in the order of the programme's table, earlier attempts first. */
export async function listResults(db: Db, enrolmentId: string): Promise<Result[]> {
  const found =
    await sql<Result>`select ${columns} from students.result r join curricula.course_unit u on u.id = r.course_unit_id ${studyOf}
    where r.enrolment_id = ${enrolmentId}::uuid and r.is_current order by u.position, studied, r.id`.execute(
      db,
    )
  return found.rows
}

/** Results in force of many courses of study, in one statement, by course of study. */
export async function listResultsOf(db: Db, enrolmentIds: readonly string[]): Promise<Map<string, Result[]>> {
  const found =
    await sql<Result>`select ${columns} from students.result r join curricula.course_unit u on u.id = r.course_unit_id ${studyOf}
    where r.enrolment_id = any(${[...enrolmentIds]}::uuid[]) and r.is_current
    order by r.enrolment_id, u.position, studied, r.id`.execute(db)
  return Map.groupBy(found.rows, (row) => row.enrolment_id)
}
