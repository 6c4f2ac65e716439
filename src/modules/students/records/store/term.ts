import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Term, TermFields } from '../term.ts'

const columns = sql`t.id, t.institution_id, t.name, t.kind, t.school_year, t.from_date, t.to_date, t.version`

/** Terms of an institution, the latest first. */
export async function listTerms(db: Db, institutionId: string): Promise<Term[]> {
  const found =
    await sql<Term>`select ${columns} from students.term t where t.institution_id = ${institutionId}::uuid
    order by t.from_date desc, t.id`.execute(db)
  return found.rows
}

/** @throws AppError not_found */
export async function getTerm(db: Db, id: string): Promise<Term> {
  const found = await sql<Term>`select ${columns} from students.term t where t.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** Main terms that reach into the days from `from` to `to`, oldest first. */
export async function listMainTerms(
  db: Db,
  institutionId: string,
  from: string,
  to: string,
): Promise<Term[]> {
  const found =
    await sql<Term>`select ${columns} from students.term t where t.institution_id = ${institutionId}::uuid
    and t.kind = 'main' and t.to_date >= ${from}::date and t.from_date <= ${to}::date order by t.from_date`.execute(
      db,
    )
  return found.rows
}

/** What stands in the way of a term: another of that name, or a main term on some of its days. */
export async function findTermRival(
  db: Db,
  institutionId: string,
  term: TermFields,
  except: string | null,
): Promise<{ name: string; from_date: string; to_date: string; is_same_name: boolean } | undefined> {
  const found = await sql<{ name: string; from_date: string; to_date: string; is_same_name: boolean }>`
    select t.name, t.from_date, t.to_date, t.name = ${term.name} as is_same_name from students.term t
    where t.institution_id = ${institutionId}::uuid and t.id is distinct from ${except}::uuid
      and (t.name = ${term.name} or (t.kind = 'main' and ${term.kind} = 'main'
        and daterange(t.from_date, t.to_date, '[]') && daterange(${term.from_date}::date, ${term.to_date}::date, '[]')))
    order by is_same_name desc, t.from_date limit 1`.execute(db)
  return found.rows[0]
}

/** A session outside the days a term is given: its day. */
export async function findSessionOutside(
  db: Db,
  termId: string,
  term: Pick<TermFields, 'from_date' | 'to_date'>,
): Promise<string | undefined> {
  const found = await sql<{ day: string }>`select x.on_date as day from students.session x
    join students.course_section s on s.id = x.section_id
    where s.term_id = ${termId}::uuid and x.state <> 'cancelled'
      and (x.on_date < ${term.from_date}::date or x.on_date > ${term.to_date}::date) order by x.on_date limit 1`.execute(
    db,
  )
  return found.rows[0]?.day
}

export async function insertTerm(
  tx: Tx,
  id: string,
  institutionId: string,
  term: TermFields,
  isDemo = false,
): Promise<void> {
  await tx
    .insertInto('students.term')
    .values({ id, institution_id: institutionId, ...term, is_demo: isDemo })
    .execute()
}

/** @returns how many rows: 0 when somebody else saved first. */
export async function updateTerm(tx: Tx, id: string, version: number, term: TermFields): Promise<number> {
  const done = await tx
    .updateTable('students.term')
    .set({ ...term, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}
