import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

/** A class of the catalogue as a certificate names it. Days are `yyyy-mm-dd`, hours decimal text. */
export type TrainingRun = {
  id: string
  code: string
  course_name: string
  hours: string
  from_date: string
  to_date: string
  state: string
  institution_id: string | null
}

export async function findTrainingRun(db: Db, id: string): Promise<TrainingRun | undefined> {
  const found =
    await sql<TrainingRun>`select r.id, r.code, c.name as course_name, trim_scale(c.hours)::text as hours, r.from_date, r.to_date,
      r.state, r.institution_id
    from staff.course_run r join staff.course c on c.id = r.course_id where r.id = ${id}::uuid`.execute(db)
  return found.rows[0]
}

/** Who passed a class; the name is that of the day of registering. */
export type Passed = { person_id: string; person_name: string }

export async function listPassed(db: Db, runId: string): Promise<Passed[]> {
  const found = await sql<Passed>`select e.person_id, e.person_name from staff.enrolment e
    where e.run_id = ${runId}::uuid and e.outcome = 'passed' order by e.place_no`.execute(db)
  return found.rows
}
