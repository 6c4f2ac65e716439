import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { markText, type Mark } from '../mark.ts'

/** A cell of one learner in one column. */
export type CellPlace = { enrolment_id: string; column_id: string }

/** A cell to be written, with the mark the writer saw there (null: none); null clears it. */
export type CellWrite = CellPlace & { mark: Mark | null; seen: Mark | null }

type Place = { id: string; institution_id: string }
type SeenPlace = Place & { state: string }
type Writer = { by: string; at: string }

const keyOf = (cell: CellPlace): string => `${cell.enrolment_id}/${cell.column_id}`

/**
 * Writes cells of one section in one statement, each only where it still holds what the writer saw: two who write at once
 * cannot overwrite one another unseen. The section is held (shared: writers do not wait for one another) in the state that was
 * seen, so that nothing is written while the sheet is handed in or posted.
 * @returns the keys (`enrolment/column`) of the cells that were written; undefined when the section has moved on
 */
export async function writeSeenCells(
  tx: Tx,
  section: SeenPlace,
  cells: readonly CellWrite[],
  { by, at }: Writer,
): Promise<Set<string> | undefined> {
  const rows = cells.map(({ mark, seen, ...cell }) => ({
    ...cell,
    ...mark,
    seen_state: seen?.state ?? null,
    seen_value: seen?.value ?? null,
  }))
  const done = await sql<{ enrolment_id: string | null; column_id: string }>`
    with held as materialized (
      select id from students.course_section where id = ${section.id}::uuid and state = ${section.state} for share
    ), given as materialized (
      select r.* from held, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(enrolment_id uuid, column_id uuid, state text,
        value numeric, seen_state text, seen_value numeric)
      join students.mark_column c on c.id = r.column_id and c.section_id = ${section.id}::uuid and c.closed_at is null
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
    select null::uuid as enrolment_id, id as column_id from held
    union all select * from added union all select * from changed union all select * from cleared`.execute(tx)
  if (done.rows.length === 0) return undefined
  return new Set(
    done.rows.flatMap(({ enrolment_id, column_id }) =>
      enrolment_id ? keyOf({ enrolment_id, column_id }) : [],
    ),
  )
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

/** Writes marks whatever stands there, also in posted columns: a correction that was agreed. */
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
