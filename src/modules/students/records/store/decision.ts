import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

/** Whom a decision names, and what it changed for them. */
export type DecisionLine = {
  id: string
  learner_id: string
  person_id: string
  full_name: string
  code: string
  what: string
  kind: string
  on_date: string
}

/** Courses of study a decision changed, and conduct it records, by name. */
export async function listDecisionLines(db: Db, decisionId: string, limit = 1000): Promise<DecisionLine[]> {
  const found =
    await sql<DecisionLine>`select x.id, e.learner_id, e.person_id, n.full_name, l.code, x.what, x.kind, x.on_date
    from (select s.id, s.enrolment_id, 'status' as what, s.kind, s.on_date from students.status_event s where s.decision_id = ${decisionId}::uuid
      union all select c.id, c.enrolment_id, 'conduct', c.kind, c.on_date from students.conduct c where c.decision_id = ${decisionId}::uuid
      union all select c.id, c.enrolment_id, 'conduct', 'lifting', c.lifted_on from students.conduct c
        where c.lifting_decision_id = ${decisionId}::uuid) x
    join students.enrolment e on e.id = x.enrolment_id join people.person n on n.id = e.person_id join students.learner l on l.id = e.learner_id
    order by e.name_key, x.id limit ${limit}`.execute(db)
  return found.rows
}
