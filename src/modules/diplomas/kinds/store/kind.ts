import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { KindCode } from '../../diploma.ts'
import type { Kind, KindInput } from '../kind.ts'

const columns = sql`k.id, k.code, k.from_date::text as from_date, k.to_date::text as to_date, k.name, k.name_en, k.level, k.required,
  k.issue_days, k.is_digital, k.has_blanks, k.source, k.is_verified`
const onDay = (day: string) =>
  sql`coalesce(k.from_date, '-infinity') <= ${day}::date and coalesce(k.to_date, 'infinity') >= ${day}::date`

/** What a kind is on a day (`yyyy-mm-dd`); undefined when the law of that day knows none. */
export async function findKind(db: Db, code: KindCode, day: string): Promise<Kind | undefined> {
  const found =
    await sql<Kind>`select ${columns} from diplomas.kind k where k.code = ${code} and ${onDay(day)}`.execute(
      db,
    )
  return found.rows[0]
}

/** @throws AppError not_found */
export async function getKind(db: Db, id: string): Promise<Kind> {
  const found = await sql<Kind>`select ${columns} from diplomas.kind k where k.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

const inOrder = sql`array_position(array['college_diploma', 'intermediate_diploma', 'vocational_high_school_diploma',
  'elementary_certificate', 'training_certificate', 'pd_certificate'], k.code)`

/** The kinds there are on a day, from the highest level down. */
export async function listKinds(db: Db, day: string): Promise<Kind[]> {
  const found =
    await sql<Kind>`select ${columns} from diplomas.kind k where ${onDay(day)} order by ${inOrder}`.execute(
      db,
    )
  return found.rows
}

/** Every version of every kind, or of one; the latest of a kind first. */
export async function listKindVersions(db: Db, code?: KindCode): Promise<Kind[]> {
  const found = await sql<Kind>`select ${columns} from diplomas.kind k
    where ${code === undefined ? sql`true` : sql`k.code = ${code}`}
    order by ${inOrder}, k.from_date desc nulls last`.execute(db)
  return found.rows
}

/** Writes a row of law. @returns its id. */
export async function insertKind(tx: Tx, row: KindInput): Promise<string> {
  const made = await sql<{ id: string }>`insert into diplomas.kind
      (code, from_date, to_date, name, name_en, level, required, issue_days, is_digital, has_blanks, source, is_verified)
    values (${row.code}, ${row.from_date}::date, ${row.to_date}::date, ${row.name}, ${row.name_en}, ${row.level}, ${row.required}::text[],
      ${row.issue_days}, ${row.is_digital}, ${row.has_blanks}, ${row.source}, ${row.is_verified}) returning id`.execute(
    tx,
  )
  return made.rows[0]!.id
}

/** Ends a row the day before the next begins, or says that the text was compared with it. */
export async function updateKind(
  tx: Tx,
  id: string,
  change: { to_date?: string; is_verified?: true; source?: string },
): Promise<void> {
  await tx.updateTable('diplomas.kind').set(change).where('id', '=', id).execute()
}
