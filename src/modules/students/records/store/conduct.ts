import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Conduct } from '../conduct.ts'

const columns = sql`c.id, c.enrolment_id, c.person_id, c.institution_id, c.kind, c.level, c.on_date, c.reason, c.lifted_on, c.decision_id,
  d.number as decision_no, d.signed_on as decision_date, c.lifting_decision_id, l.number as lifting_no, l.signed_on as lifting_date`
const source = sql`students.conduct c left join students.decision d on d.id = c.decision_id
  left join students.decision l on l.id = c.lifting_decision_id`

/** Awards and discipline of courses of study, the latest first. */
export async function listConductOf(db: Db, enrolmentIds: readonly string[]): Promise<Conduct[]> {
  const found =
    await sql<Conduct>`select ${columns} from ${source} where c.enrolment_id = any(${[...enrolmentIds]}::uuid[])
    order by c.on_date desc, c.id desc`.execute(db)
  return found.rows
}

/** @throws AppError not_found */
export async function getConduct(db: Db, id: string): Promise<Conduct> {
  const found = await sql<Conduct>`select ${columns} from ${source} where c.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

type NewConduct = Pick<
  Conduct,
  | 'id'
  | 'enrolment_id'
  | 'person_id'
  | 'institution_id'
  | 'kind'
  | 'level'
  | 'on_date'
  | 'reason'
  | 'decision_id'
>

export async function insertConduct(tx: Tx, row: NewConduct, isDemo = false): Promise<void> {
  await tx
    .insertInto('students.conduct')
    .values({ ...row, is_demo: isDemo })
    .execute()
}

/** @returns how many rows: 0 when it was lifted already. */
export async function liftConduct(
  tx: Tx,
  id: string,
  lifted: { lifted_on: string; lifting_decision_id: string },
): Promise<number> {
  const done = await tx
    .updateTable('students.conduct')
    .set(lifted)
    .where('id', '=', id)
    .where('lifted_on', 'is', null)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}
