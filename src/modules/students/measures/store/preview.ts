import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { ThresholdInput } from '../../threshold.ts'
import { recordsRows } from '../records.ts'
import { standardRows } from '../standards.ts'

/** What a new version changes, by the records there are on `day`. */
export type ThresholdEffect = {
  day: string
  /** `institutions` reach it or not; `requests`: exam results a learner may still ask about. */
  of: 'institutions' | 'requests'
  asked: number
  before: number
  after: number
  /** Names of institutions that begin to count, and of those that no longer do; few of each. */
  gained: string[]
  lost: string[]
}

/** Reads both versions on the new one's first day, or today while that day is to come. */
export async function previewThreshold(
  db: Db,
  input: ThresholdInput,
  today: string,
): Promise<ThresholdEffect> {
  const day = input.from_date < today ? input.from_date : today
  return input.code === 'remark_days' ? openRequests(db, input, today) : institutions(db, input, day)
}

async function institutions(db: Db, input: ThresholdInput, day: string): Promise<ThresholdEffect> {
  const proposed = { code: input.code, value: input.value }
  const rows =
    input.code === 'cs01' || input.code === 'cs02' || input.code === 'cs07'
      ? standardRows[input.code]
      : recordsRows
  const found = await sql<Omit<ThresholdEffect, 'day' | 'of'>>`
    select count(*)::int as asked, count(*) filter (where b.counts)::int as before, count(*) filter (where a.counts)::int as after,
      coalesce((array_agg(a.label order by a.label) filter (where a.counts and not b.counts))[:20], '{}') as gained,
      coalesce((array_agg(a.label order by a.label) filter (where b.counts and not a.counts))[:20], '{}') as lost
    from (${rows(day)}) b join (${rows(day, proposed)}) a on a.member_id = b.member_id`.execute(db)
  return { day, of: 'institutions', ...found.rows[0]! }
}

/** Results with an exam whose span is open today, under the days in force and under the new ones. */
async function openRequests(db: Db, input: ThresholdInput, today: string): Promise<ThresholdEffect> {
  const found = await sql<Pick<ThresholdEffect, 'asked' | 'before' | 'after'>>`
    with old as (select h.value from students.threshold h where h.code = 'remark_days' and h.from_date <= ${today}::date
      and coalesce(h.to_date, 'infinity') >= ${today}::date),
    posted as (select ${today}::date - (r.posted_at at time zone 'Asia/Ho_Chi_Minh')::date as days from students.result r
      where r.is_current and r.exam is not null and r.posted_at >= ${today}::date - 366)
    select count(*)::int as asked, count(*) filter (where p.days <= (select value from old))::int as before,
      count(*) filter (where p.days <= ${input.value}::numeric)::int as after from posted p`.execute(db)
  return { day: today, of: 'requests', ...found.rows[0]!, gained: [], lost: [] }
}
