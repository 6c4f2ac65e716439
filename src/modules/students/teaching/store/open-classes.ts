import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Term } from './choices.ts'

/** Codes of classes with learners whose course of study covers the term and that have no section in it. */
export async function listClassesWithoutTerm(db: Db, institutionId: string, term: Term): Promise<string[]> {
  const found = await sql<{
    code: string
  }>`select g.code from students.class_group g join students.cohort c on c.id = g.cohort_id
    where g.institution_id = ${institutionId}::uuid and c.from_date <= ${term.to_date}::date and c.planned_to_date > ${term.from_date}::date
      and exists (select 1 from students.enrolment e where e.class_group_id = g.id and e.state = 'studying')
      and not exists (select 1 from students.course_section s where s.class_group_id = g.id and s.term_id = ${term.id}::uuid and s.state <> 'cancelled')
    order by g.code, g.id limit 50`.execute(db)
  return found.rows.map((row) => row.code)
}
