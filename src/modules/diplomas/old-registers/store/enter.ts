import { sql } from 'kysely'
import type { Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict, precondition } from '#platform/errors.ts'
import type { KindCode } from '../../diploma.ts'
import type { Kind } from '../../kinds/kind.ts'
import { findKind } from '../../kinds/store/kind.ts'
import { insertEvents } from '../../store/diploma.ts'
import { lineFacts, newLine, type Issuer } from '../line.ts'
import type { ReadRow } from '../row.ts'
import { getSnapshot, holdUncompared, takeEntries } from './line.ts'

export type Entering = {
  read: ReadRow
  /** The line of a spreadsheet that it is. */
  imported: { id: string; version?: number } | undefined
  sharesNumber: boolean
  /** Why the book gives its number twice. */
  twin: string | null
}
type Place = {
  page: {
    id: string
    number: number
    book_id: string
    institution_id: string
    kind_code: KindCode
    is_demo: boolean
  }
  issuer: Issuer
  by: { id: string; name: string }
  today: string
}

/** What a kind was on the day of a line: its day of issue, else the end of its year. @throws AppError precondition */
async function kindFor(tx: Tx, code: KindCode, read: ReadRow): Promise<Kind> {
  const kind = await findKind(tx, code, read.issueDate ?? `${read.year}-12-31`)
  if (!kind) throw precondition('diplomas.old.error.no_kind', { name: read.row.full_name })
  return kind
}

/** Enters settled lines of a page into the register: new ones in order, those of a spreadsheet become compared. */
export async function enterLines(tx: Tx, place: Place, lines: readonly Entering[]): Promise<Change[]> {
  const made = lines.filter((line) => line.imported === undefined)
  const entries = await takeEntries(tx, place.page.book_id, made.length)
  const changes: Change[] = []
  const ids = new Map<Entering, string>()
  const told = new Map<Entering, Change>()
  for (const line of lines)
    if (line.imported) told.set(line, await enterCompared(tx, place, line, line.imported))
  const values = []
  for (const [at, line] of made.entries()) {
    const { page, issuer } = place
    const kind = await kindFor(tx, page.kind_code, line.read)
    values.push({
      ...newLine(line.read, {
        kind,
        issuer,
        kindCode: page.kind_code,
        book: page.book_id,
        entry: entries + at,
        isDemo: page.is_demo,
      }),
      shares_number: line.sharesNumber,
      old_page_id: page.id,
    })
  }
  if (values.length > 0) {
    const inserted = await tx
      .insertInto('diplomas.diploma')
      .values(values)
      .returning(['id', 'entry'])
      .execute()
    for (const { id, entry } of inserted) ids.set(made[entry! - entries]!, id)
  }
  for (const line of lines)
    changes.push(told.get(line) ?? (await tellLine(tx, place, line, { id: ids.get(line)!, before: null })))
  return changes
}

/**
 * A line of a spreadsheet says what the page says from now on; the audit keeps what the file said.
 * @throws AppError conflict: it was compared or changed meanwhile
 */
export async function enterCompared(
  tx: Tx,
  place: Place,
  line: Entering,
  { id, version }: { id: string; version?: number },
): Promise<Change> {
  const { page, issuer } = place
  const before = await holdUncompared(tx, id)
  if (version !== undefined && before.version !== version) throw conflict()
  const kind = await kindFor(tx, page.kind_code, line.read)
  await tx
    .updateTable('diplomas.diploma')
    .set({
      ...lineFacts(line.read, kind, issuer),
      is_compared: true,
      shares_number: line.sharesNumber,
      old_page_id: page.id,
      version: sql`version + 1`,
    })
    .where('id', '=', id)
    .execute()
  return tellLine(tx, place, line, { id, before })
}

async function tellLine(
  tx: Tx,
  { page, by, today }: Place,
  line: Entering,
  { id, before }: { id: string; before: Record<string, unknown> | null },
): Promise<Change> {
  const reason = line.sharesNumber ? line.twin : null
  await insertEvents(
    tx,
    [id],
    { act: 'digitise', on_date: today, reason, detail: { page: page.number, page_id: page.id } },
    by,
  )
  const said = {
    state: 'issued',
    origin: 'digitised',
    page: page.number,
    page_id: page.id,
    ...(reason && { reason }),
  }
  return {
    subject: 'diplomas.diploma',
    id,
    institution: page.institution_id,
    before: before && { ...before, is_compared: false },
    after: before ? { ...(await getSnapshot(tx, id)), is_compared: true, ...said } : said,
  }
}
