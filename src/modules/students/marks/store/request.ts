import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import { findThreshold } from '../../store/threshold.ts'
import type { ProposedCells, RequestKind, RequestState, ResultRequest } from '../request.ts'

const columns = sql`q.id, q.result_id, q.enrolment_id, q.person_id, q.institution_id, q.kind, q.state, q.reason, q.proposed, q.asked_at,
  q.asked_by, q.asked_by_name, q.marker_person_id, m.full_name as marker_name, q.answer, q.decided_at, q.decided_by_name, q.new_result_id,
  q.version, p.full_name, l.code as learner_code, r.section_id, u.code as unit_code, u.name as unit_name`
const source = sql`students.result_request q join students.result r on r.id = q.result_id join people.person p on p.id = q.person_id
  join students.enrolment e on e.id = q.enrolment_id join students.learner l on l.id = e.learner_id
  join curricula.course_unit u on u.id = r.course_unit_id left join people.person m on m.id = q.marker_person_id`

/** @throws AppError not_found */
export async function getRequest(db: Db, id: string): Promise<ResultRequest> {
  const found = await sql<ResultRequest>`select ${columns} from ${source} where q.id = ${id}::uuid`.execute(
    db,
  )
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** Requests about any result of the same study. */
export async function listRequestsOf(db: Db, resultIds: readonly string[]): Promise<ResultRequest[]> {
  const found =
    await sql<ResultRequest>`select ${columns} from ${source} where q.result_id = any(${[...resultIds]}::uuid[])
    order by q.asked_at desc, q.id`.execute(db)
  return found.rows
}

export type RequestFilter = {
  places: 'all' | readonly string[]
  marker?: string | undefined
  isOpen: boolean
}

/** Requests at the institutions given, or those a marker was asked for; the oldest that wait first, else the latest decided. */
export async function listRequests(
  db: Db,
  { places, marker, isOpen }: RequestFilter,
  page: { after?: { key: string; id: string } | undefined; limit: number },
): Promise<ResultRequest[]> {
  const wheres: RawBuilder<unknown>[] = [isOpen ? sql`q.state = 'open'` : sql`q.state <> 'open'`]
  if (marker) wheres.push(sql`q.marker_person_id = ${marker}::uuid`)
  if (places !== 'all') wheres.push(sql`q.institution_id = any(${[...places]}::uuid[])`)
  const order = isOpen ? sql`asc` : sql`desc`
  if (page.after)
    wheres.push(
      sql`(q.asked_at, q.id) ${isOpen ? sql`>` : sql`<`} (${page.after.key}::timestamptz, ${page.after.id}::uuid)`,
    )
  const found =
    await sql<ResultRequest>`select ${columns} from ${source} where ${sql.join(wheres, sql` and `)}
    order by q.asked_at ${order}, q.id ${order} limit ${page.limit}`.execute(db)
  return found.rows
}

/** Everybody who teaches or taught a section. */
export async function listTaught(db: Db, sectionId: string): Promise<string[]> {
  const found = await sql<{ person_id: string }>`select distinct person_id from students.section_teacher
    where section_id = ${sectionId}::uuid`.execute(db)
  return found.rows.map((row) => row.person_id)
}

export type NewRequest = {
  id: string
  result_id: string
  enrolment_id: string
  person_id: string
  institution_id: string
  kind: RequestKind
  reason: string
  proposed: ProposedCells | null
  asked_by: string
  asked_by_name: string
}

/** @returns false when a request about the result is open already */
export async function insertRequest(tx: Tx, row: NewRequest, at: string): Promise<boolean> {
  const done =
    await sql`insert into students.result_request (id, result_id, enrolment_id, person_id, institution_id, kind, reason, proposed,
      asked_by, asked_by_name, asked_at)
    values (${row.id}, ${row.result_id}, ${row.enrolment_id}, ${row.person_id}, ${row.institution_id}, ${row.kind}, ${row.reason},
      ${row.proposed ? JSON.stringify(row.proposed) : null}::jsonb, ${row.asked_by}, ${row.asked_by_name}, ${at}::timestamptz)
    on conflict do nothing returning 1`.execute(tx)
  return done.rows.length > 0
}

type Next = {
  state?: RequestState
  marker_person_id?: string
  proposed?: ProposedCells
  answer?: string | null
  decided?: { by: string; byName: string; at: string }
  new_result_id?: string | null
}

/** @returns false when somebody else acted on the request first */
export async function updateRequest(
  tx: Tx,
  one: { id: string; version: number },
  next: Next,
): Promise<boolean> {
  const sets: RawBuilder<unknown>[] = [sql`version = version + 1`]
  if (next.state) sets.push(sql`state = ${next.state}`)
  if (next.marker_person_id) sets.push(sql`marker_person_id = ${next.marker_person_id}::uuid`)
  if (next.proposed) sets.push(sql`proposed = ${JSON.stringify(next.proposed)}::jsonb`)
  if (next.answer !== undefined) sets.push(sql`answer = ${next.answer}`)
  if (next.new_result_id) sets.push(sql`new_result_id = ${next.new_result_id}::uuid`)
  if (next.decided)
    sets.push(
      sql`decided_at = ${next.decided.at}::timestamptz, decided_by = ${next.decided.by}, decided_by_name = ${next.decided.byName}`,
    )
  const done =
    await sql`update students.result_request set ${sql.join(sets)} where id = ${one.id}::uuid and version = ${one.version}
    and state = 'open' returning 1`.execute(tx)
  return done.rows.length > 0
}

/** Days after posting in which a learner may ask, as they stand on the day, and whether they were compared with a text. */
export async function remarkDays(db: Db, today: string): Promise<{ days: number; isVerified: boolean }> {
  const found = await findThreshold(db, 'remark_days', today)
  return { days: Number(found?.value ?? 0), isVerified: found?.is_verified ?? false }
}
