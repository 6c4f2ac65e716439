import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

type Row = Record<string, unknown>

/** Graduation marks held of a person. */
export async function heldMarks(db: Db, personId: string): Promise<Row[]> {
  const found =
    await sql<Row>`select kind, sitting, on_date, results_on, state, value from students.graduation_mark
    where person_id = ${personId}::uuid order by on_date, kind`.execute(db)
  return found.rows
}

/** What markers gave the papers of a person, once their round is closed. */
export async function heldPaperMarks(db: Db, personId: string): Promise<Row[]> {
  const found = await sql<Row>`select m.kind, m.sitting, m.held_on, k.position as marker, k.is_third, g.value
    from students.enrolment e join students.exam_paper a on a.enrolment_id = e.id
    join students.exam_marking m on m.id = a.marking_id and m.state = 'closed'
    join students.exam_paper_mark g on g.paper_id = a.id join students.exam_marker k on k.id = g.marker_id
    where e.person_id = ${personId}::uuid order by m.held_on, m.kind, k.position`.execute(db)
  return found.rows
}

/** What decided reviews say of a person; a list that is not decided is the office's. */
export async function heldCases(db: Db, personId: string): Promise<Row[]> {
  const found =
    await sql<Row>`select g.review_id, g.is_eligible, g.reasons, g.average, g.score, g.classification, g.is_downgraded,
      g.title, g.is_held_back, g.held_reason from students.graduation_case g join students.graduation_review r on r.id = g.review_id
    where g.person_id = ${personId}::uuid and r.state = 'decided' order by g.review_id`.execute(db)
  return found.rows
}

/** Why a person was let in to the examination though a condition was not met. */
export async function heldExceptions(db: Db, personId: string): Promise<Row[]> {
  const found = await sql<Row>`select x.reason, x.at from students.enrolment e
    join students.exam_exception x on x.enrolment_id = e.id where e.person_id = ${personId}::uuid order by x.at`.execute(
    db,
  )
  return found.rows
}
