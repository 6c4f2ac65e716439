import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { conflict } from '#platform/errors.ts'
import type { SessionKind } from '../block.ts'
import type { Wanted } from './clashes.ts'

export type NewSession = Wanted & {
  id: string
  institution_id: string
  section_id: string
  kind: SessionKind
  hours: string
  delivery: 'in_person' | 'online'
  topic?: string | null
  is_demo?: boolean
}

/** Writes blocks; the exclusion constraints of the table refuse what overlaps. */
export async function insertSessions(tx: Tx, rows: readonly NewSession[]): Promise<void> {
  await sql`insert into students.session (id, institution_id, section_id, class_group_id, teacher_person_id, room_id, during, kind, hours,
      delivery, topic, is_demo)
    select r.id, r.institution_id, r.section_id, r.class_group_id, r.teacher_person_id, r.room_id,
      tsrange(r.on_date + r.from_time, r.on_date + r.to_time), r.kind, r.hours, r.delivery, r.topic, coalesce(r.is_demo, false)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, institution_id uuid, section_id uuid, class_group_id uuid,
      teacher_person_id uuid, room_id uuid, on_date date, from_time time, to_time time, kind text, hours numeric, delivery text, topic text,
      is_demo boolean)`.execute(tx)
}

export type SessionChange = Wanted & { id: string; version: number; hours: string; topic: string | null }

/** Moves a block. @throws AppError conflict when somebody else changed it first */
export async function moveSession(tx: Tx, row: SessionChange): Promise<void> {
  const done =
    await sql`update students.session set during = tsrange(${row.on_date}::date + ${row.from_time}::time, ${row.on_date}::date + ${row.to_time}::time),
      room_id = ${row.room_id}::uuid, teacher_person_id = ${row.teacher_person_id}::uuid, hours = ${row.hours}::numeric, topic = ${row.topic},
      version = version + 1
    where id = ${row.id}::uuid and version = ${row.version} and state = 'planned' returning id`.execute(tx)
  if (done.rows.length === 0) throw conflict()
}

/** Cancels blocks that have not been held. Answers the ids. */
export async function cancelSessions(tx: Tx, ids: readonly string[], reason: string): Promise<string[]> {
  const done = await sql<{
    id: string
  }>`update students.session set state = 'cancelled', cancel_reason = ${reason}, version = version + 1
    where id = any(${[...ids]}::uuid[]) and state = 'planned' returning id`.execute(tx)
  return done.rows.map((row) => row.id)
}

/** Blocks that are not held yet change their teacher. */
export async function handOverSessions(tx: Tx, ids: readonly string[], after: string | null): Promise<void> {
  await sql`update students.session set teacher_person_id = ${after}::uuid, version = version + 1
    where id = any(${[...ids]}::uuid[]) and state = 'planned'`.execute(tx)
}
