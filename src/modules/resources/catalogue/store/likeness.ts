import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Likeness } from '../checks.ts'

/** Titles more alike than this are worth a look (trigram similarity, 0 to 1). */
const alike = 0.75

/** Published resources the reader may see that hold the same file, or are called nearly the same. */
export async function findLikenesses(
  db: Db,
  version: { id: string; resource_id: string; title: string },
): Promise<Likeness[]> {
  const files = await sql<Likeness>`select distinct on (r.code) r.code, p.title, 'file' as by, f.path as file
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
      : await sql<Likeness>`select r.code, p.title, 'title' as by, null as file
          from resources.alike_titles(${version.title}, ${alike}) a join resources.resource r on r.id = a
          join resources.version p on p.id = r.published_id
          where r.id <> ${version.resource_id}::uuid and r.code <> all (${known}::text[])
          order by r.code limit 5`.execute(db)
  return [...files.rows, ...titles.rows]
}
