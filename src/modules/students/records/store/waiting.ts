import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { PolicyGroup } from '../policy-fact.ts'

type Within = readonly string[]

/** Learners away whose day of return is near or past, the earliest first. */
export async function listEndingAbsences(
  db: Db,
  within: Within,
  until: string,
  limit: number,
): Promise<{ learner_id: string; full_name: string; state: string; until_date: string }[]> {
  const found = await sql<{ learner_id: string; full_name: string; state: string; until_date: string }>`
    select e.learner_id, n.full_name, e.state, x.until_date from students.enrolment e join people.person n on n.id = e.person_id
    cross join lateral (select s.until_date from students.status_event s where s.enrolment_id = e.id and s.to_state = e.state
      order by s.on_date desc, s.at desc limit 1) x
    where e.institution_id = any(${[...within]}::uuid[]) and e.state in ('reserved', 'suspended') and x.until_date <= ${until}::date
    order by x.until_date, e.id limit ${limit}`.execute(db)
  return found.rows
}

/** Policy facts of learners still here that end by the day and have no follower, the earliest first. */
export async function listEndingFacts(
  db: Db,
  within: Within,
  days: { from: string; until: string },
  limit: number,
): Promise<{ learner_id: string; full_name: string; kind: PolicyGroup; to_date: string }[]> {
  const found = await sql<{ learner_id: string; full_name: string; kind: PolicyGroup; to_date: string }>`
    select l.id as learner_id, n.full_name, f.kind, f.to_date from students.policy_fact f
    join students.learner l on l.person_id = f.person_id and l.institution_id = f.institution_id
    join people.person n on n.id = f.person_id
    where f.institution_id = any(${[...within]}::uuid[]) and f.to_date between ${days.from}::date and ${days.until}::date
      and f.ended_reason is null and exists (select 1 from students.enrolment e where e.learner_id = l.id and e.to_date is null)
      and not exists (select 1 from students.policy_fact g where g.person_id = f.person_id and g.institution_id = f.institution_id
        and g.kind = f.kind and g.from_date > f.from_date)
    order by f.to_date, f.id limit ${limit}`.execute(db)
  return found.rows
}

/** Policy facts nobody has verified yet: how many, and the learner of the oldest. */
export async function findUnverified(
  db: Db,
  within: Within,
): Promise<{ count: number; learner_id: string | null }> {
  const found = await sql<{ count: number; learner_id: string | null }>`select count(*)::int as count,
      (array_agg(l.id order by f.from_date, f.id))[1] as learner_id
    from students.policy_fact f join students.learner l on l.person_id = f.person_id and l.institution_id = f.institution_id
    where f.institution_id = any(${[...within]}::uuid[]) and f.verified_on is null and f.ended_reason is null`.execute(
    db,
  )
  return found.rows[0] ?? { count: 0, learner_id: null }
}

/** Learners who study and have no class. */
export async function countWithoutClass(db: Db, within: Within): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::int as count from students.enrolment e
    where e.institution_id = any(${[...within]}::uuid[]) and e.state = 'studying' and e.class_group_id is null`.execute(
    db,
  )
  return found.rows[0]?.count ?? 0
}

/** Who studies, of the institutions given or of all. */
export async function countStudying(db: Db, reach: 'all' | Within): Promise<number> {
  const within = reach === 'all' ? sql`true` : sql`e.institution_id = any(${[...reach]}::uuid[])`
  const found = await sql<{ count: number }>`select count(*)::int as count from students.enrolment e
    where ${within} and e.state = 'studying'`.execute(db)
  return found.rows[0]?.count ?? 0
}
