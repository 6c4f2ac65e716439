import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

/** A graduation decision whose diplomas are not all issued. */
export type Waiting = {
  decision_id: string
  institution_id: string
  number: string
  signed_on: string
  kind_name: string
  issue_days: number | null
  /** Learners without an issued diploma, and how many of them are in no run yet. */
  learners: number
  unstarted: number
  /** Of those in no run: left out of one by hand. */
  left_out: number
  run_id: string | null
}

/** Decisions of the last year that wait for diplomas, the oldest first; only levels that lead to a kind on the day of the decision. */
export async function listWaiting(
  db: Db,
  within: 'all' | readonly string[],
  options: { today: string; signedUntil?: string | undefined; limit: number },
): Promise<Waiting[]> {
  const reach = within === 'all' ? sql`true` : sql`n.institution_id = any(${[...within]}::uuid[])`
  const found =
    await sql<Waiting>`select n.id as decision_id, n.institution_id, n.number, n.signed_on::text as signed_on, k.name as kind_name,
      k.issue_days, count(*)::int as learners, count(*) filter (where d.id is null)::int as unstarted,
      count(*) filter (where d.id is null and exists (select 1 from diplomas.left_out l join diplomas.issue_run r on r.id = l.run_id
        and r.state <> 'cancelled' where l.enrolment_id = e.id))::int as left_out, max(d.run_id::text) as run_id
    from students.decision n join students.status_event s on s.decision_id = n.id and s.kind = 'graduate'
    join students.enrolment e on e.id = s.enrolment_id and e.state = 'graduated'
    join students.cohort c on c.id = e.cohort_id join curricula.programme_version v on v.id = c.programme_version_id
    join curricula.programme m on m.id = v.programme_id
    join diplomas.kind k on k.level = m.level and coalesce(k.from_date, '-infinity') <= n.signed_on
      and coalesce(k.to_date, 'infinity') >= n.signed_on
    left join diplomas.diploma d on d.enrolment_id = e.id and d.state not in ('corrected', 'replaced', 'revoked', 'void')
    where n.kind = 'graduation' and ${reach} and n.signed_on > ${options.today}::date - 366
      and n.signed_on <= ${options.signedUntil ?? options.today}::date
      and (d.id is null or d.state in ('draft', 'numbered', 'signed'))
      and not exists (select 1 from diplomas.diploma x where x.enrolment_id = e.id and x.state in ('issued', 'delivered', 'suspended',
        'corrected', 'replaced', 'revoked'))
    group by n.id, k.id order by n.signed_on, n.id limit ${options.limit}`.execute(db)
  return found.rows
}
