import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

type Facts = Record<string, unknown>

/** Results of a person with the unit, for requests to see what is held; accounts of others are none of it. */
export async function heldResults(db: Db, person: string): Promise<Facts[]> {
  const found = await sql<{
    facts: Facts
  }>`select to_jsonb(r) - 'posted_by' - 'approved_by' || jsonb_build_object('unit_code', u.code, 'unit_name', u.name) as facts
    from students.result r join curricula.course_unit u on u.id = r.course_unit_id where r.person_id = ${person}::uuid order by r.posted_at`.execute(
    db,
  )
  return found.rows.map((row) => row.facts)
}

/** Marks not posted yet are held too. */
export async function heldMarks(db: Db, person: string): Promise<Facts[]> {
  const found = await sql<{
    facts: Facts
  }>`select to_jsonb(m) - 'by_account' || jsonb_build_object('section', s.name, 'column', c.name) as facts
    from students.enrolment e join students.mark m on m.enrolment_id = e.id join students.mark_column c on c.id = m.column_id
    join students.course_section s on s.id = m.section_id where e.person_id = ${person}::uuid order by m.at`.execute(
    db,
  )
  return found.rows.map((row) => row.facts)
}

/** Requests about a person's results; what a second marker or a teacher proposes only once it is decided, as on the page. */
export async function heldRequests(db: Db, person: string): Promise<Facts[]> {
  const found = await sql<{
    facts: Facts
  }>`select to_jsonb(q) - 'asked_by' - 'marker_person_id' - 'decided_by'
      - case when q.state in ('accepted', 'refused') then '{}' else '{proposed,answer}'::text[] end as facts from students.result_request q
    where q.person_id = ${person}::uuid order by q.asked_at`.execute(db)
  return found.rows.map((row) => row.facts)
}

export async function heldRecognitions(db: Db, person: string): Promise<Facts[]> {
  const found = await sql<{ facts: Facts }>`select to_jsonb(c) - 'file' as facts from students.recognition c
    where c.person_id = ${person}::uuid order by c.asked_at`.execute(db)
  return found.rows.map((row) => row.facts)
}
