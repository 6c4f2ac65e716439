import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { Batch, Verdict } from '#platform/imports/define.ts'
import { resources, takenBy, type Resource } from '../block.ts'
import { clashWords, wordedDay } from '../clash-words.ts'
import { findClashes } from '../store/clashes.ts'
import { resolveRows, type Line, type Planned } from './resolve.ts'

/** Blocks that stand already exactly so: each by its teacher, and by `*` for a row that names none. */
export async function listStanding(tx: Tx, sessions: readonly Planned[]): Promise<Set<string>> {
  const ids = [...new Set(sessions.map((one) => one.section_id))]
  const found = await sql<{
    key: string
  }>`select concat_ws(' ', section_id, on_date, to_char(lower(during), 'HH24:MI'), to_char(upper(during), 'HH24:MI'),
      coalesce(room_id::text, '-'), coalesce(teacher_person_id::text, '-')) as key
    from students.session where section_id = any(${ids}::uuid[]) and state <> 'cancelled'`.execute(tx)
  return new Set(found.rows.flatMap(({ key }) => [key, `${key.slice(0, key.lastIndexOf(' '))} *`]))
}

export const keyOf = (one: Planned, line: Pick<Line, 'namesTeacher'>): string =>
  [
    one.section_id,
    one.on_date,
    one.from_time,
    one.to_time,
    one.room_id ?? '-',
    line.namesTeacher ? (one.teacher_person_id ?? '-') : '*',
  ].join(' ')

const fieldOf: Record<Resource, string> = { room: 'room', teacher: 'teacher', class: 'class' }

/** Compares the rows with what the school has and with one another; what is in the way is marked in its cell, by name. */
export async function examineTimetable(tx: Tx, batch: Batch): Promise<void> {
  const lines = await resolveRows(tx, batch, 'import_row')
  const all = lines.flatMap((line) => line.sessions)
  const standing = await listStanding(tx, all)
  const fresh = new Map(
    lines.map((line) => [line, line.sessions.filter((one) => !standing.has(keyOf(one, line)))]),
  )
  await markTaken(tx, fresh)
  markEachOther(fresh)
  const verdicts = lines.map((line) => ({
    row: line.row,
    verdict: verdictOf(line, fresh.get(line)!.length),
    problems: line.problems.map(({ params = {}, ...problem }) => ({
      column: -1,
      level: 'error',
      params,
      ...problem,
    })),
  }))
  await sql`update platform.import_row r set verdict = v.verdict, problems = r.problems || v.problems
    from jsonb_to_recordset(${JSON.stringify(verdicts)}::jsonb) as v("row" int, verdict text, problems jsonb)
    where r.batch_id = ${batch.id} and r.row_number = v."row"`.execute(tx)
}

function verdictOf(line: Line, fresh: number): Verdict {
  if (line.problems.length > 0) return 'error'
  return fresh === 0 ? 'same' : 'new'
}

/** Bookings in the way: the first of each kind is named, the rest counted. */
async function markTaken(tx: Tx, fresh: Map<Line, Planned[]>): Promise<void> {
  const wanted = [...fresh].flatMap(([line, sessions]) => sessions.map((session) => ({ line, session })))
  const clashes = await findClashes(
    tx,
    wanted.map((one) => one.session),
    100_000,
  )
  for (const [line, all] of Map.groupBy(clashes, (clash) => wanted[clash.at]!.line))
    for (const [resource, some] of Map.groupBy(all, (clash) => clash.resource))
      line.problems.push({ field: fieldOf[resource], ...clashWords(some[0]!, some.length - 1) })
}

/** Two rows of the file that need the same room, teacher or class at once: both say which row the other is. */
function markEachOther(fresh: Map<Line, Planned[]>): void {
  const all = [...fresh].flatMap(([line, sessions]) => sessions.map((session) => ({ line, session })))
  const said = new Set<string>()
  for (const resource of resources) {
    const taken = (one: Placed) => takenBy(one.session, resource)
    const places = Map.groupBy(
      all.filter((one) => taken(one) !== null),
      (one) => `${one.session.on_date} ${taken(one)}`,
    )
    for (const some of places.values()) {
      // By their beginnings, each beside the one before it that lasts longest.
      let longest: Placed | undefined
      for (const one of some.toSorted((a, b) => (a.session.from_time < b.session.from_time ? -1 : 1))) {
        if (longest && one.session.from_time < longest.session.to_time) {
          sayTwin(one, longest, resource, said)
          sayTwin(longest, one, resource, said)
        }
        if (!longest || one.session.to_time > longest.session.to_time) longest = one
      }
    }
  }
}

type Placed = { line: Line; session: Planned }

function sayTwin(one: Placed, other: Placed, resource: Resource, said: Set<string>): void {
  const key = `${one.line.row} ${resource}`
  if (said.has(key)) return
  said.add(key)
  one.line.problems.push({
    field: fieldOf[resource],
    code: 'students.teaching.import.twin',
    params: {
      row: other.line.row,
      at: wordedDay(one.session.on_date),
      time: other.session.from_time,
    },
  })
}
