import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'

export type Author = {
  position: number
  name: string
  person_id: string | null
  institution_id: string | null
  organisation: string | null
}

export async function listAuthors(db: Db, versionId: string): Promise<Author[]> {
  const found = await sql<Author>`select position, name, person_id, institution_id, organisation
    from resources.version_author where version_id = ${versionId}::uuid order by position`.execute(db)
  return found.rows
}

/** Puts these authors in the place of those before, in this order. */
export async function replaceAuthors(
  tx: Tx,
  versionId: string,
  authors: readonly Omit<Author, 'position'>[],
): Promise<void> {
  await sql`delete from resources.version_author where version_id = ${versionId}::uuid`.execute(tx)
  const rows = authors.map((author, at) => ({ ...author, position: at + 1 }))
  await sql`insert into resources.version_author (version_id, position, name, person_id, institution_id, organisation)
    select ${versionId}::uuid, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(position integer, name text, person_id uuid, institution_id uuid, organisation text)`.execute(tx)
}

/** Somebody in post at a school; `label` is unique among those offered. */
export type Colleague = { person_id: string; full_name: string; label: string }

/** Who works at the school on the day, to be named as an author. Two of one name are told apart by the year of birth. */
export async function listColleagues(db: Db, institution: string, day: string): Promise<Colleague[]> {
  const found = await sql<Colleague>`with held as (
      select distinct p.id, p.full_name, coalesce(p.birth_year, extract(year from p.birth_date))::int as year, p.name_key
      from staff.post s join people.person p on p.id = s.person_id
      where s.institution_id = ${institution}::uuid and (s.to_date is null or s.to_date >= ${day}::date)
        and (s.from_date is null or s.from_date <= ${day}::date))
    select id as person_id, full_name, case when count(*) over (partition by full_name) > 1
      then full_name || ' (' || coalesce(year::text, left(id::text, 8)) || ')' else full_name end as label
    from held order by name_key, id limit 1000`.execute(db)
  return found.rows
}

/** The name a person goes by, where the reader reaches it. */
export async function findPersonName(db: Db, personId: string): Promise<string | undefined> {
  const found = await sql<{
    full_name: string
  }>`select full_name from people.person where id = ${personId}::uuid`.execute(db)
  return found.rows[0]?.full_name
}
