import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { notFound } from '../errors.ts'
import type { ColumnChoice } from '../sheets/index.ts'
import { busyStates, choiceKey, type BatchRow, type Counts, type FoundList } from './batch.ts'
import type { Decision, Difference, StoredProblem, Verdict } from './define.ts'

const columns = sql`id, kind, institution_id, account, account_name, file_name, file_hash, kept_hash, file_size, state, tables, warnings,
  counts, failure, mandate, job_run, replaces, created_at, changed_at, committed_at, undone_at,
  rows_gone_at`

export async function findBatch(db: Db, id: string): Promise<BatchRow | undefined> {
  return (await sql<BatchRow>`select ${columns} from platform.import_batch where id = ${id}`.execute(db))
    .rows[0]
}

/** The batch, held until the transaction ends: whoever else acts on it waits. @throws AppError not_found */
export async function holdBatch(db: Db, id: string, kind: string): Promise<BatchRow> {
  const found = await sql<BatchRow>`select ${columns} from platform.import_batch
    where id = ${id} and kind = ${kind} for update`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** The latest batches of these kinds, newest first, as far as the actor reaches. */
export async function listBatches(db: Db, kinds: readonly string[], limit: number): Promise<BatchRow[]> {
  const found = await sql<BatchRow>`select ${columns} from platform.import_batch
    where kind = any(${[...kinds]}::text[]) order by created_at desc limit ${limit}`.execute(db)
  return found.rows
}

/** An earlier batch of the same file for the same kind and institution. */
export async function findTwin(db: Db, batch: BatchRow): Promise<BatchRow | undefined> {
  const found = await sql<BatchRow>`select ${columns} from platform.import_batch
    where file_hash = ${batch.file_hash} and kind = ${batch.kind} and institution_id is not distinct from ${batch.institution_id}
      and id <> ${batch.id} and created_at < (select created_at from platform.import_batch where id = ${batch.id})
      and state not in ('failed', 'discarded', 'replaced') order by created_at desc limit 1`.execute(db)
  return found.rows[0]
}

/** Batches that should be worked on while nobody holds them, unchanged for so many seconds. */
export async function listOrphans(
  db: Db,
  quietSeconds: number,
): Promise<{ id: string; kind: string; job_run: string | null }[]> {
  const found = await sql<{ id: string; kind: string; job_run: string | null }>`
    select id, kind, job_run from platform.import_batch where state = any(${[...busyStates]}::text[])
      and changed_at < now() - make_interval(secs => ${quietSeconds}) order by changed_at limit 100 for update skip locked`.execute(
    db,
  )
  return found.rows
}

/** Batches nobody touched for so many days, whose rows are still there and with which no work goes on. */
export async function listForgettable(
  db: Db,
  days: number,
  limit: number,
): Promise<Pick<BatchRow, 'id' | 'state' | 'institution_id' | 'kept_hash'>[]> {
  const found = await sql<Pick<BatchRow, 'id' | 'state' | 'institution_id' | 'kept_hash'>>`
    select id, state, institution_id, kept_hash from platform.import_batch
    where rows_gone_at is null and changed_at < now() - make_interval(days => ${days}) and state <> all(${[...busyStates]}::text[])
    order by changed_at limit ${limit} for update skip locked`.execute(db)
  return found.rows
}

export type NewBatch = Pick<
  BatchRow,
  | 'kind'
  | 'institution_id'
  | 'account'
  | 'account_name'
  | 'file_name'
  | 'file_hash'
  | 'kept_hash'
  | 'file_size'
  | 'mandate'
  | 'replaces'
>

export async function insertBatch(tx: Tx, batch: NewBatch): Promise<string> {
  const made = await sql<{ id: string }>`insert into platform.import_batch
    (kind, institution_id, account, account_name, file_name, file_hash, kept_hash, file_size, mandate, replaces)
    values (${batch.kind}, ${batch.institution_id}, ${batch.account}, ${batch.account_name}, ${batch.file_name},
      ${batch.file_hash}, ${batch.kept_hash}, ${batch.file_size}, ${JSON.stringify(batch.mandate)}::jsonb, ${batch.replaces}) returning id`.execute(
    tx,
  )
  return made.rows[0]!.id
}

type Patch = Partial<
  Pick<
    BatchRow,
    'state' | 'tables' | 'warnings' | 'counts' | 'failure' | 'mandate' | 'job_run' | 'rows_gone_at'
  >
> & {
  commit_seq?: number
  undo_seq?: number
}

const jsonColumns = new Set(['tables', 'warnings', 'counts', 'failure', 'mandate'])

/** Changes the named columns of a batch. */
export async function patchBatch(tx: Tx, id: string, patch: Patch): Promise<void> {
  const sets = Object.entries(patch).map(([name, value]) => {
    const isJson = jsonColumns.has(name) && value !== null
    return isJson ? sql`${sql.ref(name)} = ${JSON.stringify(value)}::jsonb` : sql`${sql.ref(name)} = ${value}`
  })
  if (patch.commit_seq !== undefined) sets.push(sql`committed_at = now()`)
  if (patch.undo_seq !== undefined) sets.push(sql`undone_at = now()`)
  await sql`update platform.import_batch set ${sql.join([...sets, sql`changed_at = now()`])} where id = ${id}`.execute(
    tx,
  )
}

/** Columns agreed for a header before, by the same institution. */
export async function findColumns(
  db: Db,
  kind: string,
  institution: string | null,
  fingerprint: string,
): Promise<ColumnChoice | undefined> {
  const found = await sql<{ columns: ColumnChoice }>`select columns from platform.import_columns
    where kind = ${kind} and institution_id is not distinct from ${institution} and fingerprint = ${fingerprint}`.execute(
    db,
  )
  return found.rows[0]?.columns
}

export async function rememberColumns(
  tx: Tx,
  kind: string,
  institution: string | null,
  fingerprint: string,
  choice: ColumnChoice,
): Promise<void> {
  await sql`insert into platform.import_columns (kind, institution_id, fingerprint, columns)
    values (${kind}, ${institution}, ${fingerprint}, ${JSON.stringify(choice)}::jsonb)
    on conflict (kind, institution_id, fingerprint) do update set columns = excluded.columns, updated_at = now()`.execute(
    tx,
  )
}

/** A staged row. `raw` is as stored: numbers of persons are sealed. */
export type StagedRow = {
  row_number: number
  sheet: string
  sheet_row: number
  raw: Record<string, string>
  values: Record<string, unknown>
  notes: Record<string, string>
  read_problems: StoredProblem[]
  problems: StoredProblem[]
  verdict: Verdict
  match_id: string | null
  differences: Record<string, Difference> | null
  decision: Decision | null
}

const rowColumns = sql`row_number, sheet, sheet_row, raw, values, notes, read_problems, problems, verdict, match_id, differences, decision`

/** Rows of a batch in file order after a row number; `verdict` chooses one kind, `warning` those with anything to look at. */
export async function listRows(
  db: Db,
  batch: string,
  filter: { verdict?: Verdict | 'warning' | undefined; after: number; limit: number },
): Promise<StagedRow[]> {
  const which =
    filter.verdict === undefined
      ? sql`true`
      : filter.verdict === 'warning'
        ? sql`problems <> '[]' and verdict <> 'error'`
        : sql`verdict = ${filter.verdict}`
  const found = await sql<StagedRow>`select ${rowColumns} from platform.import_row
    where batch_id = ${batch} and row_number > ${filter.after} and ${which} order by row_number limit ${filter.limit}`.execute(
    db,
  )
  return found.rows
}

/** The rows of these numbers, in order. */
export async function findRows(db: Db, batch: string, numbers: readonly number[]): Promise<StagedRow[]> {
  const found = await sql<StagedRow>`select ${rowColumns} from platform.import_row
    where batch_id = ${batch} and row_number = any(${[...numbers]}::int[]) order by row_number`.execute(db)
  return found.rows
}

/** Rows with something to mark, each problem in its cell, for the workbook that goes back and for reports. */
export async function listProblems(
  db: Db,
  batch: Pick<BatchRow, 'id' | 'tables'>,
  limit: number,
): Promise<Pick<StagedRow, 'row_number' | 'sheet' | 'sheet_row' | 'problems'>[]> {
  const found =
    await sql<StagedRow>`select row_number, sheet, sheet_row, raw, problems from platform.import_row
    where batch_id = ${batch.id} and problems <> '[]' order by row_number limit ${limit}`.execute(db)
  return found.rows.map(({ raw, ...row }) => {
    const list = batch.tables.find((one) => one.sheet === row.sheet)
    return { ...row, problems: row.problems.map((problem) => placeProblem(problem, list, raw)) }
  })
}

/** What a module found knows its field only; its cell is the field's column, in a group the one that was filled. */
function placeProblem(
  problem: StoredProblem,
  list: FoundList | undefined,
  raw: Record<string, string>,
): StoredProblem {
  if (problem.column >= 0 || problem.field === undefined) return problem
  const columns = list?.matches.find((match) => match.key === problem.field)?.columns ?? []
  const filled = columns.find((column) => column.choice === raw[choiceKey(problem.field ?? '')])
  return { ...problem, column: (filled ?? columns[0])?.index ?? -1 }
}

/** Puts a corrected row back. */
export async function updateRow(
  tx: Tx,
  batch: string,
  row: Pick<StagedRow, 'row_number' | 'raw' | 'values' | 'read_problems'>,
): Promise<void> {
  await sql`update platform.import_row set raw = ${JSON.stringify(row.raw)}::jsonb, values = ${JSON.stringify(row.values)}::jsonb,
      read_problems = ${JSON.stringify(row.read_problems)}::jsonb, decision = null
    where batch_id = ${batch} and row_number = ${row.row_number}`.execute(tx)
}

/** Forgets what an earlier examination found. */
export async function resetVerdicts(tx: Tx, batch: string): Promise<void> {
  await sql`update platform.import_row set problems = read_problems, match_id = null, differences = null,
      verdict = case when read_problems @? '$[*] ? (@.level == "error")' then 'error' else 'unchecked' end
    where batch_id = ${batch}`.execute(tx)
}

/** After the module has looked: a row with an error is one, and what nobody objected to is new. */
export async function settleVerdicts(tx: Tx, batch: string): Promise<void> {
  await sql`update platform.import_row
    set verdict = case when problems @? '$[*] ? (@.level == "error")' then 'error' else 'new' end
    where batch_id = ${batch} and (verdict = 'unchecked'
      or verdict <> 'error' and problems <> '[]' and problems @? '$[*] ? (@.level == "error")')`.execute(tx)
  await sql`update platform.import_row set decision = null
    where batch_id = ${batch} and decision is not null and verdict not in ('doubt', 'change')`.execute(tx)
}

export async function countRows(db: Db, batch: string): Promise<Counts> {
  const found = await sql<Counts>`select count(*)::int as rows,
      count(*) filter (where verdict = 'new')::int as new, count(*) filter (where verdict = 'same')::int as same,
      count(*) filter (where verdict = 'change')::int as change, count(*) filter (where verdict = 'doubt')::int as doubt,
      count(*) filter (where verdict = 'error')::int as error,
      count(*) filter (where problems <> '[]' and verdict <> 'error')::int as warning,
      count(*) filter (where verdict = 'doubt' and decision is null)::int as undecided,
      count(*) filter (where decision = 'skip')::int as left,
      count(*) filter (where verdict = 'new' or decision = 'new')::int as write_new,
      count(*) filter (where verdict = 'change' and coalesce(decision, 'take') = 'take' or verdict = 'doubt' and decision = 'take')::int
        as write_change
    from platform.import_row where batch_id = ${batch}`.execute(db)
  return found.rows[0]!
}

export async function deleteRows(tx: Tx, batch: string): Promise<void> {
  await sql`delete from platform.import_row where batch_id = ${batch}`.execute(tx)
}
