import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import type { KindCode } from '../../diploma.ts'

export type NumberPattern = {
  id: string
  institution_id: string | null
  kind_code: KindCode
  from_date: string
  serial: string
  entry: string
  source: string
  is_verified: boolean
}

const columns = sql`p.id, p.institution_id, p.kind_code, p.from_date::text as from_date, p.serial, p.entry, p.source, p.is_verified`

/** The pattern of a school and kind on a day: its own, else the one all begin with. @throws AppError precondition when there is none */
export async function getPattern(
  db: Db,
  institution: string,
  kindCode: string,
  day: string,
): Promise<NumberPattern> {
  const found = await sql<NumberPattern>`select ${columns} from diplomas.number_pattern p
    where p.kind_code = ${kindCode} and p.from_date <= ${day}::date and (p.institution_id is null or p.institution_id = ${institution}::uuid)
    order by p.institution_id nulls last, p.from_date desc limit 1`.execute(db)
  const [pattern] = found.rows
  if (!pattern) throw precondition('diplomas.registers.error.no_pattern')
  return pattern
}

/** Every pattern of a school, and those all begin with; the latest of a kind first. */
export async function listPatterns(db: Db, institution: string): Promise<NumberPattern[]> {
  const found = await sql<NumberPattern>`select ${columns} from diplomas.number_pattern p
    where p.institution_id is null or p.institution_id = ${institution}::uuid
    order by p.kind_code, p.institution_id nulls last, p.from_date desc`.execute(db)
  return found.rows
}

/** Writes the pattern of a school and kind from a day on; one written for the same day gives way. @returns its id. */
export async function savePattern(tx: Tx, row: Omit<NumberPattern, 'id'>): Promise<string> {
  const made = await tx
    .insertInto('diplomas.number_pattern')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['institution_id', 'kind_code', 'from_date']).doUpdateSet({
        serial: row.serial,
        entry: row.entry,
        source: row.source,
        is_verified: row.is_verified,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}
