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

export type ResourceFilter = {
  text?: string | undefined
  kind?: Kind | undefined
  level?: string | undefined
  occupation?: string | undefined
  component?: string | undefined
  institution?: string | undefined
  licence?: string | undefined
}

const columns = sql`r.id, r.code, v.id as version_id, v.institution_id, v.number, v.kind, v.title, v.title_en, v.summary, v.licence, v.levels,
  r.access, v.state, v.published_at, v.changed_at, r.is_demo,
  array(select a.name from resources.version_author a where a.version_id = v.id order by a.position) as authors`

/** What is published and the reader may see, the latest first. */
export async function listPublished(
  db: Db,
  filter: ResourceFilter,
  page: { after?: { key: string; id: string } | undefined; limit: number },
): Promise<{ rows: ResourceRow[]; total: number }> {
  const where = sql.join(wheresOf(filter), sql` and `)
  const after = page.after
    ? sql`(v.published_at, r.id) < (${page.after.key}::timestamptz, ${page.after.id}::uuid)`
    : sql`true`
  const source = sql`resources.resource r join resources.version v on v.id = r.published_id`
  const found = await sql<ResourceRow>`select ${columns}, v.published_at::text as mark from ${source}
    where ${where} and ${after} order by v.published_at desc, r.id desc limit ${page.limit}`.execute(db)
  const counted = await sql<{
    total: number
  }>`select count(*)::int as total from ${source} where ${where}`.execute(db)
  return { rows: found.rows, total: counted.rows[0]?.total ?? 0 }
}

function wheresOf(filter: ResourceFilter) {
  const wheres = [sql`v.state = 'published' and r.withdrawn_at is null`]
  for (const word of filter.text?.split(/\s+/).filter(Boolean).slice(0, 10) ?? [])
    wheres.push(sql`v.search like '%' || resources.searchable(${word}) || '%'`)
  if (filter.kind) wheres.push(sql`v.kind = ${filter.kind}`)
  if (filter.level) wheres.push(sql`${filter.level} = any (v.levels)`)
  if (filter.licence) wheres.push(sql`v.licence = ${filter.licence}`)
  if (filter.institution) wheres.push(sql`v.institution_id = ${filter.institution}::uuid`)
  if (filter.occupation)
    wheres.push(
      sql`exists (select 1 from resources.version_occupation o where o.version_id = v.id and o.occupation_code = ${filter.occupation})`,
    )
  if (filter.component)
    wheres.push(
      sql`exists (select 1 from resources.version_component c where c.version_id = v.id and c.component_code = ${filter.component})`,
    )
  return wheres
}

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
