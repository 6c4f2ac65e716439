import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import { shippedPolicies } from '../grading/policies.ts'
import { GradingPolicy } from '../grading/policy.ts'

export type StoredPolicy = {
  id: string
  code: string
  name: string
  institution_id: string | null
  from_date: string
  to_date: string | null
  source: string
  is_verified: boolean
  policy: GradingPolicy
}

type Row = Omit<StoredPolicy, 'policy'> & { body: unknown; written: string }

/** Rules by policy, each checked once a process for as long as its row was not written again. */
const known = new Map<string, { written: string; policy: GradingPolicy }>()

function read({ body, written, ...row }: Row): StoredPolicy {
  const found = known.get(row.id)
  if (found?.written === written) return { ...row, policy: found.policy }
  const policy = GradingPolicy.parse(body)
  known.set(row.id, { written, policy })
  return { ...row, policy }
}
const columns = sql`id, code, name, institution_id, from_date, to_date, source, is_verified, body, xmin::text as written`

/** @throws AppError not_found */
export async function getPolicy(db: Db, id: string): Promise<StoredPolicy> {
  const found = await sql<Row>`select ${columns} from students.grading_policy where id = ${id}::uuid`.execute(
    db,
  )
  const row = found.rows[0]
  if (!row) throw notFound()
  return read(row)
}

/** The rules of a policy alone. They never change once stored: those known are not read again. @throws AppError not_found */
export const getRules = async (db: Db, id: string): Promise<GradingPolicy> =>
  known.get(id)?.policy ?? (await getPolicy(db, id)).policy

/** Policies in force on a day that an institution may bind a cohort to: its own first, then the national ones. */
export async function listPolicies(db: Db, institutionId: string, on: string): Promise<StoredPolicy[]> {
  const found = await sql<Row>`select ${columns} from students.grading_policy
    where (institution_id is null or institution_id = ${institutionId}::uuid) and from_date <= ${on}::date
      and coalesce(to_date, 'infinity') >= ${on}::date
    order by institution_id nulls last, from_date desc, code`.execute(db)
  return found.rows.map(read)
}

/** Shipped policies that the installation does not hold yet. A policy in use is never changed: a new text is a new row. */
export async function listMissingPolicies(db: Db): Promise<GradingPolicy[]> {
  const found = await sql<{
    code: string
    from_date: string
  }>`select code, from_date from students.grading_policy
    where institution_id is null`.execute(db)
  return shippedPolicies.filter(
    (policy) => !found.rows.some((row) => row.code === policy.code && row.from_date === policy.from_date),
  )
}

/** Stores a national policy as it is shipped: unverified until the department has compared it with the text. @returns its id. */
export async function insertPolicy(tx: Tx, policy: GradingPolicy): Promise<string> {
  const made = await sql<{
    id: string
  }>`insert into students.grading_policy (code, name, from_date, to_date, body, source)
    values (${policy.code}, ${policy.title_vi}, ${policy.from_date}::date, ${policy.to_date}::date, ${JSON.stringify(policy)}::jsonb,
      ${policy.document}) returning id`.execute(tx)
  return made.rows[0]!.id
}
