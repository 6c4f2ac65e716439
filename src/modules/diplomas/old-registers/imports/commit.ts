import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { conflict, precondition } from '#platform/errors.ts'
import type { Batch } from '#platform/imports/index.ts'
import { lineFacts, newLine, rowOfContent } from '../line.ts'
import { readRow } from '../row.ts'
import {
  findLine,
  getSnapshot,
  holdNumbers,
  holdUncompared,
  lineSnapshot,
  takeEntries,
} from '../store/line.ts'
import { judgeRows } from './examine.ts'
import { bookKey, isPlaced, placeRows, type Placed } from './rows.ts'

const chunk = 1000
type LineChange = {
  subject: string
  id: string
  institution: string | null
  before: unknown
  after: unknown
}

/** Writes the accepted rows as lines nobody has compared yet; a register that is not there is opened. */
export async function commitRegister(tx: Tx, batch: Batch, seq: number): Promise<number> {
  const placed = await placeRows(tx, batch, 'import_accepted')
  const rows = placed.filter(isPlaced)
  // A school or a kind may have been changed since the file was looked at.
  if (rows.length < placed.length) throw conflict('diplomas.old.import.changed')
  await judgeAgain(tx, rows)
  const changes: LineChange[] = []
  const results: { row_number: number; id: string }[] = []
  for (const group of Map.groupBy(rows, bookKey).values()) {
    const book = await bookFor(tx, batch, group[0]!, changes)
    const made = group.filter((row) => row.match_id === null)
    results.push(...(await insertLines(tx, batch, book, made)))
    for (const row of group.filter((one) => one.match_id !== null)) {
      changes.push(await changeLine(tx, batch, row))
      results.push({ row_number: row.row_number, id: row.match_id! })
    }
    changes.push(...(await snapshots(tx, batch, results.slice(-group.length), made)))
  }
  await sql`update platform.import_row r set result_id = j.id from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as j(row_number int, id uuid)
    where r.batch_id = ${batch.id} and r.row_number = j.row_number`.execute(tx)
  return record(tx, seq, changes)
}

/** Between preview and commit another file or a keyed page may have taken a number: what was new is new still, or nothing is written. */
async function judgeAgain(tx: Tx, rows: readonly Placed[]): Promise<void> {
  const groups = Map.groupBy(rows, (row) => `${row.issuer.id} ${row.kind.code}`)
  // in one order for all, so that two files never wait for each other
  for (const [, group] of [...groups].toSorted(([one], [other]) => one.localeCompare(other))) {
    const { issuer, kind } = group[0]!
    await holdNumbers(tx, { issuer_id: issuer.id, kind_code: kind.code })
    const judged = await judgeRows(tx, group)
    const isOther = (row: Placed, at: number) =>
      judged[at]!.verdict === 'error' || judged[at]!.match_id !== row.match_id
    if (group.some(isOther)) throw conflict('diplomas.old.import.changed')
  }
}

type Book = { id: string; is_demo: boolean; keeper_id: string }

/** The register of these rows, opened when it is not there. */
async function bookFor(tx: Tx, batch: Batch, row: Placed, changes: LineChange[]): Promise<Book> {
  const what = { issuer_id: row.issuer.id, kind_code: row.kind.code, year: row.year, volume: row.volume }
  const made = await tx
    .insertInto('diplomas.book')
    .values({ ...what, keeper_id: batch.institutionId!, origin: 'digitised' })
    .onConflict((oc) => oc.doNothing())
    .returning(['id', 'is_demo', 'keeper_id'])
    .executeTakeFirst()
  if (made) {
    changes.push({
      subject: 'diplomas.book',
      id: made.id,
      institution: batch.institutionId,
      before: null,
      after: { origin: 'digitised', ...what },
    })
    return made
  }
  const known =
    await sql<Book>`select id, is_demo, keeper_id from diplomas.book where issuer_id = ${what.issuer_id}::uuid and purpose = 'original'
    and origin = 'digitised' and kind_code = ${what.kind_code} and year = ${what.year} and volume is not distinct from ${what.volume}`.execute(
      tx,
    )
  const [book] = known.rows
  // After a merger the book stays with its keeper until it is handed over.
  if (book?.keeper_id !== batch.institutionId)
    throw precondition('diplomas.old.error.kept_elsewhere', {
      school: row.issuer.name,
      year: String(row.year),
    })
  return book
}

