import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import type { Rubric, Space } from '../rubric.ts'

const columns = sql`id, space, criteria, reviewers, days, from_date, to_date, source, is_verified`

/** The rubric of a space in force on the day. @throws AppError precondition when there is none */
export async function getRubric(db: Db, space: Space, day: string): Promise<Rubric> {
  const found =
    await sql<Rubric>`select ${columns} from resources.rubric where space = ${space} and from_date <= ${day}::date
    and coalesce(to_date, 'infinity') >= ${day}::date`.execute(db)
  if (!found.rows[0]) throw precondition('resources.review.error.no_rubric')
  return found.rows[0]
}

export async function getRubricById(db: Db, id: string): Promise<Rubric> {
  const found = await sql<Rubric>`select ${columns} from resources.rubric where id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw precondition('resources.review.error.no_rubric')
  return found.rows[0]
}

/** Every rubric, those in force first. */
export async function listRubrics(db: Db): Promise<Rubric[]> {
  const found =
    await sql<Rubric>`select ${columns} from resources.rubric order by space, from_date desc`.execute(db)
  return found.rows
}

/** Puts a rubric into force from its day; the one before ends the day before. @returns its id */
export async function replaceRubric(
  tx: Tx,
  next: Pick<Rubric, 'space' | 'criteria' | 'reviewers' | 'days' | 'from_date' | 'source'>,
): Promise<string> {
  await sql`update resources.rubric set to_date = ${next.from_date}::date - 1
    where space = ${next.space} and from_date < ${next.from_date}::date and coalesce(to_date, 'infinity') >= ${next.from_date}::date`.execute(
    tx,
  )
  const made = await sql<{
    id: string
  }>`insert into resources.rubric (space, criteria, reviewers, days, from_date, source, is_verified)
    values (${next.space}, ${JSON.stringify(next.criteria)}::jsonb, ${next.reviewers}, ${next.days}, ${next.from_date}::date, ${next.source}, true)
    returning id`.execute(tx)
  return made.rows[0]!.id
}

/** Is there one that begins on the day or later? It would be in the way. */
export async function hasLaterRubric(db: Db, space: Space, day: string): Promise<boolean> {
  const found =
    await sql`select 1 from resources.rubric where space = ${space} and from_date >= ${day}::date`.execute(db)
  return found.rows.length > 0
}
