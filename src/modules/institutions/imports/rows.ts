import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { Decision, Verdict } from '#platform/imports/define.ts'
import { fold } from '#platform/text/index.ts'
import type { InstitutionType, Level, Ownership } from '../institution.ts'
import { quotaFields } from './fields.ts'

/** Cells of a row as `check` left them. */
export type RowValues = {
  name?: string
  type?: InstitutionType
  governing_body?: string
  ownership?: Ownership
  founding_decision?: string
  licence_number?: string
  issued_on?: string
  occupation?: string
  occupation_code?: string
  quota_cd?: number
  quota_tc?: number
  quota_sc?: number
}

export type StagedRow = {
  row_number: number
  sheet: string
  sheet_row: number
  values: RowValues
  verdict: Verdict
  decision: Decision | null
  accepted: boolean
}

/** A row with the row its institution stands on; undefined above the first institution of a sheet. */
export type HeadedRow = StagedRow & { head: StagedRow | undefined }

export async function readRows(tx: Tx, batchId: string): Promise<HeadedRow[]> {
  const found = await sql<StagedRow>`
    select r.row_number, r.sheet, r.sheet_row, r.values, r.verdict, r.decision,
      exists (select 1 from platform.import_accepted a where a.batch_id = r.batch_id and a.row_number = r.row_number) as accepted
    from platform.import_row r where r.batch_id = ${batchId} order by r.row_number`.execute(tx)
  let head: StagedRow | undefined
  return found.rows.map((row) => {
    if (head?.sheet !== row.sheet) head = undefined
    // Some offices write the name on every row: the first one of them is the institution's.
    const isSame = head && row.values.name && key(row.values.name) === key(head.values.name!)
    if (row.values.name && !isSame) head = row
    return { ...row, head }
  })
}

/** By what names meet: folded, signs between words as one space, as the database keeps them. */
export function key(name: string): string {
  return fold(name)
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** The licensed items a row asks for: one for each level with an intake. */
export function itemsOf({
  occupation,
  ...values
}: RowValues): { field: string; level: Level; name: string; quota: number }[] {
  if (!occupation) return []
  return quotaFields.flatMap(({ key: field, level }) => {
    const quota = values[field]
    return quota === undefined ? [] : [{ field, level, name: occupation, quota }]
  })
}

/** What the register knows of an institution, as far as an import may change it. */
export type Known = {
  id: string
  names: string[]
  type: InstitutionType
  governing_body: string | null
  ownership: Ownership | null
  founding_decision: string | null
  facts: Record<string, { source: string; verified: boolean; confirmedOn: string | null }>
  has_ended: boolean
  items: { id: string; search: string; level: Level; quota: number | null; is_verified: boolean }[]
}

/** Institutions that bear or bore one of the names; several may. */
export async function readKnown(tx: Tx, names: readonly string[], on: string): Promise<Known[]> {
  const found = await sql<Known>`
    select d.id, array_agg(distinct institutions.searchable(n.name)) as names, d.type, i.governing_body, i.ownership, i.founding_decision, i.facts,
      d.status in ('merged', 'dissolved') as has_ended,
      coalesce((select json_agg(json_build_object('id', li.id, 'search', li.search, 'level', li.level, 'quota', li.quota, 'is_verified', li.is_verified and not li.is_demo))
        from institutions.licence_item li where li.institution_id = d.id and coalesce(li.to_date, 'infinity') >= ${on}::date), '[]') as items
    from institutions.on_day(${on}::date) d
    join institutions.institution i on i.id = d.id
    join institutions.institution_name n on n.institution_id = d.id
    where exists (select 1 from institutions.institution_name m where m.institution_id = d.id and institutions.searchable(m.name) = any(${[...names]}::text[]))
    group by d.id, d.type, d.status, i.id`.execute(tx)
  return found.rows
}

/** The institution a name means: the one that has not ended before those that have; `many` when that does not decide. */
export function meant(known: readonly Known[], name: string): Known | 'many' | undefined {
  const bearing = known.filter((one) => one.names.includes(key(name)))
  const going = bearing.filter((one) => !one.has_ended)
  const chosen = going.length > 0 ? going : bearing
  return chosen.length > 1 ? 'many' : chosen[0]
}

/** Facts of the profile that the file may change. */
export const profileFacts = ['governing_body', 'ownership', 'founding_decision'] as const
