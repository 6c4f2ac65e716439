import { sql } from 'kysely'
import { listUnits, type CourseUnit } from '#modules/curricula/index.ts'
import type { Db } from '#platform/db/database.ts'
import type { ClassChoice, Term } from './choices.ts'

/** A unit of the class's programme version, and whether it belongs to the term or was opened already. */
export type Proposal = {
  unit: CourseUnit
  isOfTerm: boolean
  opened: { id: string; code: string; term_name: string } | undefined
}

/** Which term of its programme a class is in: main terms since the cohort began, this one counted. */
export async function termNumber(db: Db, group: ClassChoice, term: Term): Promise<number> {
  const found = await sql<{ number: number }>`select count(*)::int as number from students.term
    where institution_id = ${group.institution_id}::uuid and kind = 'main' and to_date > ${group.from_date}::date
      and from_date <= ${term.from_date}::date`.execute(db)
  return Math.max(found.rows[0]?.number ?? 1, 1)
}

/** Units of the class's version in the order of its table; `number` says which term of the programme it is. */
export async function listProposals(
  db: Db,
  group: ClassChoice,
  term: Term,
  number?: number,
): Promise<Proposal[]> {
  const units = await listUnits(db, group.programme_version_id)
  const at = number ?? (await termNumber(db, group, term))
  const found = await sql<{ course_unit_id: string; id: string; code: string; term_name: string }>`
    select c.course_unit_id, c.id, c.code, t.name as term_name from students.course_section c join students.term t on t.id = c.term_id
    where c.class_group_id = ${group.id}::uuid and c.state <> 'cancelled'`.execute(db)
  const opened = new Map(found.rows.map((row) => [row.course_unit_id, row]))
  return units.map((unit) => ({ unit, isOfTerm: unit.term === at, opened: opened.get(unit.id) }))
}
