import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { Checklist, ChecklistInput } from '../checklist.ts'
import { checkItems } from '../infrastructure.ts'

/** Every checklist, newest first. */
export async function listChecklists(db: Db): Promise<Checklist[]> {
  const found = await sql<Checklist>`
    select min(id::text) as id, from_date, to_date, min(source) as source, bool_and(is_verified) as is_verified,
      jsonb_agg(jsonb_build_object('item', item, 'minimum', minimum) order by array_position(${[...checkItems]}::text[], item)) as items
    from institutions.infrastructure_rule group by from_date, to_date order by from_date desc, to_date desc nulls first`.execute(
    db,
  )
  return found.rows
}

/** Ends what is in force the day before and adds the new checklist. @returns its id */
export async function insertChecklist(tx: Tx, { items, ...rest }: ChecklistInput): Promise<string> {
  await sql`update institutions.infrastructure_rule set to_date = ${rest.from_date}::date - 1 where to_date is null`.execute(
    tx,
  )
  const made = await tx
    .insertInto('institutions.infrastructure_rule')
    .values(items.map((item) => ({ ...item, ...rest })))
    .returning('id')
    .execute()
  return made.map((row) => row.id).toSorted()[0]!
}

/** Takes the last checklist out; the one before it goes on. @returns the id of the one that goes on */
export async function deleteChecklist(tx: Tx, fromDate: string): Promise<string | undefined> {
  await tx.deleteFrom('institutions.infrastructure_rule').where('from_date', '=', fromDate).execute()
  const open = await sql<{ id: string }>`update institutions.infrastructure_rule set to_date = null
    where to_date = ${fromDate}::date - 1 returning id::text`.execute(tx)
  return open.rows.map((row) => row.id).toSorted()[0]
}
