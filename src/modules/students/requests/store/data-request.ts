import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Keys } from '#platform/keys.ts'
import type { DataRequest, DataRequestState, Paper, Proposal } from '../data-request.ts'

type Stored = Omit<DataRequest, 'proposal'> & { proposed: string }

const columns = sql`q.id, q.learner_id, q.person_id, q.institution_id, q.fields, q.proposed, q.files, q.state, q.asked_at, q.answer, q.decided_at,
  q.decided_by_name, q.version, p.full_name, l.code as learner_code`
const source = sql`students.data_request q join people.person p on p.id = q.person_id join students.learner l on l.id = q.learner_id`

const read = (keys: Keys, { proposed, ...row }: Stored): DataRequest => ({
  ...row,
  proposal: JSON.parse(keys.open(proposed)) as Proposal,
})

/** @throws AppError not_found */
export async function getDataRequest(db: Db, keys: Keys, id: string): Promise<DataRequest> {
  const found = await sql<Stored>`select ${columns} from ${source} where q.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return read(keys, found.rows[0])
}

/** A row of a list: what it is about, never the values. */
export type DataRequestRow = Omit<DataRequest, 'proposal' | 'files'>

/** Requests at the institutions given: those that wait, the oldest first; or those that are done, the latest first. */
export async function listDataRequests(
  db: Db,
  { places, isOpen }: { places: 'all' | readonly string[]; isOpen: boolean },
  page: { after?: { key: string; id: string } | undefined; limit: number },
): Promise<DataRequestRow[]> {
  const wheres: RawBuilder<unknown>[] = [
    isOpen ? sql`q.state = 'open'` : sql`q.state in ('accepted', 'refused')`,
  ]
  if (places !== 'all') wheres.push(sql`q.institution_id = any(${[...places]}::uuid[])`)
  const [order, past] = isOpen ? [sql`asc`, sql`>`] : [sql`desc`, sql`<`]
  if (page.after)
    wheres.push(sql`(q.asked_at, q.id) ${past} (${page.after.key}::timestamptz, ${page.after.id}::uuid)`)
  const found =
    await sql<DataRequestRow>`select q.id, q.learner_id, q.person_id, q.institution_id, q.fields, q.state, q.asked_at, q.answer,
      q.decided_at, q.decided_by_name, q.version, p.full_name, l.code as learner_code
    from ${source} where ${sql.join(wheres, sql` and `)} order by q.asked_at ${order}, q.id ${order} limit ${page.limit}`.execute(
      db,
    )
  return found.rows
}

export async function countOpenDataRequests(db: Db, institutions: readonly string[]): Promise<number> {
  const found = await sql<{ n: number }>`select count(*)::int as n from students.data_request q
    where q.institution_id = any(${[...institutions]}::uuid[]) and q.state = 'open'`.execute(db)
  return found.rows[0]!.n
}

type NewRequest = Pick<
  DataRequest,
  'id' | 'learner_id' | 'person_id' | 'institution_id' | 'proposal' | 'files'
>

/** @returns false when the learner has a request open already */
export async function insertDataRequest(tx: Tx, keys: Keys, row: NewRequest, at: string): Promise<boolean> {
  const done =
    await sql`insert into students.data_request (id, learner_id, person_id, institution_id, fields, proposed, files, asked_at)
    values (${row.id}, ${row.learner_id}, ${row.person_id}, ${row.institution_id}, ${Object.keys(row.proposal.values)}::text[],
      ${keys.seal(JSON.stringify(row.proposal))}, ${JSON.stringify(row.files)}::jsonb, ${at}::timestamptz)
    on conflict do nothing returning 1`.execute(tx)
  return done.rows.length > 0
}

/** @returns false when somebody else acted on it first */
export async function closeDataRequest(
  tx: Tx,
  one: { id: string; version: number },
  next: {
    state: DataRequestState
    answer: string | null
    decided: { by: string; byName: string; at: string } | null
  },
): Promise<boolean> {
  const done =
    await sql`update students.data_request set state = ${next.state}, answer = ${next.answer}, decided_at = ${next.decided?.at ?? null}::timestamptz,
      decided_by = ${next.decided?.by ?? null}, decided_by_name = ${next.decided?.byName ?? null}, version = version + 1
    where id = ${one.id}::uuid and version = ${one.version} and state = 'open' returning 1`.execute(tx)
  return done.rows.length > 0
}

/** What is held of a person's requests, for requests to see it; the sealed values stand in the learner's own download. */
export async function heldDataRequests(db: Db, person: string): Promise<Record<string, unknown>[]> {
  const found = await sql<{
    facts: Record<string, unknown>
  }>`select to_jsonb(q) - array['proposed', 'files'] as facts
    from students.data_request q where q.person_id = ${person}::uuid order by q.asked_at`.execute(db)
  return found.rows.map((row) => row.facts)
}

/** Files of a person's own requests and papers, by name. */
export async function listOwnPapers(db: Db, person: string): Promise<(Paper & { of: string })[]> {
  const found = await sql<{ of: string; file: Paper }>`
    select 'du-lieu' as of, f as file from students.data_request q, jsonb_array_elements(q.files) f where q.person_id = ${person}::uuid
    union all select 'cong-nhan', c.file::jsonb from students.recognition c where c.person_id = ${person}::uuid and c.file is not null
    union all select 'doi-tuong', c.file::jsonb from students.policy_fact c where c.person_id = ${person}::uuid and c.file is not null`.execute(
    db,
  )
  return found.rows.map(({ of, file }) => ({ of, ...file }))
}
