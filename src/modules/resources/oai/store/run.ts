import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Found } from '../harvester/try.ts'

export type RunState = 'waiting' | 'running' | 'done' | 'failed' | 'stopped'
export type Params = Record<string, string | number>

/** One harvest, or one try of a source. */
export type Run = {
  id: string
  source_id: string
  kind: 'try' | 'harvest'
  state: RunState
  started_by_name: string
  made_at: Date
  beat_at: Date | null
  ended_at: Date | null
  asked_from: string | null
  answer_date: string | null
  token: string | null
  pages: number
  expected: number | null
  added: number
  changed: number
  unchanged: number
  deleted: number
  skipped: number
  fault: string | null
  fault_params: Params | null
  found: Found | null
}

const columns = sql`r.id, r.source_id, r.kind, r.state, r.started_by_name, r.made_at, r.beat_at, r.ended_at, r.asked_from, r.answer_date,
  r.token, r.pages, r.expected, r.added, r.changed, r.unchanged, r.deleted, r.skipped, r.fault, r.fault_params, r.found`

/** @throws AppError not_found */
export async function getRun(db: Db, id: string): Promise<Run> {
  const found =
    await sql<Run>`select ${columns} from resources.harvest_run r where r.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

export async function listRuns(db: Db, source: string, limit: number): Promise<Run[]> {
  const found =
    await sql<Run>`select ${columns} from resources.harvest_run r where r.source_id = ${source}::uuid
    order by r.made_at desc, r.id desc limit ${limit}`.execute(db)
  return found.rows
}

/** The latest harvest of each source. */
export async function latestRuns(db: Db): Promise<Map<string, Run>> {
  const found = await sql<Run>`select distinct on (r.source_id) ${columns} from resources.harvest_run r
    where r.kind = 'harvest' order by r.source_id, r.made_at desc`.execute(db)
  return new Map(found.rows.map((row) => [row.source_id, row]))
}

export async function isBusy(db: Db, source: string): Promise<boolean> {
  const found = await sql`select 1 from resources.harvest_run where source_id = ${source}::uuid
    and state in ('waiting', 'running')`.execute(db)
  return found.rows.length > 0
}

type NewRun = Pick<
  Run,
  'source_id' | 'kind' | 'started_by_name' | 'made_at' | 'asked_from' | 'token' | 'answer_date'
>

export async function insertRun(tx: Tx, row: NewRun): Promise<string> {
  const made = await tx
    .insertInto('resources.harvest_run')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

/** Takes a run up, when nobody is at it. @returns whether it is ours now */
export async function takeUp(tx: Tx, id: string, now: Date, quietSince: Date): Promise<boolean> {
  const done =
    await sql`update resources.harvest_run set state = 'running', beat_at = ${now} where id = ${id}::uuid
    and (state = 'waiting' or (state = 'running' and beat_at < ${quietSince})) returning id`.execute(tx)
  return done.rows.length > 0
}

export async function layRunDown(tx: Tx, id: string): Promise<void> {
  await sql`update resources.harvest_run set state = 'waiting', beat_at = null
    where id = ${id}::uuid and state = 'running'`.execute(tx)
}

export type Counts = Pick<Run, 'added' | 'changed' | 'unchanged' | 'deleted' | 'skipped'>

/** Adds what an answer brought. @returns the state the run is in: somebody may have stopped it */
export async function countPart(
  tx: Tx,
  id: string,
  part: Counts & { token: string | null; answer_date: string | null; expected: number | null; now: Date },
): Promise<RunState> {
  const done = await sql<{
    state: RunState
  }>`update resources.harvest_run set pages = pages + 1, token = ${part.token},
      answer_date = coalesce(answer_date, ${part.answer_date}), expected = coalesce(${part.expected}, expected), beat_at = ${part.now},
      added = added + ${part.added}, changed = changed + ${part.changed}, unchanged = unchanged + ${part.unchanged},
      deleted = deleted + ${part.deleted}, skipped = skipped + ${part.skipped}
    where id = ${id}::uuid returning state`.execute(tx)
  return done.rows[0]!.state
}

/** Ends a run that is not ended yet. @returns whether it was not */
export async function closeRun(
  tx: Tx,
  id: string,
  end: {
    state: RunState
    fault: string | null
    params: Params | null
    found: Found | null
    token: string | null
    now: Date
  },
): Promise<boolean> {
  const done =
    await sql`update resources.harvest_run set state = ${end.state}, ended_at = ${end.now}, fault = ${end.fault},
      fault_params = ${end.params && JSON.stringify(end.params)}::jsonb, found = ${end.found && JSON.stringify(end.found)}::jsonb,
      token = ${end.token}
    where id = ${id}::uuid and state in ('waiting', 'running') returning id`.execute(tx)
  return done.rows.length > 0
}

/** Ends runs that gave no sign for so long: their work is lost (the queue is not part of a backup). What came is gone on from. */
export async function closeLost(tx: Tx, quietSince: Date, now: Date): Promise<void> {
  await sql`update resources.harvest_run set state = 'failed', ended_at = ${now}, fault = 'lost', fault_params = null
    where state in ('waiting', 'running') and coalesce(beat_at, made_at) < ${quietSince}`.execute(tx)
}

export type Fault = { identifier: string; fault: string; params: Params | null }
/** More than these are counted, not listed. */
export const mostFaults = 200

export async function addFaults(tx: Tx, run: string, faults: readonly Fault[]): Promise<void> {
  if (faults.length === 0) return
  await sql`insert into resources.harvest_fault (run_id, position, identifier, fault, params)
    select ${run}::uuid, n.count + f.at, left(f.identifier, 500), f.fault, f.params
    from rows from (jsonb_to_recordset(${JSON.stringify(faults)}::jsonb) as (identifier text, fault text, params jsonb))
        with ordinality as f(identifier, fault, params, at),
      (select count(*) as count from resources.harvest_fault where run_id = ${run}::uuid) n
    where n.count + f.at <= ${mostFaults}`.execute(tx)
}

export async function listFaults(db: Db, run: string): Promise<Fault[]> {
  const found = await sql<Fault>`select identifier, fault, params from resources.harvest_fault
    where run_id = ${run}::uuid order by position`.execute(db)
  return found.rows
}
