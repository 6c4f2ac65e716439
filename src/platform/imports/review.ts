import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, type RunContext } from '../actions/define.ts'
import type { Tx } from '../db/database.ts'
import { precondition } from '../errors.ts'
import { choiceKey, placeOf, viewOf, type BatchRow, type Counts } from './batch.ts'
import { correctRow, plainText } from './correct.ts'
import type { AnyImport, Decision } from './define.ts'
import { examineRows, listOf } from './stage.ts'
import { batchChange } from './steps.ts'
import { countRows, findRows, holdBatch, patchBatch, updateRow, type StagedRow } from './store.ts'

const Decide = z.enum(['take', 'keep', 'skip', 'new'])
const Text = z.string().max(4_000).optional()
const Input = z.object({
  id: z.uuid(),
  /** New words by `r<row>` and field; a cell left out or unchanged stays. */
  rows: z.record(z.string().regex(/^r\d{1,7}$/), z.record(z.string(), Text)).optional(),
  decisions: z.record(z.string().regex(/^r\d{1,7}$/), Decide.optional()).optional(),
  /** One decision for every doubtful row that has none. */
  all: Decide.optional(),
})
type Input = z.infer<typeof Input>

/** Corrects cells and decides doubts, then examines the batch again. */
export const reviewAction = (spec: AnyImport) =>
  defineAction({
    name: `imports.${spec.kind}.review`,
    permission: spec.permission,
    input: Input,
    find: async (db, { id }) => ({ row: await holdBatch(db, id, spec.kind) }),
    about: ({ row }) => placeOf(spec, row),
    async run(tx, context: RunContext<Input, { row: BatchRow }>) {
      const {
        input,
        target: { row },
        app,
        today,
      } = context
      if (!mayReview(row)) throw precondition('imports.error.wrong_state')
      const corrected = await correct(tx, spec, context)
      let counts: Counts =
        corrected.length > 0
          ? await examineRows(tx, spec, viewOf(row, today, app), true)
          : await countRows(tx, row.id)
      const decided = await decide(tx, spec, row.id, input)
      if (decided > 0) counts = await countRows(tx, row.id)
      await patchBatch(tx, row.id, { state: 'ready', failure: null, counts: { ...row.counts, ...counts } })
      const change = batchChange(row, { corrected, decisions: input.decisions ?? {}, all: input.all ?? null })
      return {
        result: { id: row.id, corrected: corrected.length, decided },
        changes: corrected.length + decided > 0 ? [change] : [],
      }
    },
  })

/** May cells be corrected now? Also after writing failed: nothing was written. */
export function mayReview(row: Pick<BatchRow, 'state' | 'failure'>): boolean {
  return row.state === 'ready' || (row.state === 'failed' && row.failure?.step === 'committing')
}

/** Reads the changed rows again. @returns which cells changed, without their words (they may be personal) */
async function correct(
  tx: Tx,
  spec: AnyImport,
  { input, target: { row }, app, today }: RunContext<Input, { row: BatchRow }>,
): Promise<{ row: number; fields: string[] }[]> {
  const asked = Object.entries(input.rows ?? {}).map(([key, cells]) => [Number(key.slice(1)), cells] as const)
  const staged = await findRows(
    tx,
    row.id,
    asked.map(([number]) => number),
  )
  const changed: { row: number; fields: string[] }[] = []
  for (const [number, cells] of asked) {
    const before = staged.find((candidate) => candidate.row_number === number)
    const list = before && listOf(row.tables, before.sheet)
    if (!before || !list) continue
    const edits = editsOf(spec, before, cells, app.keys)
    if (Object.keys(edits).length === 0) continue
    const after = correctRow(before, edits, { spec, keys: app.keys, today, list })
    await updateRow(tx, row.id, {
      row_number: number,
      raw: after.raw,
      values: after.values,
      read_problems: after.problems,
    })
    changed.push({ row: before.sheet_row, fields: Object.keys(edits) })
  }
  return changed
}

/** Only what differs from what is staged. A cell emptied in the form is named without words. */
function editsOf(
  spec: AnyImport,
  row: StagedRow,
  cells: Record<string, string | undefined>,
  keys: Parameters<typeof plainText>[2],
): Record<string, string> {
  const edits: Record<string, string> = {}
  for (const field of spec.fields) {
    const isSent = field.key in cells
    const text = cells[field.key]?.trim() ?? ''
    // A number of a person is shown masked, so an empty box leaves it as it is.
    const isKept = field.kind === 'national-id' && text === ''
    if (isSent && !isKept && text !== plainText(row, field, keys)) edits[field.key] = text
    const column = choiceKey(field.key)
    if (column in cells && (cells[column] ?? '') !== (row.raw[column] ?? ''))
      edits[column] = cells[column] ?? ''
  }
  return edits
}

async function decide(tx: Tx, spec: AnyImport, batch: string, input: Input): Promise<number> {
  const may = (decision: Decision) => decision !== 'new' || spec.mayBeNew === true
  const rows = Object.entries(input.decisions ?? {}).flatMap(([key, decision]) =>
    decision && may(decision) ? [{ n: Number(key.slice(1)), d: decision }] : [],
  )
  let count = 0
  if (rows.length > 0) {
    const done =
      await sql`update platform.import_row r set decision = s.d from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(n int, d text)
      where r.batch_id = ${batch} and r.row_number = s.n and r.verdict in ('doubt', 'change')
        and coalesce(r.decision, case when r.verdict = 'change' then 'take' end) is distinct from s.d`.execute(
        tx,
      )
    count += Number(done.numAffectedRows ?? 0)
  }
  if (input.all && may(input.all)) {
    const done = await sql`update platform.import_row set decision = ${input.all}
      where batch_id = ${batch} and verdict = 'doubt' and decision is null`.execute(tx)
    count += Number(done.numAffectedRows ?? 0)
  }
  return count
}
