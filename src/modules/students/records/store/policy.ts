import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { GradingPolicy } from '../../grading/policy.ts'

/** A policy as a line of the list, with how many cohorts are bound to it. */
export type PolicyLine = {
  id: string
  code: string
  name: string
  institution_id: string | null
  from_date: string
  to_date: string | null
  source: string
  is_verified: boolean
  cohorts: number
}

/** National policies and those of the institutions listed, the national ones first, the latest first. */
export async function listPolicyLines(db: Db, reach: 'all' | readonly string[]): Promise<PolicyLine[]> {
  const within = reach === 'all' ? sql`true` : sql`g.institution_id = any(${[...reach]}::uuid[])`
  const found =
    await sql<PolicyLine>`select g.id, g.code, g.name, g.institution_id, g.from_date, g.to_date, g.source, g.is_verified,
      (select count(*)::int from students.cohort c where c.grading_policy_id = g.id) as cohorts
    from students.grading_policy g where g.institution_id is null or ${within}
    order by g.institution_id is not null, g.from_date desc, g.name, g.id`.execute(db)
  return found.rows
}

/** Cohorts bound to a policy, as far as the reader reaches them. */
export async function listPolicyCohorts(
  db: Db,
  policyId: string,
): Promise<{ id: string; name: string; programme_name: string; institution_id: string }[]> {
  const found = await sql<{ id: string; name: string; programme_name: string; institution_id: string }>`
    select c.id, c.name, p.name as programme_name, c.institution_id from students.cohort c
    join curricula.programme_version v on v.id = c.programme_version_id join curricula.programme p on p.id = v.programme_id
    where c.grading_policy_id = ${policyId}::uuid order by c.from_date desc, c.name limit 200`.execute(db)
  return found.rows
}

/** Stores a school's own policy. @returns its id; undefined when one of that code begins that day already. */
export async function insertOwnPolicy(
  tx: Tx,
  policy: GradingPolicy,
  institutionId: string,
): Promise<string | undefined> {
  const made = await sql<{
    id: string
  }>`insert into students.grading_policy (code, institution_id, name, from_date, to_date, body, source, is_verified)
    values (${policy.code}, ${institutionId}::uuid, ${policy.title_vi}, ${policy.from_date}::date, ${policy.to_date}::date, ${JSON.stringify(policy)}::jsonb,
      ${policy.document}, true) on conflict do nothing returning id`.execute(tx)
  return made.rows[0]?.id
}

/** The last day on which a cohort may be bound to a school's own policy. */
export async function endOwnPolicy(tx: Tx, id: string, to: string): Promise<void> {
  await sql`update students.grading_policy set to_date = ${to}::date, body = jsonb_set(body, '{to_date}', to_jsonb(${to}::text))
    where id = ${id}::uuid and institution_id is not null`.execute(tx)
}

/** Marks that somebody compared the policy with its text. @returns how many rows. */
export async function markVerified(tx: Tx, id: string): Promise<number> {
  const done = await tx
    .updateTable('students.grading_policy')
    .set({ is_verified: true })
    .where('id', '=', id)
    .where('is_verified', '=', false)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}
