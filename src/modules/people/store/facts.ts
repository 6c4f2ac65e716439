import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Sex } from '../person.ts'

/** What a document says of a person, and whether a citizen number is known; never the number itself. */
export type PersonFactsRow = {
  id: string
  full_name: string
  name_key: string
  birth_date: string | null
  birth_year: number | null
  sex: Sex | null
  ethnicity: string | null
  has_number: boolean
  email: string | null
  is_demo: boolean
}

/** The people of these ids whom the session reaches, by id. */
export async function listPeople(db: Db, ids: readonly string[]): Promise<Map<string, PersonFactsRow>> {
  if (ids.length === 0) return new Map()
  const found =
    await sql<PersonFactsRow>`select p.id, p.full_name, p.name_key, p.birth_date, p.birth_year, p.sex, p.ethnicity,
      p.citizen_number_kind is not null as has_number, p.email, p.is_demo
    from people.person p where p.id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(found.rows.map((row) => [row.id, row]))
}

/**
 * Records with the same name and birth date as one of these, which nobody has judged yet; two different citizen numbers
 * are two people. Inside the session's reach, by the id asked about.
 */
export async function listTwins(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await sql<{ id: string; twin: string }>`select a.id, min(b.id::text) as twin
    from people.person a join people.person b on b.search = a.search and b.birth_date = a.birth_date and b.id <> a.id
    where a.id = any(${[...ids]}::uuid[]) and b.merged_into is null
      and (a.citizen_number_kind is distinct from b.citizen_number_kind or a.citizen_number_kind is null)
      and not exists (select 1 from people.distinct_pair x
        where x.first_id = least(a.id, b.id) and x.second_id = greatest(a.id, b.id))
    group by a.id`.execute(db)
  return new Map(found.rows.map((row) => [row.id, row.twin]))
}
