import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { fold } from '#platform/text/index.ts'
import { findIdsByName } from '#modules/people/index.ts'
import type { Contract, Role } from '../post.ts'
import { countsUnder, holdsManagerPost, rulesOn } from '../training/counting.ts'
import { targets, type Target } from '../training/rule.ts'

export type StaffFilter = {
  text?: string | undefined
  role?: Role | undefined
  contract?: Contract | undefined
  institution?: string | undefined
  degree?: string | undefined
  /** Only those who count as trained on the day, or do not, among those the target asks about. */
  trained?: Partial<Record<Target, boolean | undefined>> | undefined
  /** Posts held on the day, or those that ended before it. */
  standing: 'held' | 'left'
  day: string
  /** Institutions the reader may list; the explicit bound beside row-level security. */
  reach: 'all' | readonly string[]
}

export type StaffRow = {
  id: string
  person_id: string
  institution_id: string
  role: Role
  title: string | null
  contract: Contract | null
  from_date: string | null
  to_date: string | null
  occupations: string[]
  name_key: string
  full_name: string
  birth_date: string | null
  birth_year: number | null
  sex: 'male' | 'female' | null
  citizen_number_kind: string | null
  citizen_number_end: string | null
  phone: string | null
  email: string | null
  degree: string | null
  degree_field: string | null
  /** Counts as trained on the day, by target; null: the target does not ask about this post. */
  trained: Record<Target, boolean | null>
}

/** Where a page begins: after this row. */
export type After = { key: string; id: string }

/** Posts by the given name of who holds them; `limit` rows after `after`. */
export async function listStaff(
  db: Db,
  filter: StaffFilter,
  page: { after?: After | undefined; limit: number },
): Promise<StaffRow[]> {
  const wheres = await conditions(db, filter)
  if (page.after) wheres.push(sql`(p.name_key, p.id) > (${page.after.key}, ${page.after.id}::uuid)`)
  const { day } = filter
  const found = await sql<StaffRow>`
    with rule as materialized ${rulesOn(day)}, page as materialized (
      select p.id, p.person_id, p.institution_id, p.role, p.also_teaches, p.title, p.contract, p.from_date, p.to_date, p.occupations, p.name_key,
        n.full_name, n.birth_date, n.birth_year, n.sex, n.citizen_number_kind, n.citizen_number_end, n.phone, n.email
      from staff.post p join people.person n on n.id = p.person_id
      where ${sql.join(wheres, sql` and `)}
      order by p.name_key, p.id limit ${sql.lit(page.limit)}
    )
    select page.*, d.level as degree, d.field as degree_field, jsonb_build_object(
      'pedagogy', case when exists (select 1 from rule r where r.target = 'pedagogy') then coalesce(g.pedagogy, false) end,
      'materials', case when ${asked('materials', sql`page`, sql`rule`)} then coalesce(g.materials, false) end) as trained
    from page left join lateral (
      select q.level, q.field from staff.qualification q where q.person_id = page.person_id and q.kind = 'degree'
      order by array_position(array['doctor', 'master', 'bachelor', 'college', 'intermediate', 'other'], q.level) limit 1
    ) d on true
    left join lateral (
      select bool_or(r.target = 'pedagogy') as pedagogy, bool_or(r.target = 'materials') as materials
      from staff.training_evidence e join rule r on ${countsUnder(day, holdsManagerPost(sql`page.person_id`, day))}
      where e.person_id = page.person_id
    ) g on true
    order by page.name_key, page.id`.execute(db)
  return found.rows
}

async function conditions(db: Db, filter: StaffFilter): Promise<RawBuilder<unknown>[]> {
  const { day, reach } = filter
  const wheres = [
    filter.standing === 'held'
      ? sql`(p.from_date is null or p.from_date <= ${day}::date) and (p.to_date is null or p.to_date >= ${day}::date)`
      : sql`p.to_date < ${day}::date`,
  ]
  if (filter.institution) wheres.push(sql`p.institution_id = ${filter.institution}::uuid`)
  // said apart: of one school, an equality lets the list be read by its index
  else if (reach !== 'all' && reach.length === 1) wheres.push(sql`p.institution_id = ${reach[0]}::uuid`)
  if (reach !== 'all') wheres.push(sql`p.institution_id = any(${[...reach]}::uuid[])`)
  if (filter.role) wheres.push(sql`p.role = ${filter.role}`)
  if (filter.contract) wheres.push(sql`p.contract = ${filter.contract}`)
  if (filter.degree) {
    wheres.push(
      sql`exists (select 1 from staff.qualification q where q.person_id = p.person_id and q.kind = 'degree' and q.level = ${filter.degree})`,
    )
  }
  for (const target of targets) {
    const wanted = filter.trained?.[target]
    if (wanted !== undefined) wheres.push(standing(target, wanted, day))
  }
  if (filter.text) wheres.push(await named(db, filter.text, filter))
  return wheres
}

/** Does the target ask about this post? Making materials is asked of teachers, and by rule of managers who also teach. */
function asked(target: Target, post: RawBuilder<unknown>, rules: RawBuilder<unknown>): RawBuilder<unknown> {
  const role = sql`(${post}.role = 'teacher' or ${post}.also_teaches and r.includes_teaching_managers)`
  return sql`exists (select 1 from ${rules} r where r.target = ${target} and ${target === 'materials' ? role : sql`true`})`
}

/** Asked row by row in the list's order: a page is full after a few, where the whole set would be read first. */
function standing(target: Target, counts: boolean, day: string): RawBuilder<unknown> {
  const found = sql`(select true from staff.training_evidence e join ${rulesOn(day)} r
      on ${countsUnder(day, holdsManagerPost(sql`e.person_id`, day))}
    where r.target = ${target} and e.person_id = p.person_id limit 1)`
  return sql`${asked(target, sql`p`, rulesOn(day))} and ${found} is ${counts ? sql`true` : sql`null`}`
}

/** A rare name is found through the index of names; a common one soon fills a page by walking the order. */
async function named(
  db: Db,
  text: string,
  { institution, reach }: StaffFilter,
): Promise<RawBuilder<unknown>> {
  const isNarrow = institution !== undefined || reach !== 'all'
  const ids = isNarrow ? 'many' : await findIdsByName(db, text)
  if (ids === 'many') return sql`n.search like ${`%${fold(text).replaceAll(/[\\%_]/g, '\\$&')}%`}`
  return sql`p.person_id = any(${ids}::uuid[])`
}
