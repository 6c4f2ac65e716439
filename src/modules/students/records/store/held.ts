import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/db/database.ts'

type Facts = Record<string, unknown>
const collect = async (db: Db, query: RawBuilder<{ facts: Facts }>): Promise<Facts[]> =>
  (await query.execute(db)).rows.map((row) => row.facts)

/** Learner records of a person, for requests to see what is held. */
export const heldLearners = (db: Db, person: string): Promise<Facts[]> =>
  collect(
    db,
    sql`select to_jsonb(l) - 'name_key' as facts from students.learner l where l.person_id = ${person}::uuid`,
  )

export const heldEnrolments = (db: Db, person: string): Promise<Facts[]> =>
  collect(
    db,
    sql`select to_jsonb(e) - 'name_key' || jsonb_build_object('cohort', c.name, 'class', g.code) as facts from students.enrolment e
      join students.cohort c on c.id = e.cohort_id left join students.class_group g on g.id = e.class_group_id
      where e.person_id = ${person}::uuid order by e.from_date`,
  )

export const heldEvents = (db: Db, person: string): Promise<Facts[]> =>
  collect(
    db,
    sql`select to_jsonb(s) || jsonb_build_object('decision', d.number) as facts from students.status_event s
      left join students.decision d on d.id = s.decision_id where s.person_id = ${person}::uuid order by s.on_date`,
  )

export const heldConduct = (db: Db, person: string): Promise<Facts[]> =>
  collect(
    db,
    sql`select to_jsonb(c) as facts from students.conduct c where c.person_id = ${person}::uuid order by c.on_date`,
  )

/** The sealed words are left out: who asks gets them opened on the page of the fact. */
export const heldPolicyFacts = (db: Db, person: string): Promise<Facts[]> =>
  collect(
    db,
    sql`select to_jsonb(f) - array['evidence', 'note', 'file', 'ended_reason'] as facts from students.policy_fact f
      where f.person_id = ${person}::uuid order by f.from_date`,
  )

export const heldGuardianLinks = (db: Db, person: string): Promise<Facts[]> =>
  collect(
    db,
    sql`select to_jsonb(g) - 'token_hash' as facts from students.guardian_link g where g.person_id = ${person}::uuid`,
  )
