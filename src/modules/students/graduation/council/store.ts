import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Council, CouncilKind, CouncilMember } from './council.ts'

const columns = sql`h.id, h.institution_id, h.cohort_id, h.kind, h.members, d.number as decision_no, d.signed_on as decision_date,
  d.signer as decision_signer, h.withdrawn_reason, exists (select 1 from students.graduation_review r
    where r.council_id = h.id and r.state in ('frozen', 'decided')) as is_used`
const source = sql`students.council h join students.decision d on d.id = h.decision_id`

/** Councils of a cohort that stand, the latest first. */
export async function listCouncils(db: Db, cohortId: string, kind?: CouncilKind): Promise<Council[]> {
  const which = kind ? sql`and h.kind = ${kind}` : sql``
  const found = await sql<Council>`select ${columns} from ${source}
    where h.cohort_id = ${cohortId}::uuid and h.withdrawn_reason is null ${which}
    order by d.signed_on desc, h.created_at desc, h.id`.execute(db)
  return found.rows
}

/** @throws AppError not_found */
export async function getCouncil(db: Db, id: string): Promise<Council> {
  const found = await sql<Council>`select ${columns} from ${source} where h.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** Holds a council that stands, so that it is not taken back before the act is over. */
export async function holdCouncil(tx: Tx, id: string): Promise<void> {
  await sql`select 1 from students.council where id = ${id}::uuid for share`.execute(tx)
}

type NewCouncil = Pick<Council, 'institution_id' | 'cohort_id' | 'kind'> & {
  decision_id: string
  members: readonly CouncilMember[]
}

/** @returns its id. */
export async function insertCouncil(tx: Tx, row: NewCouncil, isDemo = false): Promise<string> {
  const made = await tx
    .insertInto('students.council')
    .values({ ...row, members: JSON.stringify(row.members), is_demo: isDemo })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

/** @returns false when it was withdrawn before. */
export async function withdrawCouncil(tx: Tx, id: string, reason: string): Promise<boolean> {
  const done = await tx
    .updateTable('students.council')
    .set({ withdrawn_reason: reason })
    .where('id', '=', id)
    .where('withdrawn_reason', 'is', null)
    .executeTakeFirst()
  return Number(done.numUpdatedRows) > 0
}
