import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

type Row = Record<string, unknown>

/** Graduation marks held of a person. */
export async function heldMarks(db: Db, personId: string): Promise<Row[]> {
  const found = await sql<Row>`select kind, sitting, on_date, state, value from students.graduation_mark
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

/** What graduation reviews say of a person. */
export async function heldCases(db: Db, personId: string): Promise<Row[]> {
  const found =
    await sql<Row>`select review_id, is_eligible, reasons, score, classification, is_downgraded, title, is_held_back,
      held_reason from students.graduation_case where person_id = ${personId}::uuid order by review_id`.execute(
      db,
    )
  return found.rows
}
