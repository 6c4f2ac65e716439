import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/db/database.ts'

export type OpenRun = {
  id: string
  decision_no: string
  decision_date: string
  kind_name: string
  issue_days: number | null
  lines: number
}

async function openRuns(
  db: Db,
  within: readonly string[],
  where: RawBuilder<unknown>,
  limit: number,
): Promise<OpenRun[]> {
  const found =
    await sql<OpenRun>`select r.id, r.decision_no, r.decision_date::text as decision_date, k.name as kind_name,
      case when coalesce(k.from_date, '-infinity') <= r.decision_date then k.issue_days end as issue_days,
      count(*)::int as lines
    from diplomas.issue_run r join diplomas.kind k on k.id = r.kind_id
    join diplomas.diploma d on d.run_id = r.id and d.state = 'numbered'
    where r.institution_id = any(${[...within]}::uuid[]) and ${where}
    group by r.id, k.id order by r.decision_date, r.id limit ${limit}`.execute(db)
  return found.rows
}

/** Numbered runs whose issue date has come: they wait for the signature. */
export const listToSign = (
  db: Db,
  within: readonly string[],
  today: string,
  limit: number,
): Promise<OpenRun[]> =>
  openRuns(db, within, sql`r.state = 'numbered' and r.issue_date <= ${today}::date`, limit)

/** Runs that stopped on failures. */
export const listFailing = (db: Db, within: readonly string[], limit: number): Promise<OpenRun[]> =>
  openRuns(db, within, sql`r.state = 'signing' and d.failure is not null`, limit)
