import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

export type SummaryLine = {
  institution_id: string
  name: string
  noted_on: string | null
  total: number | null
  female: number | null
  minority: number | null
  teaching: number | null
  counted: number
  counted_female: number
  counted_minority: number
  counted_teaching: number
}

/** The latest totals each institution declared, beside those counted from the posts held on the day. */
export async function listSummaries(
  db: Db,
  day: string,
  reach: 'all' | readonly string[],
): Promise<SummaryLine[]> {
  const within = reach === 'all' ? sql`true` : sql`i.id = any(${[...reach]}::uuid[])`
  const found = await sql<SummaryLine>`
    with held as (
      select o.institution_id, count(*)::int as counted, count(*) filter (where n.sex = 'female')::int as counted_female,
        count(*) filter (where n.is_minority)::int as counted_minority, count(*) filter (where o.also_teaches)::int as counted_teaching
      from (select distinct on (p.institution_id, p.person_id) p.institution_id, p.person_id, p.also_teaches from staff.posts_on(${day}::date) p
        where p.role = 'manager' order by p.institution_id, p.person_id, p.also_teaches desc) o
      join people.person n on n.id = o.person_id group by 1
    )
    select i.id as institution_id, coalesce(i.name, i.code) as name, s.noted_on, s.total, (s.figures ->> 'female')::int as female,
      (s.figures ->> 'minority')::int as minority, (s.figures ->> 'teaching')::int as teaching, coalesce(h.counted, 0) as counted,
      coalesce(h.counted_female, 0) as counted_female, coalesce(h.counted_minority, 0) as counted_minority, coalesce(h.counted_teaching, 0) as counted_teaching
    from institutions.on_day(${day}::date) i
    left join held h on h.institution_id = i.id
    left join lateral (select * from staff.manager_summary m where m.institution_id = i.id and m.noted_on <= ${day}::date order by m.noted_on desc limit 1) s on true
    where ${within} and (i.is_active or s.id is not null or h.counted > 0)
    order by coalesce(i.name, i.code) collate "vi-x-icu"`.execute(db)
  return found.rows
}
