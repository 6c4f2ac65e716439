import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

export type WaitingSheet = {
  id: string
  institution_id: string
  code: string
  name: string
  class_code: string | null
  term_name: string
  term_ends: string
  state: 'open' | 'submitted'
  return_reason: string | null
  learners: number
  filled: number
  columns: number
}

const columns = sql`s.id, s.institution_id, s.code, s.name, g.code as class_code, t.name as term_name, t.to_date as term_ends, s.state, s.return_reason,
  (select count(*)::int from students.section_learner r where r.section_id = s.id and r.to_date is null) as learners,
  (select count(*)::int from students.mark m where m.section_id = s.id) as filled,
  (select count(*)::int from students.mark_column c where c.section_id = s.id) as columns`
const source = sql`students.course_section s join students.term t on t.id = s.term_id left join students.class_group g on g.id = s.class_group_id`

/** Sheets one teaches that are open, those of the oldest term first. */
export async function listOwnSheets(
  db: Db,
  personId: string,
  today: string,
  limit: number,
): Promise<WaitingSheet[]> {
  const found =
    await sql<WaitingSheet>`select ${columns} from students.section_teacher x join ${source} on s.id = x.section_id
    where x.person_id = ${personId}::uuid and x.from_date <= ${today}::date and coalesce(x.to_date, 'infinity') >= ${today}::date
      and s.state = 'open' order by t.to_date, s.code, s.id limit ${limit}`.execute(db)
  return found.rows
}

/** Sheets handed in and not posted yet, the oldest first. */
export async function listSubmitted(
  db: Db,
  institutions: readonly string[],
  limit: number,
): Promise<WaitingSheet[]> {
  const found =
    await sql<WaitingSheet>`select ${columns} from ${source} where s.institution_id = any(${[...institutions]}::uuid[])
    and s.state = 'submitted' order by s.submitted_at, s.id limit ${limit}`.execute(db)
  return found.rows
}

/** Requests that wait for a decision, or for a marker to be named. */
export async function countRequests(
  db: Db,
  institutions: readonly string[],
): Promise<{ to_decide: number; to_assign: number; recognitions: number }> {
  const found = await sql<{ to_decide: number; to_assign: number; recognitions: number }>`
    select count(*) filter (where kind = 'correction' or proposed is not null)::int as to_decide,
      count(*) filter (where kind = 'remark' and proposed is null and marker_person_id is null)::int as to_assign,
      (select count(*)::int from students.recognition c where c.institution_id = any(${[...institutions]}::uuid[]) and c.state = 'asked') as recognitions
    from students.result_request where institution_id = any(${[...institutions]}::uuid[]) and state = 'open'`.execute(
    db,
  )
  return found.rows[0]!
}

/** Remarks one is asked to do. */
export async function countMarkings(db: Db, personId: string): Promise<number> {
  const found = await sql<{ n: number }>`select count(*)::int as n from students.result_request
    where marker_person_id = ${personId}::uuid and state = 'open' and proposed is null`.execute(db)
  return found.rows[0]!.n
}
