import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'

export type RunState = 'waiting' | 'running' | 'done' | 'failed' | 'stopped'
export type Params = Record<string, string | number>

/** What a source says of itself, and what its first records would be here. */
export type Found = {
  repository: string
  deletions: string
  formats: string[]
  sets: { spec: string; name: string }[]
  expected: number | null
  records: { title: string; address: string; kind: string; licence: string | null; skip: string | null }[]
}

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

/** @returns undefined when one of the source is under way already */
export async function insertRun(tx: Tx, row: NewRun): Promise<string | undefined> {
  const made = await tx
    .insertInto('resources.harvest_run')
    .values(row)
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made?.id
}

/** Takes a run up, when nobody is at it. @returns whether it is ours now */
export async function takeUp(tx: Tx, id: string, now: Date, quietSince: Date): Promise<boolean> {
  const done =
    await sql`update resources.harvest_run set state = 'running', beat_at = ${now} where id = ${id}::uuid
    and (state = 'waiting' or (state = 'running' and beat_at < ${quietSince})) returning id`.execute(tx)
  return done.rows.length > 0
}

export async function layRunDown(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`update resources.harvest_run set state = 'waiting', beat_at = ${now}
    where id = ${id}::uuid and state = 'running'`.execute(tx)
}

export type Counts = Pick<Run, 'added' | 'changed' | 'unchanged' | 'deleted' | 'skipped'>

/** Adds what an answer brought. @returns the state the run is in: somebody may have stopped it */
export async function countPart(
  tx: Tx,
  id: string,
  part: Counts & Pick<Run, 'token' | 'answer_date' | 'expected' | 'pages'> & { now: Date },
): Promise<RunState> {
  const done = await sql<{
    state: RunState
  }>`update resources.harvest_run set pages = pages + ${part.pages}, token = ${part.token},
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

/** Ends runs whose process gave no sign for so long. What came is gone on from. */
export async function closeLost(tx: Tx, quietSince: Date, now: Date): Promise<void> {
  await sql`update resources.harvest_run set state = 'failed', ended_at = ${now}, fault = 'lost', fault_params = null
    where state = 'running' and coalesce(beat_at, made_at) < ${quietSince}`.execute(tx)
}

/** Runs that wait for so long: their place in the queue may be lost (it is not part of a backup). */
export async function listForgotten(tx: Tx, quietSince: Date, now: Date): Promise<string[]> {
  const found = await sql<{ id: string }>`update resources.harvest_run set beat_at = ${now}
    where state = 'waiting' and coalesce(beat_at, made_at) < ${quietSince} returning id`.execute(tx)
  return found.rows.map((row) => row.id)
}

/** The latest harvest of a source, when it broke off at a place to go on from. */
export async function findBroken(db: Db, source: string): Promise<Run | undefined> {
  const found = await sql<Run>`select ${columns} from resources.harvest_run r
    where r.source_id = ${source}::uuid and r.kind = 'harvest' order by r.made_at desc, r.id desc limit 1`.execute(
    db,
  )
  const last = found.rows[0]
  return last?.state === 'failed' && last.token !== null ? last : undefined
}

/** Of another address, set or format nothing is gone on with. */
export async function forgetPlaces(tx: Tx, source: string): Promise<void> {
  await sql`update resources.harvest_run set token = null where source_id = ${source}::uuid and state = 'failed'`.execute(
    tx,
  )
}

/** Lists of what runs left out leave some time after their end; the count stays. */
export async function forgetFaults(tx: Tx, before: Date): Promise<void> {
  await sql`delete from resources.harvest_fault f using resources.harvest_run r
    where r.id = f.run_id and r.skipped > 0 and r.ended_at < ${before}`.execute(tx)
}

/** Stops a run. @returns whether it was not ended yet */
export async function markStopped(tx: Tx, id: string, by: string, now: Date): Promise<boolean> {
  const done =
    await sql`update resources.harvest_run set state = 'stopped', ended_at = ${now}, fault = 'stopped',
      fault_params = ${JSON.stringify({ name: by })}::jsonb, token = null
    where id = ${id}::uuid and state in ('waiting', 'running') returning id`.execute(tx)
  return done.rows.length > 0
}

export type Fault = { identifier: string; fault: string; params: Params | null }
/** More than these are counted, not listed. */
const mostFaults = 200

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
