import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

/** What is held of a person, for requests to see it: the record, those merged into it, and where it is linked. */
export async function listHeldFacts(db: Db, personId: string): Promise<Record<string, unknown>[]> {
  const found = await sql<{ facts: Record<string, unknown> }>`
    select to_jsonb(p) - array['citizen_number_sealed', 'citizen_number_index', 'name_key', 'search']
      || jsonb_build_object('institutions', (select coalesce(jsonb_agg(l.institution_id), '[]') from people.link l where l.person_id = p.id)) as facts
    from people.person p where p.id = ${personId}::uuid or p.merged_into = ${personId}::uuid`.execute(db)
  return found.rows.map((row) => row.facts)
}
