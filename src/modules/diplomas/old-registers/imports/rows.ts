import { sql } from 'kysely'
import {
  findInstitutionById,
  listInstitutionOptions,
  type InstitutionOption,
} from '#modules/institutions/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Batch } from '#platform/imports/index.ts'
import { fold } from '#platform/text/index.ts'
import type { KindCode } from '../../diploma.ts'
import { findKeeper } from '../../registers/store/keeper.ts'
import { findKind } from '../../kinds/store/kind.ts'
import type { Kind } from '../../kinds/kind.ts'
import type { Issuer } from '../line.ts'
import { readRow, tidyRow, type OldRow, type ReadRow } from '../row.ts'
import { kindChoices, registerFields } from './fields.ts'

type Staged = {
  row_number: number
  sheet_row: number
  match_id: string | null
  values: Partial<OldRow> & { kind?: KindCode; book_year?: number; volume?: string; issuer?: string }
}
export type Fault = { field: string; code: string; params?: Record<string, string | number> }

/** A row of the file with the register it belongs to. */
export type Placed = {
  row_number: number
  sheet_row: number
  match_id: string | null
  read: ReadRow
  kind: Kind
  issuer: Issuer
  year: number
  volume: string | null
}
export type PlacedOr = Placed | { row_number: number; fault: Fault }

/** Which register a row means; the rows of one share it. */
export const bookKey = ({
  issuer,
  kind,
  year,
  volume,
}: Pick<Placed, 'issuer' | 'kind' | 'year' | 'volume'>): string =>
  JSON.stringify([issuer.id, kind.code, year, volume])

/** The staged rows, each with its school, kind and register: by its own cells, else by the lines above the table. */
export async function placeRows(
  tx: Tx,
  batch: Batch,
  source: 'import_row' | 'import_accepted',
): Promise<PlacedOr[]> {
  const only = source === 'import_row' ? sql`r.verdict = 'unchecked'` : sql`true`
  const staged =
    await sql<Staged>`select r.row_number, r.sheet_row, r.match_id, r.values from ${sql.table(`platform.${source}`)} r
    where r.batch_id = ${batch.id} and ${only} order by r.row_number`.execute(tx)
  const find = finders(tx, batch)
  const placed: PlacedOr[] = []
  for (const one of staged.rows) placed.push(await placeRow(one, batch, find))
  return placed
}

type Finders = ReturnType<typeof finders>

async function placeRow({ values, ...row }: Staged, batch: Batch, find: Finders): Promise<PlacedOr> {
  const fault = (field: string, code: string, params = {}): PlacedOr => ({
    row_number: row.row_number,
    fault: { field, code: `diplomas.old.import.${code}`, params },
  })
  const code = values.kind ?? kindAbove(batch)
  if (!code) return fault('kind', 'no_kind')
  const line = tidyRow(values)
  const first = readRow(line, 2000, batch.today)
  if ('faults' in first) return fault('full_name', 'unread')
  const year = values.book_year ?? yearAbove(batch) ?? yearOf(first)
  if (!year) return fault('book_year', 'no_year')
  if (year < 1950 || year > Number(batch.today.slice(0, 4))) return fault('book_year', 'wrong_year')
  const name = values.issuer ?? above(batch, 'issuer')
  const issuer = await find.issuer(name)
  if (issuer === undefined) return fault('issuer', 'no_issuer', { text: name ?? '' })
  if (issuer === 'other') return fault('issuer', 'other_keeper', { text: name ?? '' })
  const read = readRow(line, year, batch.today) as ReadRow
  const kind = await find.kind(code, read.issueDate ?? `${read.year}-12-31`)
  if (!kind) return fault('kind', 'kind_unknown')
  return { ...row, read, kind, issuer, year, volume: values.volume ?? above(batch, 'volume') ?? null }
}

/** The year a line itself tells: of its issue, else of its graduation. */
function yearOf({ row, issueDate }: ReadRow): number | undefined {
  return issueDate ? Number(issueDate.slice(0, 4)) : row.year ? Number(row.year) : undefined
}

/** What a line above the table says of a field: "Quyển số: 2". */
function above({ preface }: Batch, key: string): string | undefined {
  const labels = registerFields.find((field) => field.key === key)!.labels.map(fold)
  return Object.entries(preface).find(([label]) => labels.includes(fold(label)))?.[1]
}

function kindAbove(batch: Batch): KindCode | undefined {
  const text = fold(above(batch, 'kind') ?? '')
  return kindChoices.find((one) => one.labels.some((label) => fold(label) === text))?.value as
    | KindCode
    | undefined
}

function yearAbove(batch: Batch): number | undefined {
  const text = above(batch, 'book_year') ?? batch.preface['Năm']
  return text && /^(19|20)\d\d$/.test(text.trim()) ? Number(text) : undefined
}

/** Looks up schools and kinds, each once. */
function finders(tx: Tx, batch: Batch) {
  const issuers = new Map<string, Promise<Issuer | 'other' | undefined>>()
  const kinds = new Map<string, Promise<Kind | undefined>>()
  let options: Promise<InstitutionOption[]> | undefined
  const findIssuer = async (name: string | undefined): Promise<Issuer | 'other' | undefined> => {
    options ??= listInstitutionOptions(tx, undefined, { on: batch.today, withEnded: true })
    const id = name
      ? (await options).find((one) => one.code === name || fold(one.name) === fold(name))?.id
      : batch.institutionId!
    if (!id) return undefined
    if ((await findKeeper(tx, id, batch.today)) !== batch.institutionId) return 'other'
    return (await findInstitutionById(tx, id)) ?? undefined
  }
  const once = <T>(map: Map<string, T>, key: string, make: () => T): T => {
    const known = map.get(key) ?? make()
    map.set(key, known)
    return known
  }
  return {
    issuer: (name: string | undefined) => once(issuers, name ?? '', () => findIssuer(name)),
    kind: (code: KindCode, day: string) => once(kinds, `${code} ${day}`, () => findKind(tx, code, day)),
  }
}

export const isPlaced = (row: PlacedOr): row is Placed => !('fault' in row)
