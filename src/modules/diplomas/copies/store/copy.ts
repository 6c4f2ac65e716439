import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import { newPublicId } from '../../address.ts'
import type { PublicFacts } from '../../check/facts.ts'
import { bookEntryNo, bookSerial } from '../../store/diploma.ts'
import type { CertifiedCopy, CopyState, Requester } from '../copy.ts'

const columns = sql`c.id, c.public_id, c.diploma_id, c.institution_id, c.person_id, c.requester, c.requester_name, c.requester_paper,
  c.purpose, c.copies, c.state, c.entry, c.entry_no, c.asked_at, c.due_on::text as due_on, c.answered_on::text as answered_on,
  c.refused_reason, c.pdf_file, c.is_signed, c.by_name, c.version, d.content #>> '{holder,full_name}' as full_name,
  ${bookSerial} as serial, ${bookEntryNo} as register_entry, d.content #>> '{title,vi}' as title`
const source = sql`diplomas.certified_copy c join diplomas.diploma d on d.id = c.diploma_id`

/** @throws AppError not_found */
export async function getCopy(db: Db, id: string): Promise<CertifiedCopy> {
  const found = await sql<CertifiedCopy>`select ${columns} from ${source} where c.id = ${id}::uuid`.execute(
    db,
  )
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

export type CopyFilter = {
  reach: 'all' | readonly string[]
  state?: CopyState | undefined
  diploma?: string | undefined
  person?: string | undefined
}

/** Copies asked for, the latest first, `limit` from after the one named. */
export async function listCopies(
  db: Db,
  filter: CopyFilter,
  page: { after?: { key: string; id: string } | undefined; limit: number },
): Promise<CertifiedCopy[]> {
  const wheres = [filter.state ? sql`c.state = ${filter.state}` : sql`true`]
  if (filter.reach !== 'all') wheres.push(sql`c.institution_id = any(${[...filter.reach]}::uuid[])`)
  if (filter.diploma) wheres.push(sql`c.diploma_id = ${filter.diploma}::uuid`)
  if (filter.person) wheres.push(sql`c.person_id = ${filter.person}::uuid`)
  if (page.after)
    wheres.push(sql`(c.asked_at, c.id) < (${page.after.key}::timestamptz, ${page.after.id}::uuid)`)
  const found =
    await sql<CertifiedCopy>`select ${columns} from ${source} where ${sql.join(wheres, sql` and `)}
    order by c.asked_at desc, c.id desc limit ${page.limit}`.execute(db)
  return found.rows
}

export type NewCopy = {
  diploma_id: string
  institution_id: string
  person_id: string | null
  requester: Requester
  requester_name: string
  requester_paper: string | null
  purpose: string
  copies: number
  due_on: string
  by_name: string
  is_demo: boolean
}

/** @returns its id */
export async function insertCopy(tx: Tx, row: NewCopy): Promise<string> {
  const made = await tx
    .insertInto('diplomas.certified_copy')
    .values({ ...row, public_id: newPublicId() })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

/** Who keeps the register of a diploma; asked outside row-level security, for its holder. */
export async function keeperOf(db: Db, diplomaId: string): Promise<string> {
  const found = await sql<{ id: string | null }>`select diplomas.keeper_of(${diplomaId}::uuid) as id`.execute(
    db,
  )
  if (!found.rows[0]?.id) throw notFound()
  return found.rows[0].id
}

/** Holds the request until the act is committed; undefined when it is no longer in this state. */
export async function holdCopy(tx: Tx, id: string, state: CopyState): Promise<boolean> {
  const found =
    await sql`select 1 from diplomas.certified_copy where id = ${id}::uuid and state = ${state} for update`.execute(
      tx,
    )
  return found.rows.length > 0
}

/** Copies with a number whose file was not made: the work was stopped half-way. */
export async function listUnmade(db: Db): Promise<string[]> {
  const found = await sql<{
    id: string
  }>`select id from diplomas.certified_copy where state = 'numbered' order by asked_at limit 100`.execute(db)
  return found.rows.map((row) => row.id)
}

/** How many requests of these schools wait, and until when the first must be answered. */
export async function countOpen(
  db: Db,
  within: readonly string[],
): Promise<{ open: number; due_on: string | null }> {
  const found = await sql<{
    open: number
    due_on: string | null
  }>`select count(*)::int as open, min(due_on)::text as due_on
    from diplomas.certified_copy where institution_id = any(${[...within]}::uuid[]) and state = 'asked'`.execute(
    db,
  )
  return found.rows[0]!
}

export type PublicCopy = { entry_no: string; issued_on: string; facts: PublicFacts }

/** A copy by the address in its QR code, with what the register says of the original. */
export async function findPublicCopy(db: Db, publicId: string): Promise<PublicCopy | undefined> {
  const found = await sql<{
    copy: PublicCopy | null
  }>`select diplomas.check_copy(${publicId}) as copy`.execute(db)
  return found.rows[0]?.copy ?? undefined
}

/** What is held of a person, for requests to see it. */
export async function heldCopies(db: Db, personId: string): Promise<Record<string, unknown>[]> {
  const found = await sql<
    Record<string, unknown>
  >`select c.requester, c.requester_name, c.purpose, c.copies, c.state, c.entry_no, c.asked_at, c.answered_on
    from diplomas.certified_copy c where c.person_id = ${personId}::uuid order by c.asked_at`.execute(db)
  return found.rows
}
