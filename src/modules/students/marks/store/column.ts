import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import type { ColumnKind } from '../mark.ts'

export type NewColumn = {
  kind: ColumnKind
  position: number
  name: string
  sitting: number
  held_on?: string | null
}

type Place = { id: string; institution_id: string }

/** Adds columns; one that is there already stays as it is. @returns the changes for the audit */
export async function insertColumns(
  tx: Tx,
  section: Place,
  columns: readonly NewColumn[],
): Promise<Change[]> {
  const rows = columns.map((column) => ({ id: randomUUID(), held_on: null, ...column }))
  const made = await sql<{
    id: string
  }>`insert into students.mark_column (id, section_id, institution_id, kind, position, name, held_on, sitting)
    select r.id, ${section.id}::uuid, ${section.institution_id}::uuid, r.kind, r.position, r.name, r.held_on, r.sitting
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, kind text, position smallint, name text, held_on date, sitting smallint)
    on conflict do nothing returning id`.execute(tx)
  const fresh = new Set(made.rows.map((row) => row.id))
  return rows
    .filter((row) => fresh.has(row.id))
    .map(({ id, ...after }) => ({
      subject: 'students.mark_column',
      id,
      institution: section.institution_id,
      before: null,
      after: { section_id: section.id, ...after },
    }))
}

/** @returns false when somebody else changed the column first */
export async function updateColumn(
  tx: Tx,
  id: string,
  next: { name: string; held_on: string | null },
): Promise<boolean> {
  const done =
    await sql`update students.mark_column set name = ${next.name}, held_on = ${next.held_on}::date, version = version + 1
    where id = ${id}::uuid and closed_at is null returning 1`.execute(tx)
  return done.rows.length > 0
}

/** Takes an empty column away. @returns false when it holds a mark, or its marks are posted */
export async function deleteColumn(tx: Tx, id: string): Promise<boolean> {
  const done = await sql`delete from students.mark_column c where c.id = ${id}::uuid and c.closed_at is null
    and not exists (select 1 from students.mark m where m.column_id = c.id) returning 1`.execute(tx)
  return done.rows.length > 0
}

/** The columns whose marks are posted now are closed. */
export async function closeColumns(tx: Tx, sectionId: string, at: string): Promise<void> {
  await sql`update students.mark_column set closed_at = ${at}::timestamptz where section_id = ${sectionId}::uuid and closed_at is null`.execute(
    tx,
  )
}
