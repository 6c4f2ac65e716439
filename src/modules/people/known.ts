import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { rowProblem, type Batch } from '#platform/imports/index.ts'
import type { SheetRecord } from '#platform/sheets/index.ts'

/**
 * Who of an imported list is known already. `rows` names the transaction's table of the list: row_number, found_id, how, fold,
 * birth_date, birth_year, citizen_number_kind, citizen_number_index, citizen_number_end.
 */
type Rows = string

/** The number finds the person in whatever institution; a number under another name is a mistake. */
export async function matchByNumber(tx: Tx, batch: Batch, rows: Rows): Promise<void> {
  await sql`with known as materialized (
      select k.id, k.citizen_number_index, k.search
      from people.by_citizen_number((select coalesce(array_agg(citizen_number_index), '{}') from ${sql.table(rows)}
        where citizen_number_index is not null)) k
    ), wrong as (
      update platform.import_row r set verdict = 'error', problems = r.problems || ${rowProblem('citizen_number', 'error', 'taken_number')}
      from ${sql.table(rows)} s join known k on k.citizen_number_index = s.citizen_number_index and k.search <> s.fold
      where r.batch_id = ${batch.id} and r.row_number = s.row_number
    )
    update ${sql.table(rows)} s set found_id = k.id, how = 'number' from known k
    where k.citizen_number_index = s.citizen_number_index and k.search = s.fold`.execute(tx)
}

/**
 * Of those not found yet: name and birth date inside the institution find the person; elsewhere, or with less, they raise a
 * doubt. Whoever has another number of the same kind is another person, unless at the same institution.
 */
export async function matchByName(tx: Tx, batch: Batch, rows: Rows): Promise<void> {
  const own = sql`exists (select 1 from people.link l where l.person_id = p.id and l.institution_id = ${batch.institutionId})`
  const otherNumber = sql`coalesce(p.citizen_number_kind = s.citizen_number_kind and p.citizen_number_index <> s.citizen_number_index, false)`
  await sql`with found as (
      select distinct on (s.row_number) s.row_number, p.id,
        case when not o.own then 'elsewhere' when o.other then 'other_number' when o.exact then 'name' else 'name_only' end as how
      from ${sql.table(rows)} s
      join people.person p on p.search = s.fold and p.merged_into is null
        and (p.birth_date = s.birth_date or ((p.birth_date is null or s.birth_date is null) and coalesce(p.birth_year = s.birth_year, true)))
      cross join lateral (select ${own} as own, ${otherNumber} as other, p.birth_date is not distinct from s.birth_date and p.birth_date is not null as exact) o
      where s.found_id is null and (o.own or (o.exact and not o.other))
      order by s.row_number, o.own desc, o.exact desc, o.other, p.id
    )
    update ${sql.table(rows)} s set found_id = f.id, how = f.how from found f where f.row_number = s.row_number`.execute(
    tx,
  )
}

/** SQL of a citizen number as lists show it: its end alone. */
export const maskedNumber = (alias: string): string =>
  `case when ${alias}.citizen_number_end is not null then lpad(${alias}.citizen_number_end, case ${alias}.citizen_number_kind when 'cmnd' then 9 else 12 end, '*') end`

/** SQL: a citizen number of the file (`s`) is taken over the stored one (`n`), but an old identity card never replaces it. */
export const takesNumber = `s.citizen_number_index is not null and s.citizen_number_index is distinct from n.citizen_number_index
  and (n.citizen_number_kind is null or n.citizen_number_kind = 'cmnd' or s.citizen_number_kind = 'cccd')`

/**
 * The birth date of a list stands in one column, or in the column Nam or Nữ, which says the sex; sometimes only the year is
 * written. Leaves `sex`, `birth_date` and `birth_year` in the record's values. @returns the field it was written in
 */
export function unpackBirth({ values, problems }: SheetRecord): 'birth' | 'birth_year' {
  const birth = values.birth as { choice?: string; date?: string } | undefined
  delete values.birth
  if (birth?.choice) values.sex = birth.choice
  const isYearOnly = problems.some(
    (problem) => problem.field === 'birth' && problem.code === 'first_day_taken',
  )
  if (birth?.date) {
    values.birth_year = Number(birth.date.slice(0, 4))
    if (!isYearOnly) values.birth_date = birth.date
  }
  return birth ? 'birth' : 'birth_year'
}
