import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { markText, type Mark } from '../mark.ts'

/** A cell of one learner in one column. */
export type CellPlace = { enrolment_id: string; column_id: string }

/** A cell to be written, with the mark the writer saw there (null: none); null clears it. */
export type CellWrite = CellPlace & { mark: Mark | null; seen: Mark | null }

type Place = { id: string; institution_id: string }
type Writer = { by: string; at: string }

const keyOf = (cell: CellPlace): string => `${cell.enrolment_id}/${cell.column_id}`

/**
 * Writes cells of one section in one statement, each only where it still holds what the writer saw: two who write at once
 * cannot overwrite one another unseen.
 * @returns the keys (`enrolment/column`) of the cells that were written
 */
export async function writeSeenCells(
  tx: Tx,
  section: Place,
  cells: readonly CellWrite[],
  { by, at }: Writer,
): Promise<Set<string>> {
  const rows = cells.map(({ mark, seen, ...cell }) => ({
    ...cell,
    ...mark,
    seen_state: seen?.state ?? null,
    seen_value: seen?.value ?? null,
  }))
  const done = await sql<CellPlace>`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(enrolment_id uuid, column_id uuid, state text, value numeric,
        seen_state text, seen_value numeric)
    ), added as (
      insert into students.mark (section_id, enrolment_id, column_id, institution_id, state, value, by_account, at)
      select ${section.id}::uuid, g.enrolment_id, g.column_id, ${section.institution_id}::uuid, g.state, g.value, ${by}, ${at}::timestamptz
      from given g where g.seen_state is null and g.state is not null
      on conflict do nothing returning enrolment_id, column_id
    ), changed as (
      update students.mark m set state = g.state, value = g.value, version = m.version + 1, by_account = ${by}, at = ${at}::timestamptz
      from given g where m.section_id = ${section.id}::uuid and m.enrolment_id = g.enrolment_id and m.column_id = g.column_id
        and g.state is not null and m.state = g.seen_state and m.value is not distinct from g.seen_value
      returning m.enrolment_id, m.column_id
    ), cleared as (
      delete from students.mark m using given g where m.section_id = ${section.id}::uuid and m.enrolment_id = g.enrolment_id
        and m.column_id = g.column_id and g.state is null and m.state = g.seen_state and m.value is not distinct from g.seen_value
      returning m.enrolment_id, m.column_id
    )
    select * from added union all select * from changed union all select * from cleared`.execute(tx)
  return new Set(done.rows.map(keyOf))
}

/** What cells hold now, by `enrolment/column`; absent: nothing. */
export async function readCells(
  db: Db,
  sectionId: string,
  cells: readonly CellPlace[],
): Promise<Map<string, string>> {
  const found = await sql<
    CellPlace & Mark
  >`select m.enrolment_id, m.column_id, m.state, trim_scale(m.value)::text as value
    from students.mark m where m.section_id = ${sectionId}::uuid
      and m.enrolment_id = any(${[...new Set(cells.map((one) => one.enrolment_id))]}::uuid[])`.execute(db)
  return new Map(found.rows.map((row) => [keyOf(row), markText(row)]))
}

/** Writes a whole set of marks of new columns at once (example data, a correction that was agreed). */
export async function putCells(
  tx: Tx,
  section: Place,
  cells: readonly (CellPlace & { mark: Mark | null })[],
  { by, at }: Writer,
): Promise<void> {
  const rows = cells.map(({ mark, ...cell }) => ({ ...cell, ...mark }))
  await sql`with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(enrolment_id uuid, column_id uuid, state text, value numeric)
    ), cleared as (
      delete from students.mark m using given g where m.section_id = ${section.id}::uuid and m.enrolment_id = g.enrolment_id
        and m.column_id = g.column_id and g.state is null
    )
    insert into students.mark (section_id, enrolment_id, column_id, institution_id, state, value, by_account, at)
    select ${section.id}::uuid, g.enrolment_id, g.column_id, ${section.institution_id}::uuid, g.state, g.value, ${by}, ${at}::timestamptz
    from given g where g.state is not null
    on conflict (section_id, enrolment_id, column_id) do update set state = excluded.state, value = excluded.value,
      version = mark.version + 1, by_account = excluded.by_account, at = excluded.at`.execute(tx)
}
