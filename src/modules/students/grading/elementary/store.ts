import { sql } from 'kysely'
import { listActiveVersions } from '#modules/curricula/index.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import type { GradingPolicy } from '../policy.ts'

export type ElementaryPolicyLine = {
  id: string
  name: string
  institution_id: string
  from_date: string
  is_verified: boolean
  cohorts: number
}

/** Elementary policies of the schools given, the latest first. */
export async function listElementaryPolicies(
  db: Db,
  schools: readonly string[],
): Promise<ElementaryPolicyLine[]> {
  const found =
    await sql<ElementaryPolicyLine>`select g.id, g.name, g.institution_id, g.from_date, g.is_verified,
      (select count(*)::int from students.cohort c where c.grading_policy_id = g.id) as cohorts
    from students.grading_policy g where g.institution_id = any(${[...schools]}::uuid[]) and g.body -> 'levels' ? 'so_cap'
    order by g.from_date desc, g.name, g.id`.execute(db)
  return found.rows
}

export type Uncovered = { institution_id: string; programme_id: string; name: string; code: string }

/** Elementary programmes taught at the schools on a day for which no policy is in force: no cohort of theirs can be opened. */
export async function listUncovered(db: Db, schools: readonly string[], on: string): Promise<Uncovered[]> {
  const covered = await sql<{
    institution_id: string | null
  }>`select distinct g.institution_id from students.grading_policy g
    where g.body -> 'levels' ? 'so_cap' and g.from_date <= ${on}::date and coalesce(g.to_date, 'infinity') >= ${on}::date`.execute(
    db,
  )
  const known = new Set(covered.rows.map((row) => row.institution_id))
  if (known.has(null)) return []
  const wanted = new Set(schools)
  return (await listActiveVersions(db, on))
    .filter(
      (one) => one.level === 'so_cap' && wanted.has(one.institution_id) && !known.has(one.institution_id),
    )
    .map(({ institution_id, programme_id, name, code }) => ({ institution_id, programme_id, name, code }))
}

/** Stores a school's elementary policy as not compared with the text. @returns its id; undefined when one begins that day already. */
export async function insertElementaryPolicy(
  tx: Tx,
  policy: GradingPolicy,
  institutionId: string,
): Promise<string | undefined> {
  const made = await sql<{
    id: string
  }>`insert into students.grading_policy (code, institution_id, name, from_date, body,
      source, is_verified)
    values (${policy.code}, ${institutionId}::uuid, ${policy.title_vi}, ${policy.from_date}::date,
      ${JSON.stringify(policy)}::jsonb, ${policy.document}, false) on conflict do nothing returning id`.execute(
    tx,
  )
  return made.rows[0]?.id
}
