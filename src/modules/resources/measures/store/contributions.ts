import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Kind, VersionState } from '../../resource.ts'

export type Contribution = {
  version_id: string
  code: string
  number: number
  title: string
  kind: Kind
  state: VersionState
  accepted_on: string
  access: string
}

/** Accepted versions a person is an author of, the latest first: evidence for the teacher's record, without a certificate. */
export async function listContributions(db: Db, personId: string, limit = 200): Promise<Contribution[]> {
  const found =
    await sql<Contribution>`select v.id as version_id, r.code, v.number, v.title, v.kind, v.state, v.accepted_on, r.access
    from resources.version_author a join resources.version v on v.id = a.version_id join resources.resource r on r.id = v.resource_id
    where a.person_id = ${personId}::uuid and v.accepted_on is not null
    order by v.accepted_on desc, v.id limit ${limit}`.execute(db)
  return found.rows
}

/** What the repository holds of a natural person. */
export async function heldContributions(db: Db, personId: string): Promise<Record<string, unknown>[]> {
  const found = await sql<
    Record<string, unknown>
  >`select r.code, v.number, v.title, v.state, v.accepted_on, a.name
    from resources.version_author a join resources.version v on v.id = a.version_id join resources.resource r on r.id = v.resource_id
    where a.person_id = ${personId}::uuid order by v.created_at`.execute(db)
  return found.rows
}

/** Team memberships of a natural person. */
export async function heldMemberships(db: Db, personId: string): Promise<Record<string, unknown>[]> {
  const found = await sql<
    Record<string, unknown>
  >`select institution_id, name, from_date, to_date from resources.team_member
    where person_id = ${personId}::uuid order by from_date`.execute(db)
  return found.rows
}

/** What a natural person owns, says and does in the repository: ratings, uses, thanks, reviews, problems told, searches kept. */
export async function heldActivity(db: Db, personId: string): Promise<Record<string, unknown>[]> {
  const found = await sql<
    Record<string, unknown>
  >`select what, at, said from resources.activity_of(${personId}::uuid)`.execute(db)
  return found.rows
}
