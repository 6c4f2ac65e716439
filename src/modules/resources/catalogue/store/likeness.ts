import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Version } from '../../resource.ts'
import type { Likeness } from '../checks.ts'

/** Titles more alike than this are worth a look (trigram similarity, 0 to 1). */
const alike = 0.75

/** Published resources the reader may see that hold the same file, or are called nearly the same. */
export async function findLikenesses(
  db: Db,
  version: Pick<Version, 'id' | 'resource_id' | 'title' | 'number' | 'institution_id'>,
): Promise<Likeness[]> {
  // By the same rules as the act (`resources.join-draft`).
  const isJoinable = sql`(${version.number} = 1 and p.kind not in ('link', 'collection')
    and p.institution_id is not distinct from ${version.institution_id}::uuid
    and (p.owner_account = platform.own_account() or exists (select 1 from resources.version_author a
      where a.version_id = p.id and a.person_id = platform.own_person()))
    and exists (select 1 from resources.version_file n where n.version_id = ${version.id}::uuid)
    and not exists (select 1 from resources.version u where u.resource_id = r.id
      and u.state in ('draft', 'submitted', 'reviewed', 'accepted'))) as is_joinable`
  const files =
    await sql<Likeness>`select distinct on (r.code) r.code, p.title, 'file' as by, f.path as file, ${isJoinable}
    from resources.version_file f join resources.version_file o on o.hash = f.hash
    join resources.resource r on r.published_id = o.version_id and r.withdrawn_at is null
    join resources.version p on p.id = r.published_id
    where f.version_id = ${version.id}::uuid and r.id <> ${version.resource_id}::uuid order by r.code, f.path limit 5`.execute(
      db,
    )
  const known = files.rows.map((row) => row.code)
  const titles =
    version.title === ''
      ? { rows: [] }
      : await sql<Likeness>`select r.code, p.title, 'title' as by, null as file, ${isJoinable}
          from resources.alike_titles(${version.title}, ${alike}) a join resources.resource r on r.id = a
          join resources.version p on p.id = r.published_id
          where r.id <> ${version.resource_id}::uuid and r.code <> all (${known}::text[])
          order by r.code limit 5`.execute(db)
  return [...files.rows, ...titles.rows]
}
