import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'

export const problemKinds = ['rights', 'wrong', 'broken', 'accessibility', 'unsuitable', 'other'] as const
export type ProblemKind = (typeof problemKinds)[number]

export type Problem = {
  id: string
  resource_id: string
  version_id: string
  institution_id: string | null
  code: string
  title: string
  kind: ProblemKind
  text: string
  account: string
  name: string | null
  contact: string | null
  at: Date
  state: 'open' | 'answered'
  answer: string | null
  answered_by_name: string | null
  answered_at: Date | null
  version: number
}

const columns = sql`p.id, p.resource_id, p.version_id, p.institution_id, r.code, v.title, p.kind, p.text, p.account, p.name, p.contact, p.at,
  p.state, p.answer, p.answered_by_name, p.answered_at, p.version`
const source = sql`resources.problem p join resources.resource r on r.id = p.resource_id join resources.version v on v.id = p.version_id`

/** @throws AppError not_found */
export async function getProblem(db: Db, id: string): Promise<Problem> {
  const found = await sql<Problem>`select ${columns} from ${source} where p.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** Open ones first, each group the oldest first; of the reader's own resources or where they decide. */
export async function listProblems(
  db: Db,
  who: { account: string; person: string | undefined; reach: 'all' | readonly string[] },
  limit: number,
): Promise<Problem[]> {
  const within = who.reach === 'all' ? sql`true` : sql`p.institution_id = any(${[...who.reach]}::uuid[])`
  const found =
    await sql<Problem>`select ${columns} from ${source} where ${within} or r.owner_account = ${who.account}
      or exists (select 1 from resources.version_author a where a.version_id = p.version_id and a.person_id = ${who.person ?? null}::uuid)
    order by p.state = 'answered', case when p.state = 'open' then p.at end, p.at desc, p.id limit ${limit}`.execute(
      db,
    )
  return found.rows
}

/** Written without reading it back: who tells of a problem may not be let to see them. */
export async function insertProblem(
  tx: Tx,
  row: Pick<
    Problem,
    | 'id'
    | 'resource_id'
    | 'version_id'
    | 'institution_id'
    | 'kind'
    | 'text'
    | 'account'
    | 'name'
    | 'contact'
    | 'at'
  >,
): Promise<void> {
  await tx.insertInto('resources.problem').values(row).execute()
}

export async function answerProblem(
  tx: Tx,
  problem: Pick<Problem, 'id' | 'version'>,
  next: { answer: string; by: string; at: Date },
): Promise<boolean> {
  const done =
    await sql`update resources.problem set state = 'answered', answer = ${next.answer}, answered_by_name = ${next.by},
    answered_at = ${next.at}, version = version + 1 where id = ${problem.id}::uuid and version = ${problem.version}`.execute(
      tx,
    )
  return Number(done.numAffectedRows ?? 0) === 1
}
