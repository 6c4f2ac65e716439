import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { DiplomaContent, Medium } from '../../diploma.ts'
import type { IssueRun, RunState, Source } from '../run.ts'

const columns = sql`r.id, r.institution_id, r.kind_id, k.code as kind_code, k.name as kind_name, case when coalesce(k.from_date, '-infinity') <= r.decision_date then k.issue_days end as issue_days, r.source, r.decision_id,
  r.course_run_id, r.programme, r.decision_no, r.decision_date::text as decision_date, r.state, r.medium,
  r.issue_date::text as issue_date, r.issue_place, r.signer_name, r.signer_capacity, r.made_by_name, r.made_at, r.signed_by,
  r.signed_by_name, r.is_demo, r.version, c.lines, c.faulty, c.numbered, c.failed, c.issued, c.delivered, c.voided, l.left_out`
const source = sql`diplomas.issue_run r join diplomas.kind k on k.id = r.kind_id
  cross join lateral (select count(*)::int as lines, count(*) filter (where d.state = 'draft' and d.faults <> '[]')::int as faulty,
      count(*) filter (where d.state = 'numbered')::int as numbered,
      count(*) filter (where d.state = 'numbered' and d.failure is not null)::int as failed,
      count(*) filter (where d.state not in ('draft', 'numbered', 'signed', 'void'))::int as issued,
      count(*) filter (where d.state = 'delivered')::int as delivered, count(*) filter (where d.state = 'void')::int as voided
    from diplomas.diploma d where d.run_id = r.id) c
  cross join lateral (select count(*)::int as left_out from diplomas.left_out o where o.run_id = r.id) l`

export async function findRun(db: Db, id: string): Promise<IssueRun | undefined> {
  const found = await sql<IssueRun>`select ${columns} from ${source} where r.id = ${id}::uuid`.execute(db)
  return found.rows[0]
}

/** @throws AppError not_found */
export async function getRun(db: Db, id: string): Promise<IssueRun> {
  const run = await findRun(db, id)
  if (!run) throw notFound()
  return run
}

export type RunFilter = {
  reach: 'all' | readonly string[]
  institution?: string | undefined
  decision?: string | undefined
  state?: RunState | undefined
}

/** Issues the latest first, `limit` from after the one named; cancelled ones only when asked for. */
export async function listRuns(
  db: Db,
  filter: RunFilter,
  page: { after?: { key: string; id: string } | undefined; limit: number },
): Promise<IssueRun[]> {
  const wheres = [filter.state ? sql`r.state = ${filter.state}` : sql`r.state <> 'cancelled'`]
  if (filter.reach !== 'all') wheres.push(sql`r.institution_id = any(${[...filter.reach]}::uuid[])`)
  if (filter.institution) wheres.push(sql`r.institution_id = ${filter.institution}::uuid`)
  if (filter.decision) wheres.push(sql`r.decision_id = ${filter.decision}::uuid`)
  if (page.after)
    wheres.push(sql`(r.made_at, r.id) < (${page.after.key}::timestamptz, ${page.after.id}::uuid)`)
  const found = await sql<IssueRun>`select ${columns} from ${source} where ${sql.join(wheres, sql` and `)}
    order by r.made_at desc, r.id desc limit ${page.limit}`.execute(db)
  return found.rows
}

export type NewRun = {
  institution_id: string
  kind_id: string
  source: Source
  decision_id: string | null
  course_run_id: string | null
  programme: DiplomaContent['programme'] | null
  decision_no: string
  decision_date: string
  medium: Medium
  issue_date: string
  issue_place: string
  signer_name: string
  signer_capacity: string
  made_by: string
  made_by_name: string
}

/** @returns its id */
export async function insertRun(tx: Tx, row: NewRun): Promise<string> {
  const made = await tx
    .insertInto('diplomas.issue_run')
    .values({ ...row, programme: row.programme && JSON.stringify(row.programme) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

export type RunChange = {
  state?: RunState
  medium?: Medium
  issue_date?: string
  issue_place?: string
  signer_name?: string
  signer_capacity?: string
  kind_id?: string
  signed_by?: string
  signed_by_name?: string
  signed_at?: Date
  is_demo?: boolean
}

/** @returns how many rows: 0 when somebody else was first. */
export async function updateRun(
  tx: Tx,
  run: Pick<IssueRun, 'id' | 'version'>,
  next: RunChange,
): Promise<number> {
  const done = await tx
    .updateTable('diplomas.issue_run')
    .set({ ...next, version: run.version + 1 })
    .where('id', '=', run.id)
    .where('version', '=', run.version)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/** Holds the run until the act is committed: two acts on one run follow one another. */
export async function holdRun(tx: Tx, id: string): Promise<void> {
  await sql`select 1 from diplomas.issue_run where id = ${id}::uuid for update`.execute(tx)
}
