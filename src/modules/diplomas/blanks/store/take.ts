import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import { lockStock } from './lock.ts'
import { insertMovement } from './movement.ts'

export type TakenBlank = { id: string; serial: string }
type Request = { institution: string; kindCode: string; count: number; first?: string | undefined }

/**
 * Takes the next blanks of a school and kind in the order of their serials, from `first` on when it is given, and marks them used.
 * @throws AppError precondition: fewer are left, or the first one is none of those left
 */
export async function takeBlanks(
  tx: Tx,
  { institution, kindCode, count, first }: Request,
): Promise<TakenBlank[]> {
  await lockStock(tx, institution, kindCode)
  const from = first === undefined ? sql`true` : sql`b.serial >= ${first}`
  const found = await sql<TakenBlank>`select b.id, b.serial from diplomas.blank b
    where b.institution_id = ${institution}::uuid and b.kind_code = ${kindCode} and b.state = 'left' and ${from}
    order by b.serial limit ${count}`.execute(tx)
  if (first !== undefined && found.rows[0]?.serial !== first)
    throw precondition('diplomas.blanks.error.first', { serial: first })
  if (found.rows.length < count)
    throw precondition('diplomas.blanks.error.too_few', { count, left: found.rows.length })
  await sql`update diplomas.blank set state = 'used', version = version + 1
    where id = any(${found.rows.map((one) => one.id)}::uuid[])`.execute(tx)
  return found.rows
}

export type Spoiling = {
  reason: string
  on_date: string
  paper_no?: string | null
  by: { id: string; name: string }
}

/**
 * Marks blanks spoiled, left ones and used ones (misprinted); they stay in the books until they are destroyed.
 * @returns the ids of the movements written, one for each school and kind; blanks spoiled already or on their way to another school are
 * left alone.
 */
export async function spoilBlanks(tx: Tx, ids: readonly string[], spoiling: Spoiling): Promise<string[]> {
  const stocks = await sql<{
    institution_id: string
    kind_code: string
  }>`select distinct institution_id, kind_code from diplomas.blank
    where id = any(${[...ids]}::uuid[]) order by institution_id, kind_code`.execute(tx)
  const movements: string[] = []
  for (const { institution_id, kind_code } of stocks.rows) {
    await lockStock(tx, institution_id, kind_code)
    const own = await sql<TakenBlank>`select id, serial from diplomas.blank
      where id = any(${[...ids]}::uuid[]) and institution_id = ${institution_id}::uuid and kind_code = ${kind_code}
        and state in ('left', 'used') order by serial`.execute(tx)
    if (own.rows.length === 0) continue
    const movement = await insertMovement(tx, {
      institution_id,
      kind_code,
      act: 'spoil',
      count: own.rows.length,
      first_serial: own.rows[0]!.serial,
      last_serial: own.rows.at(-1)!.serial,
      on_date: spoiling.on_date,
      paper_no: spoiling.paper_no ?? null,
      reason: spoiling.reason,
      by: spoiling.by,
    })
    await sql`update diplomas.blank set state = 'spoiled', spoiled_by = ${movement}::uuid, version = version + 1
      where id = any(${own.rows.map((one) => one.id)}::uuid[])`.execute(tx)
    movements.push(movement)
  }
  return movements
}
