import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

export type OwnWaiting = { code: string; title: string; what: 'returned' | 'accepted'; remarks: number }

/** What waits for an author: returned drafts, and accepted versions not yet published. */
export async function listOwnWaiting(
  db: Db,
  who: { account: string; person: string | undefined },
  limit: number,
): Promise<OwnWaiting[]> {
  const found =
    await sql<OwnWaiting>`select r.code, v.title, case when v.state = 'accepted' then 'accepted' else 'returned' end as what,
      (select count(*)::int from resources.remark m where m.version_id = v.id and m.settled_at is null) as remarks
    from resources.version v join resources.resource r on r.id = v.resource_id
    where (v.owner_account = ${who.account} or exists (select 1 from resources.version_author a where a.version_id = v.id
        and a.person_id = ${who.person ?? null}::uuid))
      and (v.state = 'accepted' or (v.state = 'draft' and exists (select 1 from resources.submission s
        where s.version_id = v.id and s.state = 'returned')))
    order by v.changed_at, v.id limit ${limit}`.execute(db)
  return found.rows
}
