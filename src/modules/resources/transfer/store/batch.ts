import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { BatchFault } from '../fault.ts'
import type { Incoming, Taken } from '../take-in.ts'

/** A ZIP of files with a sheet, from its arrival to its drafts. */
export type Batch = {
  id: string
  account: string
  account_name: string
  institution_id: string | null
  file_name: string
  /** of the ZIP; empty once it ended */
  hash: string
  size: number
  state: 'reading' | 'ready' | 'faulty' | 'done' | 'discarded'
  resources: Incoming[] | null
  /** headings of columns that were read for nothing */
  unused: string[]
  fault: BatchFault | null
  taken: Taken[] | null
  made_at: Date
  ended_at: Date | null
  version: number
}

const columns = sql`b.id, b.account, b.account_name, b.institution_id, b.file_name, b.hash, b.size, b.state, b.resources, b.unused, b.fault, b.taken,
  b.made_at, b.ended_at, b.version`

/** @throws AppError not_found */
export async function getBatch(db: Db, id: string): Promise<Batch> {
  const found =
    await sql<Batch>`select ${columns} from resources.import_batch b where b.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** What an account brought in, the latest first. */
export async function listBatches(
  db: Db,
  account: string,
): Promise<(Pick<Batch, 'id' | 'file_name' | 'state' | 'made_at'> & { count: number })[]> {
  const found = await sql<Pick<Batch, 'id' | 'file_name' | 'state' | 'made_at'> & { count: number }>`
    select b.id, b.file_name, b.state, b.made_at, coalesce(jsonb_array_length(coalesce(b.taken, b.resources)), 0) as count
    from resources.import_batch b where b.account = ${account} order by b.made_at desc limit 20`.execute(db)
  return found.rows
}

export async function insertBatch(
  tx: Tx,
  row: Pick<Batch, 'account' | 'account_name' | 'institution_id' | 'file_name' | 'hash' | 'size' | 'made_at'>,
): Promise<string> {
  const made = await tx
    .insertInto('resources.import_batch')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

/** Moves a batch on, when it is still in that state. @returns whether it was */
export async function moveBatch(
  tx: Tx,
  batch: Pick<Batch, 'id' | 'state'>,
  to: Pick<Batch, 'state'> &
    Partial<Pick<Batch, 'resources' | 'unused' | 'fault' | 'taken' | 'ended_at'>> & { kept?: string[] },
): Promise<boolean> {
  const json = (value: unknown) => (value ? JSON.stringify(value) : null)
  const done =
    await sql`update resources.import_batch set state = ${to.state}, resources = ${json(to.resources)}::jsonb,
      fault = ${json(to.fault)}::jsonb, taken = ${json(to.taken)}::jsonb, ended_at = ${to.ended_at ?? null},
      kept = coalesce(${to.kept ?? null}::text[], kept), unused = coalesce(${to.unused ?? null}::text[], unused), version = version + 1
    where id = ${batch.id}::uuid and state = ${batch.state} returning id`.execute(tx)
  return done.rows.length > 0
}

/** Bytes kept for a batch that ended meanwhile: they are let go with it. */
export async function addKept(tx: Tx, id: string, kept: readonly string[]): Promise<void> {
  await sql`update resources.import_batch set kept = kept || ${[...kept]}::text[] where id = ${id}::uuid`.execute(
    tx,
  )
}

type Discarded = Pick<Batch, 'id' | 'state' | 'institution_id'>

/** Lets go of batches sent before a moment that nobody decided about. @returns them, as they were */
export async function discardOlder(tx: Tx, before: Date, now: Date): Promise<Discarded[]> {
  const gone = await sql<Discarded>`with old as (select id, state from resources.import_batch
      where state in ('reading', 'ready', 'faulty') and made_at < ${before} for update)
    update resources.import_batch b set state = 'discarded', resources = null, fault = null, ended_at = ${now}, version = version + 1
    from old where b.id = old.id returning b.id, old.state, b.institution_id`.execute(tx)
  return gone.rows
}
