import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Kind, VersionState } from '../../resource.ts'

export type ResourceRow = {
  id: string
  code: string
  version_id: string
  institution_id: string | null
  number: number
  kind: Kind
  title: string
  title_en: string | null
  summary: string
  licence: string | null
  levels: string[]
  access: string
  state: VersionState
  authors: string[]
  published_at: Date | null
  changed_at: Date
  is_demo: boolean
  /** Sort key of the page mark. */
  mark: string
}

const columns = sql`r.id, r.code, v.id as version_id, v.institution_id, v.number, v.kind, v.title, v.title_en, v.summary, v.licence, v.levels,
  r.access, v.state, v.published_at, v.changed_at, r.is_demo,
  array(select a.name from resources.version_author a where a.version_id = v.id order by a.position) as authors`

/** What an account owns or is named an author of, the latest worked on first; each resource once, by its newest version. */
export async function listOwn(
  db: Db,
  owner: { account: string; person: string | undefined },
  page: { after?: { key: string; id: string } | undefined; limit: number },
): Promise<ResourceRow[]> {
  const after = page.after
    ? sql`(v.changed_at, v.id) < (${page.after.key}::timestamptz, ${page.after.id}::uuid)`
    : sql`true`
  const found = await sql<ResourceRow>`select ${columns}, v.changed_at::text as mark
    from resources.version v join resources.resource r on r.id = v.resource_id
    where (v.owner_account = ${owner.account} or exists (select 1 from resources.version_author a where a.version_id = v.id
        and a.person_id = ${owner.person ?? null}::uuid))
      and not exists (select 1 from resources.version n where n.resource_id = v.resource_id and n.number > v.number)
      and ${after}
    order by v.changed_at desc, v.id desc limit ${page.limit}`.execute(db)
  return found.rows
}
