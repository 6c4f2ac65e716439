import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { addDays } from '#platform/clock.ts'
import { writeChanges, type Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import type { Batch } from '#platform/imports/define.ts'
import { lockTimetable } from '../actions/add-sessions.ts'
import { refuseClashes } from '../booking.ts'
import { insertSessions } from '../store/sessions.ts'
import { insertTeachers, type NewTeacher } from '../store/teachers.ts'
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
      .filter((one) => !standing.has(keyOf(one, line)))
      .map((session) => ({ row: line.row, session: { id: randomUUID(), ...session } })),
  )
  const sessions = rows.map((one) => one.session)
  await refuseClashes(tx, batch.app.catalog('vi'), sessions)
  await insertSessions(tx, sessions)
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

type Held = { section_id: string; person_id: string; from_date: string; to_date: string | null }

/**
 * Who gives the blocks teaches the section on their days: the first as its teacher where it has none, others as assistants.
 * Somebody whose time had ended begins anew with the first block of theirs beyond it.
 */
async function nameTeachers(
  tx: Tx,
  sessions: readonly { section_id: string; teacher_person_id: string | null; on_date: string }[],
): Promise<Change[]> {
  const held = await sql<Held>`select section_id, person_id, from_date, to_date from students.section_teacher
    where section_id = any(${[...new Set(sessions.map((one) => one.section_id))]}::uuid[]) order by from_date`.execute(
    tx,
  )
  const known = Map.groupBy(held.rows, (row) => `${row.section_id} ${row.person_id}`)
  const taught = new Set(held.rows.map((row) => row.section_id))
  const fresh = sessions.filter(
    (one) =>
      one.teacher_person_id &&
      !known
        .get(`${one.section_id} ${one.teacher_person_id}`)
        ?.some((row) => row.from_date <= one.on_date && (row.to_date === null || row.to_date >= one.on_date)),
  )
  const rows: NewTeacher[] = []
  for (const [key, some] of Map.groupBy(fresh, (one) => `${one.section_id} ${one.teacher_person_id}`)) {
    const [section_id, person_id] = [some[0]!.section_id, some[0]!.teacher_person_id!]
    const role = taught.has(section_id) ? ('assistant' as const) : ('main' as const)
    taught.add(section_id)
    rows.push(
      ...spansOf(some.map((one) => one.on_date).toSorted(), known.get(key) ?? []).map((span) => ({
        section_id,
        person_id,
        role,
        ...span,
      })),
    )
  }
  return insertTeachers(tx, rows)
}

/** Times that take in the days and touch none of those held; each goes on to the next that is held. */
function spansOf(
  days: readonly string[],
  held: readonly Held[],
): { from_date: string; to_date: string | null }[] {
  const spans: { from_date: string; to_date: string | null }[] = []
  for (const day of days) {
    const last = spans.at(-1)
    if (last && (last.to_date === null || last.to_date >= day)) continue
    const next = held.find((row) => row.from_date > day)
    spans.push({ from_date: day, to_date: next ? addDays(next.from_date, -1) : null })
  }
  return spans
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
  const kept = new Set<Written>()
  for (const row of teachers) {
    const [section, person] = row.subject_id.split('/') as [string, string]
    const gone =
      await sql`delete from students.section_teacher x where x.section_id = ${section}::uuid and x.person_id = ${person}::uuid
      and x.from_date = ${String(row.after.from_date)}::date and not exists (select 1 from students.session s
        where s.section_id = x.section_id and s.teacher_person_id = x.person_id) returning 1`.execute(tx)
    if (gone.rows.length === 0) kept.add(row)
  }
  return writeChanges(
    tx,
    seq,
    written.rows
      .filter((row) => !kept.has(row))
      .map((row) => ({
        subject: row.subject,
        id: row.subject_id,
        institution: row.institution_id,
        before: row.after,
        after: null,
      })),
  )
}
