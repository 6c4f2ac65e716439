import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { notFound, precondition } from '#platform/errors.ts'
import type { KindCode } from '../../diploma.ts'
import { renderPattern } from '../pattern.ts'
import { findKeeper } from './keeper.ts'
import { getPattern } from './pattern.ts'

export type Purpose = 'original' | 'copy'
export type BookOrigin = 'kept' | 'digitised'

export type NumberRequest = {
  /** Under whose name the lines stand. */
  institution: string
  kindCode: KindCode
  /** Of the book; the day decides by which pattern numbers are written and who keeps a new book. */
  year: number
  day: string
  /** Serials of the blanks, in order; null: made by the pattern. */
  serials: readonly string[] | null
  count: number
  purpose?: Purpose
  origin?: BookOrigin
}
export type TakenNumber = { entry: number; entry_no: string; serial: string }

/**
 * Takes the next numbers of a book, which begins at its first line. The book's row stays locked until the act is committed, so
 * that numbers follow one another without a gap: what is rolled back gives its numbers back. The lines of originals must be written in
 * the same act, else the database refuses it.
 * @throws AppError precondition: the book is closed, or a serial was given before
 */
export async function takeNumbers(
  tx: Tx,
  request: NumberRequest,
): Promise<{ book_id: string; numbers: TakenNumber[] }> {
  const { institution, kindCode, year, day, serials, count } = request
  if (!Number.isInteger(count) || count < 1 || (serials && serials.length !== count))
    throw new Error(`takeNumbers: ${count} numbers for ${serials?.length ?? 'no'} serials`)
  const pattern = await getPattern(tx, institution, kindCode, day)
  const code = await codeOf(tx, institution)
  const { id, last } = await advance(tx, request)
  const numbers = Array.from({ length: count }, (_, at): TakenNumber => {
    const parts = { seq: last - count + 1 + at, year, school: code, kind: kindCode }
    return {
      entry: parts.seq,
      entry_no: renderPattern(pattern.entry, parts),
      serial: serials?.[at] ?? renderPattern(pattern.serial, parts),
    }
  })
  if ((request.purpose ?? 'original') === 'original') await refuseUsed(tx, institution, kindCode, numbers)
  return { book_id: id, numbers }
}

async function codeOf(tx: Tx, institution: string): Promise<string> {
  const found = await sql<{
    code: string
  }>`select code from institutions.institution where id = ${institution}::uuid`.execute(tx)
  if (!found.rows[0]) throw notFound()
  return found.rows[0].code
}

/** Opens the book where there is none and raises its last number. */
async function advance(tx: Tx, request: NumberRequest): Promise<{ id: string; last: number }> {
  const { institution, kindCode, year, day, count, purpose = 'original', origin = 'kept' } = request
  const keeper = await findKeeper(tx, institution, day)
  await sql`insert into diplomas.book (issuer_id, keeper_id, purpose, origin, kind_code, year)
    values (${institution}::uuid, ${keeper}::uuid, ${purpose}, ${origin}, ${kindCode}, ${year}) on conflict do nothing`.execute(
    tx,
  )
  const found = await sql<{ id: string; last: number }>`update diplomas.book
    set last_entry = last_entry + ${count}, version = version + 1
    where issuer_id = ${institution}::uuid and purpose = ${purpose} and origin = ${origin} and kind_code = ${kindCode}
      and year = ${year} and volume is null and closed_on is null
    returning id, last_entry as last`.execute(tx)
  if (!found.rows[0]) throw precondition('diplomas.registers.error.closed', { year })
  return found.rows[0]
}

/** A serial belongs to one diploma of a school and kind for ever: also a void one's is not given again, nor one an old book gave twice. */
async function refuseUsed(
  tx: Tx,
  institution: string,
  kindCode: string,
  numbers: readonly TakenNumber[],
): Promise<void> {
  const serials = numbers.map((one) => one.serial)
  const found = await sql<{ serial: string }>`select d.serial from diplomas.diploma d
    where d.institution_id = ${institution}::uuid and d.kind_code = ${kindCode}
      and d.serial is not null and d.has_serial
      and d.serial_key in (select upper(regexp_replace(s, '[^0-9A-Za-zĐđ]', '', 'g')) from unnest(${serials}::text[]) s)
    order by d.serial limit 1`.execute(tx)
  if (found.rows[0])
    throw precondition('diplomas.registers.error.serial_used', { serial: found.rows[0].serial })
}
