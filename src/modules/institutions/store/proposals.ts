import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { PartName, PartValues } from '../parts.ts'

export type Proposal = {
  id: string
  institution_id: string
  institution_code: string
  institution_name: string
  part: PartName
  subject_id: string | null
  payload: PartValues
  before: PartValues
  state: 'pending' | 'accepted' | 'returned'
  reason: string | null
  note: string | null
  proposed_by: string
  proposed_by_name: string
  proposed_at: Date
  decided_by_name: string | null
  decided_at: Date | null
}

const select = (on: string) => sql`
  select p.id, p.institution_id, d.code as institution_code, d.name as institution_name, p.part, p.subject_id, p.payload, p.before,
    p.state, p.reason, p.note, p.proposed_by, p.proposed_by_name, p.proposed_at, p.decided_by_name, p.decided_at
  from institutions.proposal p join institutions.on_day(${on}::date) d on d.id = p.institution_id`

export async function findProposal(db: Db, id: string, on: string): Promise<Proposal | undefined> {
  return (await sql<Proposal>`${select(on)} where p.id = ${id}::uuid`.execute(db)).rows[0]
}

/** As it is at this moment: a new sending or a decision by someone else waits until the act is done. */
export async function lockProposal(tx: Tx, id: string, on: string): Promise<Proposal | undefined> {
  return (await sql<Proposal>`${select(on)} where p.id = ${id}::uuid for update of p`.execute(tx)).rows[0]
}

/** Proposals of an institution, newest first. */
export async function listProposals(
  db: Db,
  institutionId: string,
  on: string,
  limit = 20,
): Promise<Proposal[]> {
  return (
    await sql<Proposal>`${select(on)} where p.institution_id = ${institutionId}::uuid order by p.number desc limit ${limit}`.execute(
      db,
    )
  ).rows
}

/** The open proposal about the part (and the campus or item), when there is one. A new campus or item has none. */
export async function findPending(
  db: Db,
  institutionId: string,
  part: PartName,
  subjectId: string | null,
  on: string,
): Promise<Proposal | undefined> {
  if (subjectId === null && (part === 'campus' || part === 'licence_item')) return undefined
  const found =
    await sql<Proposal>`${select(on)} where p.institution_id = ${institutionId}::uuid and p.part = ${part}
    and p.subject_id is not distinct from ${subjectId}::uuid and p.state = 'pending'`.execute(db)
  return found.rows[0]
}

/** What waits for the department: proposals and infrastructure declarations together, oldest first. */
export type Waiting = {
  kind: 'proposal' | 'infrastructure'
  id: string
  institution_id: string
  code: string
  name: string
  part: string
  at: Date
  by: string
}

export async function listWaiting(
  db: Db,
  institutions: 'all' | readonly string[],
  on: string,
): Promise<Waiting[]> {
  const within =
    institutions === 'all' ? sql`true` : sql`w.institution_id = any(${[...institutions]}::uuid[])`
  const found = await sql<Waiting>`
    select w.*, d.code, d.name from (
      select 'proposal' as kind, id, institution_id, part, proposed_at as at, proposed_by_name as by from institutions.proposal where state = 'pending'
      union all
      select 'infrastructure', id, institution_id, 'infrastructure', declared_at, declared_by_name from institutions.infrastructure where state = 'declared'
    ) w join institutions.on_day(${on}::date) d on d.id = w.institution_id
    where ${within} order by w.at, w.id limit 200`.execute(db)
  return found.rows
}

export type Returned = Waiting & {
  reason: string
  subject_id: string | null
  /** What was asked, and the record it was asked about; null for a declaration. */
  payload: PartValues | null
  before: PartValues | null
}

/** What came back to the institution with a reason and was not sent again since. */
export async function listReturned(db: Db, institutions: readonly string[], on: string): Promise<Returned[]> {
  const found = await sql<Returned>`
    select w.*, d.code, d.name from (
      select 'proposal' as kind, p.id, p.institution_id, p.part, p.decided_at as at, p.decided_by_name as by, p.reason, p.subject_id, p.payload, p.before
      from institutions.proposal p where p.state = 'returned' and not exists (
        select 1 from institutions.proposal later where later.institution_id = p.institution_id and later.part = p.part
          and later.subject_id is not distinct from p.subject_id and later.number > p.number)
      union all
      select 'infrastructure', i.id, i.institution_id, 'infrastructure', i.decided_at, i.decided_by_name, i.reason, null, null, null
      from institutions.infrastructure i where i.state = 'returned' and not exists (
        select 1 from institutions.infrastructure later where later.institution_id = i.institution_id and later.number > i.number)
    ) w join institutions.on_day(${on}::date) d on d.id = w.institution_id
    where w.institution_id = any(${[...institutions]}::uuid[]) order by w.at desc limit 50`.execute(db)
  return found.rows
}
