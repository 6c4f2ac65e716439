import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

/** What is held of a person as staff, for requests to see it: posts, qualifications, training a school declared. */
export async function listHeldPosts(db: Db, personId: string): Promise<Record<string, unknown>[]> {
  const found = await sql<{ facts: Record<string, unknown> }>`
    select to_jsonb(p) - 'name_key' || '{"record": "post"}' as facts from staff.post p where p.person_id = ${personId}::uuid
    union all select to_jsonb(q) || '{"record": "qualification"}' from staff.qualification q where q.person_id = ${personId}::uuid
    union all select to_jsonb(c) || '{"record": "training_claim"}' from staff.training_claim c where c.person_id = ${personId}::uuid`.execute(
    db,
  )
  return found.rows.map((row) => row.facts)
}
