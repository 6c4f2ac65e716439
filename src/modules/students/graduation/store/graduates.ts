import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

/** Who graduated by a decision, with what a diploma says of them. Days are `yyyy-mm-dd`. */
export type Graduate = {
  enrolment_id: string
  person_id: string
  learner_id: string
  cohort_name: string
  programme_name: string
  occupation_code: string | null
  level: string
  study_form: string
  from_date: string
  to_date: string | null
  classification: string | null
  title: string | null
}

/** Everybody who graduated by the decision, by given name; whoever has left the list since (another decision) is not on it. */
export async function listGraduates(db: Db, decisionId: string): Promise<Graduate[]> {
  const found =
    await sql<Graduate>`select e.id as enrolment_id, e.person_id, e.learner_id, c.name as cohort_name, m.name as programme_name,
      m.occupation_code, m.level, c.study_form, e.from_date, e.to_date, g.classification, g.title
    from students.status_event s join students.enrolment e on e.id = s.enrolment_id and e.state = 'graduated'
    join students.cohort c on c.id = e.cohort_id join curricula.programme_version v on v.id = c.programme_version_id
    join curricula.programme m on m.id = v.programme_id
    left join lateral (select g.classification, g.title from students.graduation_case g
      join students.graduation_review r on r.id = g.review_id and r.decision_id = s.decision_id
      where g.enrolment_id = e.id order by r.made_at desc limit 1) g on true
    where s.decision_id = ${decisionId}::uuid and s.kind = 'graduate' order by e.name_key, e.id`.execute(db)
  return found.rows
}
