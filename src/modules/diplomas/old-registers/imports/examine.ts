import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { Batch } from '#platform/imports/index.ts'
import { fold } from '#platform/text/index.ts'
import type { DiplomaContent } from '../../diploma.ts'
import { numberKey } from '../../registers/pattern.ts'
import { bookEntryNo, bookSerial } from '../../store/diploma.ts'
import { rowOfContent } from '../line.ts'
import { isSame, numberOf, rowFields, type OldRow } from '../row.ts'
import { bookKey, isPlaced, placeRows, type Fault, type Placed } from './rows.ts'

type Known = {
  id: string
  serial_key: string
  serial: string | null
  entry_no: string | null
  has_serial: boolean
  is_compared: boolean
  content: DiplomaContent
  book: string
}
export type Judged = {
  row_number: number
  verdict: 'new' | 'same' | 'change' | 'error'
  match_id: string | null
  differences: Record<string, unknown> | null
  problem: Fault | null
}

/** Compares the rows with what stands in the registers: entered already, changed since, or a number that is somebody else's. */
export async function examineRegister(tx: Tx, batch: Batch): Promise<void> {
  const rows = await placeRows(tx, batch, 'import_row')
  const judged: Judged[] = rows.flatMap((row) => (isPlaced(row) ? [] : [refused(row.row_number, row.fault)]))
  const groups = Map.groupBy(rows.filter(isPlaced), (row) => `${row.issuer.id} ${row.kind.code}`)
  for (const group of groups.values()) judged.push(...(await judgeRows(tx, group)))
  await write(tx, batch, judged)
}

/** What rows of one school and kind are beside the lines that stand now. */
export const judgeRows = async (tx: Tx, rows: readonly Placed[]): Promise<Judged[]> =>
  judgeGroup(rows, await listKnown(tx, rows))

const refused = (row_number: number, problem: Fault): Judged => ({
  row_number,
  verdict: 'error',
  match_id: null,
  differences: null,
  problem,
})

/** A serial is of its school and kind, an entry number without one of its register. */
const numberPlace = (row: Placed): string =>
  `${row.read.row.serial === null ? bookKey(row) : ''} ${numberKey(numberOf(row.read.row))}`

function judgeGroup(rows: readonly Placed[], known: readonly Known[]): Judged[] {
  const byKey = Map.groupBy(known, (one) => one.serial_key)
  const first = new Map<string, Placed>()
  return rows.map((row) => {
    const place = numberPlace(row)
    const earlier = first.get(place)
    if (earlier)
      return refused(row.row_number, {
        field: row.read.row.serial === null ? 'entry_no' : 'serial',
        code: 'diplomas.old.import.twice',
        params: { row: earlier.sheet_row },
      })
    first.set(place, row)
    return judgeRow(row, byKey.get(numberKey(numberOf(row.read.row))) ?? [])
  })
}

function judgeRow(row: Placed, known: readonly Known[]): Judged {
  const hasSerial = row.read.row.serial !== null
  const here = known.filter((one) => one.book === bookKey(row))
  const name = fold(row.read.row.full_name)
  const own = here.find((one) => fold(one.content.holder.full_name) === name)
  if (!own) {
    // As for a line that is keyed: a serial is of its school and kind, an entry number of its register.
    const isTaken = hasSerial ? known.some((one) => one.has_serial) : here.some((one) => !one.has_serial)
    if (!isTaken)
      return { ...refused(row.row_number, { field: '', code: '' }), verdict: 'new', problem: null }
    return refused(row.row_number, {
      field: hasSerial ? 'serial' : 'entry_no',
      code: 'diplomas.old.import.taken',
      params: { number: numberOf(row.read.row) },
    })
  }
  // What a person compared with the page is never changed by a file.
  const differences = own.is_compared ? null : differencesOf(row.read.row, rowOfContent(own.content, own))
  return {
    row_number: row.row_number,
    verdict: differences ? 'change' : 'same',
    match_id: own.id,
    differences,
    problem: null,
  }
}

function differencesOf(given: OldRow, stored: OldRow): Record<string, unknown> | null {
  // One number in both columns of a file is one number.
  const told = given.entry_no === given.serial ? { ...given, entry_no: null } : given
  const found = rowFields
    .filter((field) => told[field] !== null && !isSame(field, told[field], stored[field]))
    .map((field) => [field, { before: stored[field], after: told[field] }])
  return found.length > 0 ? Object.fromEntries(found) : null
}

/** Lines of the school and kind with a number of these rows. */
async function listKnown(tx: Tx, rows: readonly Placed[]): Promise<Known[]> {
  const { issuer, kind } = rows[0]!
  const keys = rows.map((row) => numberKey(numberOf(row.read.row)))
  const found = await sql<
    Omit<Known, 'book'> & { issuer_id: string; kind_code: string; year: number; volume: string | null }
  >`select d.id, d.serial_key, ${bookSerial} as serial, ${bookEntryNo} as entry_no, d.has_serial, d.is_compared, d.content, b.issuer_id, b.kind_code, b.year, b.volume
    from diplomas.diploma d join diplomas.book b on b.id = d.book_id
    where d.institution_id = ${issuer.id}::uuid and d.kind_code = ${kind.code} and d.serial is not null
      and d.serial_key = any(${keys}::text[]) order by d.id`.execute(tx)
  return found.rows.map(({ issuer_id, kind_code, year, volume, ...one }) => ({
    ...one,
    book: JSON.stringify([issuer_id, kind_code, year, volume]),
  }))
}

async function write(tx: Tx, batch: Batch, judged: readonly Judged[]): Promise<void> {
  const rows = judged.map(({ problem, ...one }) => ({
    ...one,
    problems: problem
      ? [
          {
            column: -1,
            field: problem.field,
            level: 'error',
            code: problem.code,
            params: problem.params ?? {},
          },
        ]
      : [],
  }))
  await sql`update platform.import_row r set verdict = j.verdict, match_id = j.match_id, differences = j.differences,
      problems = r.problems || j.problems
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as j(row_number int, verdict text, match_id uuid, differences jsonb, problems jsonb)
    where r.batch_id = ${batch.id} and r.row_number = j.row_number`.execute(tx)
}
