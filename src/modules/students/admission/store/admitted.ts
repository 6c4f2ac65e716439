import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

/** Somebody an intake took in, with the decision that did. */
export type Admitted = {
  person_id: string
  learner_code: string
  full_name: string
  birth_date: string | null
  birth_year: number | null
  sex: 'male' | 'female' | null
  class_code: string | null
  decision_no: string | null
  signed_on: string | null
  signer: string | null
}

/** Who an intake took in, by decision and then by name. */
export async function listAdmitted(db: Db, intakeId: string): Promise<Admitted[]> {
  const found =
    await sql<Admitted>`select e.person_id, l.code as learner_code, n.full_name, n.birth_date, n.birth_year, n.sex,
      g.code as class_code, d.number as decision_no, d.signed_on, d.signer
    from students.application a join students.enrolment e on e.id = a.enrolment_id
    join students.learner l on l.id = e.learner_id join people.person n on n.id = e.person_id
    left join lateral (select s.decision_id, s.to_class_id from students.status_event s
      where s.enrolment_id = e.id and s.kind = 'admit' order by s.on_date, s.id limit 1) s on true
    left join students.decision d on d.id = s.decision_id
    left join students.class_group g on g.id = s.to_class_id
    where a.intake_id = ${intakeId}::uuid and a.state = 'accepted'
    order by d.signed_on, d.number, n.name_key, e.id`.execute(db)
  return found.rows
}
