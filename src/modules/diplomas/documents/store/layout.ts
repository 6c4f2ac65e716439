import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { KindCode } from '../../diploma.ts'
import type { LayoutForm, LayoutUse, PlacedField } from '../layout.ts'

/** A layout as the table keeps it. Days are `yyyy-mm-dd`; `backgrounds` hashes of pictures by page, '' where there is none. */
export type LayoutRow = {
  id: string
  institution_id: string | null
  kind_code: KindCode
  use: LayoutUse
  form: LayoutForm
  name: string
  from_date: string | null
  to_date: string | null
  width_mm: number
  height_mm: number
  pages: number
  backgrounds: string[]
  fields: PlacedField[]
  source: string | null
  is_verified: boolean
  version: number
}

const columns = sql`l.id, l.institution_id, l.kind_code, l.use, l.form, l.name, l.from_date::text as from_date,
  l.to_date::text as to_date, l.width_mm::float8 as width_mm, l.height_mm::float8 as height_mm, l.pages, l.backgrounds, l.fields,
  l.source, l.is_verified, l.version`

const read = async (db: Db, where: RawBuilder<unknown>): Promise<LayoutRow[]> =>
  (await sql<LayoutRow>`select ${columns} from diplomas.layout l where ${where}`.execute(db)).rows

/** Layouts of institutions in reach, and those for all; by kind, the latest first. */
export const listLayouts = (db: Db, within: 'all' | readonly string[]): Promise<LayoutRow[]> =>
  read(
    db,
    sql`(l.institution_id is null or ${within === 'all' ? sql`true` : sql`l.institution_id = any(${[...within]}::uuid[])`})
      order by l.institution_id nulls last, l.kind_code, l.use, l.from_date desc nulls last, l.id`,
  )

/** @throws AppError not_found */
export async function getLayout(db: Db, id: string): Promise<LayoutRow> {
  const [row] = await read(db, sql`l.id = ${id}::uuid`)
  if (!row) throw notFound()
  return row
}

export type LayoutQuestion = { institution: string; kindCode: KindCode; day: string; use: LayoutUse }

/** The layout in force on a day: the school's own before the one for all, the latest first. */
export async function findLayoutRow(
  db: Db,
  { institution, kindCode, day, use }: LayoutQuestion,
): Promise<LayoutRow | undefined> {
  const [row] = await read(
    db,
    sql`l.kind_code = ${kindCode} and l.use = ${use} and (l.institution_id is null or l.institution_id = ${institution}::uuid)
      and coalesce(l.from_date, '-infinity') <= ${day}::date and coalesce(l.to_date, 'infinity') >= ${day}::date
      order by l.institution_id nulls last, l.from_date desc nulls last, l.id desc limit 1`,
  )
  return row
}

export type NewLayout = Omit<LayoutRow, 'id' | 'source' | 'is_verified' | 'version' | 'backgrounds'>

/** @returns its id */
export async function insertLayout(tx: Tx, row: NewLayout): Promise<string> {
  const made = await sql<{ id: string }>`insert into diplomas.layout
      (institution_id, kind_code, use, form, name, from_date, to_date, width_mm, height_mm, pages, fields)
    values (${row.institution_id}::uuid, ${row.kind_code}, ${row.use}, ${row.form}, ${row.name}, ${row.from_date}::date,
      ${row.to_date}::date, ${row.width_mm}, ${row.height_mm}, ${row.pages}, ${JSON.stringify(row.fields)}::jsonb) returning id`.execute(
    tx,
  )
  return made.rows[0]!.id
}

export type LayoutChange = Pick<LayoutRow, 'name' | 'from_date' | 'to_date' | 'fields' | 'backgrounds'>

/** @returns how many rows it changed: none when somebody was first. */
export async function updateLayout(
  tx: Tx,
  { id, version }: Pick<LayoutRow, 'id' | 'version'>,
  { name, from_date, to_date, fields, backgrounds }: LayoutChange,
): Promise<number> {
  const done =
    await sql`update diplomas.layout set name = ${name}, from_date = ${from_date}::date, to_date = ${to_date}::date,
      fields = ${JSON.stringify(fields)}::jsonb, backgrounds = ${backgrounds}::text[], version = version + 1
    where id = ${id}::uuid and version = ${version}`.execute(tx)
  return Number(done.numAffectedRows ?? 0)
}
