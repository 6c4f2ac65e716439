import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'

export type Member = {
  id: string
  institution_id: string | null
  person_id: string
  name: string
  from_date: string
  to_date: string | null
  version: number
}

/** Members of a team on the day and before, those who are in it first. */
export async function listMembers(db: Db, institution: string | null, limit = 200): Promise<Member[]> {
  const found =
    await sql<Member>`select id, institution_id, person_id, name, from_date, to_date, version from resources.team_member
    where institution_id is not distinct from ${institution}::uuid order by to_date is not null, name, id limit ${limit}`.execute(
      db,
    )
  return found.rows
}

export async function findMember(db: Db, id: string): Promise<Member | undefined> {
  const found = await sql<Member>`select id, institution_id, person_id, name, from_date, to_date, version
    from resources.team_member where id = ${id}::uuid`.execute(db)
  return found.rows[0]
}

/** Teams a person is in on the day: schools, and `null` for the shared one. */
export async function listTeamsOf(db: Db, personId: string, day: string): Promise<(string | null)[]> {
  const found = await sql<{ institution_id: string | null }>`select institution_id from resources.team_member
    where person_id = ${personId}::uuid and from_date <= ${day}::date and coalesce(to_date, 'infinity') >= ${day}::date`.execute(
    db,
  )
  return found.rows.map((row) => row.institution_id)
}

export async function insertMember(
  tx: Tx,
  row: {
    institution_id: string | null
    person_id: string
    name: string
    from_date: string
    added_by_name: string
  },
): Promise<string | undefined> {
  const made = await sql<{
    id: string
  }>`insert into resources.team_member (institution_id, person_id, name, from_date, added_by_name)
    values (${row.institution_id}::uuid, ${row.person_id}::uuid, ${row.name}, ${row.from_date}::date, ${row.added_by_name})
    on conflict do nothing returning id`.execute(tx)
  return made.rows[0]?.id
}

/** Ends a membership with its last day. */
export async function endMember(tx: Tx, id: string, version: number, day: string): Promise<boolean> {
  const done =
    await sql`update resources.team_member set to_date = greatest(from_date - 1, ${day}::date), version = version + 1
    where id = ${id}::uuid and version = ${version} and to_date is null`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

/** People in post whose name has these words, to be named to a team. */
export type Candidate = { person_id: string; full_name: string; institution_id: string }

export async function searchCandidates(
  db: Db,
  filter: { text: string; institution: string | null; day: string },
  limit: number,
): Promise<Candidate[]> {
  const words = filter.text.split(/\s+/).filter(Boolean).slice(0, 6)
  if (words.length === 0) return []
  const wheres = words.map(
    (word) => sql`resources.searchable(p.full_name) like '%' || resources.searchable(${word}) || '%'`,
  )
  if (filter.institution) wheres.push(sql`s.institution_id = ${filter.institution}::uuid`)
  const found =
    await sql<Candidate>`select distinct on (p.name_key, p.id) p.id as person_id, p.full_name, s.institution_id
    from staff.post s join people.person p on p.id = s.person_id
    where ${sql.join(wheres, sql` and `)} and (s.from_date is null or s.from_date <= ${filter.day}::date)
      and (s.to_date is null or s.to_date >= ${filter.day}::date)
    order by p.name_key, p.id limit ${limit}`.execute(db)
  return found.rows
}
