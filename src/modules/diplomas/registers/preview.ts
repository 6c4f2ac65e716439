import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { KindCode } from '../diploma.ts'
import { renderPattern } from './pattern.ts'

export type Preview = { serial: string; entry_no: string }[]

/** Last entries of a school's books of a year, by kind. */
export async function listLastEntries(
  db: Db,
  institution: string,
  year: number,
): Promise<Map<string, number>> {
  const found = await sql<{
    kind_code: string
    last_entry: number
  }>`select kind_code, last_entry from diplomas.book
    where issuer_id = ${institution}::uuid and year = ${year} and purpose = 'original' and origin = 'kept' and volume is null`.execute(
    db,
  )
  return new Map(found.rows.map((row) => [row.kind_code, row.last_entry]))
}

/** The next three numbers two patterns would write. */
export function nextNumbers(
  patterns: { serial: string; entry: string },
  from: { last: number; year: number; school: string; kind: KindCode },
): Preview {
  return [1, 2, 3].map((step) => {
    const parts = { seq: from.last + step, year: from.year, school: from.school, kind: from.kind }
    return {
      serial: renderPattern(patterns.serial, parts),
      entry_no: renderPattern(patterns.entry, parts),
    }
  })
}
