import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Act, Movement } from '../stock.ts'
import { within } from './stock.ts'

export type NewMovement = {
  institution_id: string
  kind_code: string
  act: Act
  other_id?: string | null
  other_movement_id?: string | null
  count: number
  first_serial: string
  last_serial: string
  on_date: string
  paper_no?: string | null
  reason?: string | null
  by: { id: string; name: string }
  is_demo?: boolean
}

/** Writes a movement. @returns its id. */
export async function insertMovement(tx: Tx, { by, ...row }: NewMovement): Promise<string> {
  const made = await tx
    .insertInto('diplomas.blank_movement')
    .values({ ...row, by_account: by.id, by_name: by.name })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

const columns = sql`m.id, m.institution_id, m.kind_code, m.act, m.other_id, m.other_movement_id, m.count, m.first_serial, m.last_serial,
  m.on_date::text as on_date, m.paper_no, m.reason, m.by_name, m.at, m.undone_on::text as undone_on, m.undone_reason`

/** @throws AppError not_found */
export async function getMovement(db: Db, id: string): Promise<Movement> {
  const found =
    await sql<Movement>`select ${columns} from diplomas.blank_movement m where m.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

export type MovementFilter = {
  kind?: string | undefined
  act?: Act | undefined
  after?: { key: string; id: string } | undefined
}

/** Movements of a school, the latest first, from after the one named by day and id. */
export async function listMovements(
  db: Db,
  institution: string,
  { kind, act, after }: MovementFilter,
  limit: number,
): Promise<Movement[]> {
  const from = after && /^\d{4}-\d\d-\d\d$/.test(after.key)
  const found = await sql<Movement>`select ${columns} from diplomas.blank_movement m
    where m.institution_id = ${institution}::uuid
      and ${kind ? sql`m.kind_code = ${kind}` : sql`true`} and ${act ? sql`m.act = ${act}` : sql`true`}
      and ${from ? sql`(m.on_date, m.id) < (${after.key}::date, ${after.id}::uuid)` : sql`true`}
    order by m.on_date desc, m.id desc limit ${limit}`.execute(db)
  return found.rows
}

/** Moves that wait to be taken in by the schools in reach, the oldest first. */
export async function listArriving(db: Db, reach: 'all' | readonly string[]): Promise<Movement[]> {
  const found = await sql<Movement>`select ${columns} from diplomas.blank_movement m
    where m.act = 'move_out' and m.other_movement_id is null and m.undone_on is null and ${within(reach, 'm.other_id')}
    order by m.on_date, m.id limit 100`.execute(db)
  return found.rows
}