async function insertLines(
  tx: Tx,
  batch: Batch,
  book: Book,
  rows: readonly Placed[],
): Promise<{ row_number: number; id: string }[]> {
  if (rows.length === 0) return []
  const first = await takeEntries(tx, book.id, rows.length)
  const results: { row_number: number; id: string }[] = []
  for (let from = 0; from < rows.length; from += chunk) {
    const part = rows.slice(from, from + chunk)
    const made = await tx
      .insertInto('diplomas.diploma')
      .values(
        part.map((row, at) => ({
          ...newLine(row.read, {
            kind: row.kind,
            issuer: row.issuer,
            kindCode: row.kind.code,
            book: book.id,
            entry: first + from + at,
            isDemo: book.is_demo,
          }),
          is_compared: false,
          shares_number: row.read.row.serial === null,
          imported_by: batch.account,
        })),
      )
      .returning(['id', 'entry'])
      .execute()
    results.push(...made.map(({ id, entry }) => ({ row_number: rows[entry! - first]!.row_number, id })))
  }
  return results
}

/** What the file tells of a line replaces what stands; what it has no word of stays. */
async function changeLine(tx: Tx, batch: Batch, row: Placed): Promise<LineChange> {
  const id = row.match_id!
  const before = await holdUncompared(tx, id, 'diplomas.old.import.changed')
  const stored = (await findLine(tx, id))!
  const said = Object.entries(row.read.row).filter(([, text]) => text !== null)
  const read = readRow(
    { ...rowOfContent(stored.content, stored), ...Object.fromEntries(said) },
    row.year,
    batch.today,
  )
  if ('faults' in read) throw conflict('diplomas.old.import.changed')
  await tx
    .updateTable('diplomas.diploma')
    .set({
      ...lineFacts(read, row.kind, row.issuer),
      shares_number: read.row.serial === null,
      imported_by: batch.account,
      version: sql`version + 1`,
    })
    .where('id', '=', id)
    .execute()
  const after = await getSnapshot(tx, id)
  return { subject: 'diplomas.diploma', id, institution: batch.institutionId, before, after }
}

/** The new lines for the audit: what they say stands in the register, `print` tells whether somebody touched them. */
async function snapshots(
  tx: Tx,
  batch: Batch,
  results: readonly { row_number: number; id: string }[],
  made: readonly Placed[],
): Promise<LineChange[]> {
  const numbers = new Set(made.map((row) => row.row_number))
  const ids = results.filter((one) => numbers.has(one.row_number)).map((one) => one.id)
  const found = await sql<{
    id: string
    serial: string
    entry_no: string
    version: number
    print: string
  }>`select id, serial, entry_no, version, md5((${lineSnapshot} - 'version')::text) as print
    from diplomas.diploma d where id = any(${ids}::uuid[])`.execute(tx)
  return found.rows.map(({ id, ...after }) => ({
    subject: 'diplomas.diploma',
    id,
    institution: batch.institutionId,
    before: null,
    after: { origin: 'digitised', is_compared: false, ...after },
  }))
}

async function record(tx: Tx, seq: number, changes: readonly LineChange[]): Promise<number> {
  const rows = changes.map((change, position) => ({ position, ...change }))
  const done =
    await sql`insert into platform.audit_change (entry_seq, position, subject, subject_id, institution_id, before, after)
    select ${seq}, position, subject, id, institution, before, after from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(position integer, subject text, id text, institution uuid, before jsonb, after jsonb)`.execute(tx)
  return Number(done.numAffectedRows ?? 0)
}
