import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

export type Unrated = { code: string; title: string; on_date: string }

/** What an account taught with up to a day and has not rated, where it is still there and it is no author of it. */
export async function listUnrated(
  db: Db,
  { id: account, personId }: { id: string; personId: string | undefined },
  upTo: string,
  limit: number,
): Promise<Unrated[]> {
  const found =
    await sql<Unrated>`select r.code, v.title, max(u.on_date)::text as on_date from resources.teaching_use u
    join resources.resource r on r.id = u.resource_id and r.withdrawn_at is null and r.owner_account <> u.account
    join resources.version v on v.id = r.published_id
    where u.account = ${account} and u.on_date <= ${upTo}::date
      and not exists (select 1 from resources.version_author a where a.version_id = v.id and a.person_id = ${personId ?? null}::uuid)
      and not exists (select 1 from resources.rating g where g.resource_id = u.resource_id and g.account = u.account)
    group by r.code, v.title order by 3, r.code limit ${limit}`.execute(db)
  return found.rows
}
