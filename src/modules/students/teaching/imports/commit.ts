import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { writeChanges, type Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import type { Batch } from '#platform/imports/define.ts'
import { lockTimetable } from '../actions/add-sessions.ts'
import { book } from '../booking.ts'
import { insertSessions } from '../store/sessions.ts'
import { insertTeachers } from '../store/teachers.ts'
import { keyOf, listStanding } from './examine.ts'
import { resolveRows } from './resolve.ts'

/** Writes the accepted rows: their blocks, and who teaches them when nobody was named for the section. */
export async function commitTimetable(tx: Tx, batch: Batch, seq: number): Promise<number> {
  await lockTimetable(tx, batch.institutionId ?? '')
  const lines = await resolveRows(tx, batch, 'import_accepted')
  const standing = await listStanding(
    tx,
    lines.flatMap((line) => line.sessions),
  )
  const rows = lines.flatMap((line) =>
    line.sessions
      .filter((one) => !standing.has(keyOf(one)))
      .map((session) => ({ row: line.row, session: { id: randomUUID(), ...session } })),
  )
  const sessions = rows.map((one) => one.session)
  await book(tx, batch.app.catalog('vi'), sessions, () => insertSessions(tx, sessions))
  const firsts = [...Map.groupBy(rows, (one) => one.row)].map(([row, some]) => ({
    row,
    id: some[0]!.session.id,
  }))
  await sql`update platform.import_row r set result_id = v.id
    from jsonb_to_recordset(${JSON.stringify(firsts)}::jsonb) as v("row" int, id uuid)
    where r.batch_id = ${batch.id} and r.row_number = v."row"`.execute(tx)
  const made = sessions.map(({ id, institution_id, ...after }): Change => ({
    subject: 'students.session',
    id,
    institution: institution_id,
    before: null,
    after,
  }))
  return writeChanges(tx, seq, [...made, ...(await nameTeachers(tx, sessions))])
}

/** Who gives the blocks teaches the section: the first as its teacher where it has none, others as assistants. */
async function nameTeachers(
  tx: Tx,
  sessions: readonly { section_id: string; teacher_person_id: string | null; on_date: string }[],
): Promise<Change[]> {
  const held = await sql<{
    section_id: string
    person_id: string
  }>`select section_id, person_id from students.section_teacher
    where section_id = any(${[...new Set(sessions.map((one) => one.section_id))]}::uuid[])`.execute(tx)
  const known = new Set(held.rows.map((row) => `${row.section_id} ${row.person_id}`))
  const taught = new Set(held.rows.map((row) => row.section_id))
  const fresh = sessions.filter(
    (one) => one.teacher_person_id && !known.has(`${one.section_id} ${one.teacher_person_id}`),
  )
  const rows = [...Map.groupBy(fresh, (one) => `${one.section_id} ${one.teacher_person_id}`).values()].map(
    (some) => {
      const [section_id, person_id] = [some[0]!.section_id, some[0]!.teacher_person_id!]
      const role = taught.has(section_id) ? ('assistant' as const) : ('main' as const)
      taught.add(section_id)
      return { section_id, person_id, role, from_date: some.map((one) => one.on_date).toSorted()[0]! }
    },
  )
  return insertTeachers(tx, rows)
}

type Written = {
  subject: string
  subject_id: string
  institution_id: string | null
  after: Record<string, unknown>
}

/** Takes the batch back; refused once attendance of one of its blocks was taken, or somebody moved or cancelled one. */
export async function undoTimetable(tx: Tx, batch: Batch, seq: number): Promise<number> {
  const written =
    await sql<Written>`select c.subject, c.subject_id, c.institution_id, c.after from platform.audit_change c
    join platform.import_batch b on b.commit_seq = c.entry_seq where b.id = ${batch.id} order by c.position`.execute(
      tx,
    )
  const sessions = written.rows
    .filter((row) => row.subject === 'students.session')
    .map((row) => row.subject_id)
  const teachers = written.rows.filter((row) => row.subject === 'students.section_teacher')
  const free =
    await sql`delete from students.session where id = any(${sessions}::uuid[]) and state = 'planned' and version = 1 returning id`.execute(
      tx,
    )
  if (free.rows.length < sessions.length) throw precondition('students.teaching.import.undo_changed')
  for (const row of teachers) {
    const [section, person] = row.subject_id.split('/') as [string, string]
    await sql`delete from students.section_teacher x where x.section_id = ${section}::uuid and x.person_id = ${person}::uuid
      and x.from_date = ${String(row.after.from_date)}::date and not exists (select 1 from students.session s
        where s.section_id = x.section_id and s.teacher_person_id = x.person_id)`.execute(tx)
  }
  return writeChanges(
    tx,
    seq,
    written.rows.map((row) => ({
      subject: row.subject,
      id: row.subject_id,
      institution: row.institution_id,
      before: row.after,
      after: null,
    })),
  )
}
