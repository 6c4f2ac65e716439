import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Span } from '../provider/arguments.ts'

/** The header of a record. `version_id`: what its address shows; null for what is deleted. */
export type Header = {
  resource_id: string
  code: string
  datestamp: string
  is_deleted: boolean
  sets: string[]
  version_id: string | null
}

const second = sql`'YYYY-MM-DD"T"HH24:MI:SS"Z"'`
const columns = sql`o.resource_id, o.code, to_char(o.datestamp at time zone 'UTC', ${second}) as datestamp, o.is_deleted, o.sets,
  (select r.published_id from resources.resource r where r.id = o.resource_id and not o.is_deleted) as version_id`

export async function findHeader(db: Db, code: string): Promise<Header | undefined> {
  const found =
    await sql<Header>`select ${columns} from resources.oai_record o where o.code = ${code}`.execute(db)
  return found.rows[0]
}

export type Asked = Span & { set: string | undefined }

/** Records in the order of their datestamps, behind `after`. One more than is given says that there are more. */
export async function listHeaders(
  db: Db,
  asked: Asked,
  page: { after?: { datestamp: string; id: string } | undefined; limit: number },
): Promise<Header[]> {
  const after = page.after
    ? sql`(m.datestamp, m.resource_id) > (${page.after.datestamp}::timestamptz, ${page.after.id}::uuid)`
    : sql`true`
  const found = await sql<Header>`select ${columns} from (
      select m.datestamp, m.resource_id from ${sourceOf(asked)} where ${boundsOf(asked)} and ${after}
      order by m.datestamp, m.resource_id limit ${page.limit}) m
    join resources.oai_record o on o.resource_id = m.resource_id order by m.datestamp, m.resource_id`.execute(
    db,
  )
  return found.rows
}

export async function countHeaders(db: Db, asked: Asked): Promise<number> {
  const found = await sql<{
    count: number
  }>`select count(*)::int as count from ${sourceOf(asked)} where ${boundsOf(asked)}`.execute(db)
  return found.rows[0]!.count
}

const sourceOf = ({ set }: Asked) => (set ? sql`resources.oai_member m` : sql`resources.oai_record m`)

function boundsOf({ set, from, until }: Asked) {
  const bounds = [sql`true`]
  if (set) bounds.push(sql`m.set_spec = ${set}`)
  if (from) bounds.push(sql`m.datestamp >= ${from}::timestamptz`)
  if (until) bounds.push(sql`m.datestamp <= ${until}::timestamptz`)
  return sql.join(bounds, sql` and `)
}

/** The database's own clock, which stamps the records; and the first stamp there is. */
export async function readClock(db: Db): Promise<{ now: string; earliest: string | null }> {
  const found = await sql<{ now: string; earliest: string | null }>`select
    to_char(now() at time zone 'UTC', ${second}) as now,
    to_char((select min(datestamp) from resources.oai_record) at time zone 'UTC', ${second}) as earliest`.execute(
    db,
  )
  return found.rows[0]!
}

/** Sets that hold a record now or held one, with the names of schools and occupations. A walk over the index, one step a set. */
export async function listSets(db: Db): Promise<{ spec: string; name: string | null }[]> {
  const found = await sql<{ spec: string; name: string | null }>`with recursive walk as (
      (select set_spec from resources.oai_member order by set_spec limit 1)
      union all
      select (select m.set_spec from resources.oai_member m where m.set_spec > w.set_spec order by m.set_spec limit 1)
      from walk w where w.set_spec is not null)
    select w.set_spec as spec, coalesce(o.code || ' ' || o.name, (select n.name from institutions.institution_name n
      where n.institution_id = i.id order by n.to_date is not null, coalesce(n.from_date, '-infinity') desc limit 1)) as name
    from walk w left join institutions.occupation o on w.set_spec = 'occupation_' || o.code
    left join institutions.institution i on w.set_spec = 'school_' || i.code
    where w.set_spec is not null order by 1`.execute(db)
  return found.rows
}
