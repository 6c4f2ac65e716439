import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { fold } from '#platform/text/index.ts'
import { findIdsByName } from '#modules/people/index.ts'
import type { EnrolmentState } from '../../enrolment.ts'
import type { PolicyGroup } from '../policy-fact.ts'

export type LearnerFilter = {
  text?: string | undefined
  state?: EnrolmentState | undefined
  cohort?: string | undefined
  /** A class, or those without one. */
  classGroup?: string | 'none' | undefined
  programme?: string | undefined
  level?: string | undefined
  /** Only where the reader may see policy groups: the institutions, or all. */
  group?: { kind: PolicyGroup; reach: 'all' | readonly string[] } | undefined
  institution?: string | undefined
  day: string
  /** Institutions the reader may list; the explicit bound beside row-level security. */
  reach: 'all' | readonly string[]
}

/** A course of study as a line of the list; `id` is its own, `learner_id` opens the record. */
export type LearnerRow = {
  id: string
  learner_id: string
  person_id: string
  institution_id: string
  name_key: string
  full_name: string
  code: string
  birth_date: string | null
  birth_year: number | null
  sex: 'male' | 'female' | null
  citizen_number_kind: string | null
  citizen_number_end: string | null
  phone: string | null
  state: EnrolmentState
  from_date: string
  to_date: string | null
  class_code: string | null
  class_group_id: string | null
  cohort_name: string
  programme_name: string
  level: string
}

export type After = { key: string; id: string }

/** Courses of study by the given name of the learner; `limit` rows after `after`. */
export async function listLearners(
  db: Db,
  filter: LearnerFilter,
  page: { after?: After | undefined; limit: number },
): Promise<LearnerRow[]> {
  const wheres = await conditions(db, filter)
  if (page.after) wheres.push(sql`(e.name_key, e.id) > (${page.after.key}, ${page.after.id}::uuid)`)
  const found = await sql<LearnerRow>`
    with page as materialized (
      select e.id, e.learner_id, e.person_id, e.institution_id, e.name_key, e.state, e.from_date, e.to_date, e.class_group_id, e.cohort_id,
        n.full_name, n.birth_date, n.birth_year, n.sex, n.citizen_number_kind, n.citizen_number_end, n.phone
      from students.enrolment e join people.person n on n.id = e.person_id
      where ${sql.join(wheres, sql` and `)} order by e.name_key, e.id limit ${sql.lit(page.limit)}
    )
    select page.id, page.learner_id, page.person_id, page.institution_id, page.name_key, page.full_name, l.code, page.birth_date,
      page.birth_year, page.sex, page.citizen_number_kind, page.citizen_number_end, page.phone, page.state, page.from_date, page.to_date,
      g.code as class_code, page.class_group_id, c.name as cohort_name, p.name as programme_name, p.level
    from page join students.learner l on l.id = page.learner_id join students.cohort c on c.id = page.cohort_id
    join curricula.programme_version v on v.id = c.programme_version_id join curricula.programme p on p.id = v.programme_id
    left join students.class_group g on g.id = page.class_group_id
    order by page.name_key, page.id`.execute(db)
  return found.rows
}

async function conditions(db: Db, filter: LearnerFilter): Promise<RawBuilder<unknown>[]> {
  const { reach } = filter
  const wheres: RawBuilder<unknown>[] = [sql`true`]
  if (filter.institution) wheres.push(sql`e.institution_id = ${filter.institution}::uuid`)
  // said apart: of one school, an equality lets the list be read by its index
  else if (reach !== 'all' && reach.length === 1) wheres.push(sql`e.institution_id = ${reach[0]}::uuid`)
  if (reach !== 'all') wheres.push(sql`e.institution_id = any(${[...reach]}::uuid[])`)
  if (filter.state) wheres.push(sql`e.state = ${filter.state}`)
  if (filter.cohort) wheres.push(sql`e.cohort_id = ${filter.cohort}::uuid`)
  if (filter.classGroup === 'none') wheres.push(sql`e.class_group_id is null`)
  else if (filter.classGroup) wheres.push(sql`e.class_group_id = ${filter.classGroup}::uuid`)
  if (filter.programme || filter.level) wheres.push(ofProgramme(filter))
  if (filter.group) wheres.push(inGroup(filter.group, filter.day))
  if (filter.text) wheres.push(await matching(db, filter.text, filter))
  return wheres
}

/** The cohorts first (there are few), then their learners. */
function ofProgramme({ programme, level }: LearnerFilter): RawBuilder<unknown> {
  return sql`e.cohort_id = any(array(select c.id from students.cohort c
    join curricula.programme_version v on v.id = c.programme_version_id join curricula.programme p on p.id = v.programme_id
    where (${programme ?? null}::uuid is null or p.id = ${programme ?? null}::uuid)
      and (${level ?? null}::text is null or p.level = ${level ?? null}::text)))`
}

function inGroup({ kind, reach }: NonNullable<LearnerFilter['group']>, day: string): RawBuilder<unknown> {
  const within = reach === 'all' ? sql`true` : sql`f.institution_id = any(${[...reach]}::uuid[])`
  return sql`exists (select 1 from students.policy_fact f where f.person_id = e.person_id and f.kind = ${kind} and ${within}
    and f.from_date <= ${day}::date and coalesce(f.to_date, 'infinity') >= ${day}::date)`
}

/** Words with a digit are looked for as the beginning of a code, others as part of a name, with or without marks. */
async function matching(db: Db, text: string, filter: LearnerFilter): Promise<RawBuilder<unknown>> {
  const escaped = (part: string) => part.replaceAll(/[\\%_]/g, '\\$&')
  const isNarrow =
    filter.institution !== undefined ||
    filter.classGroup !== undefined ||
    filter.cohort !== undefined ||
    filter.reach !== 'all'
  if (/\d/.test(text))
    return sql`e.learner_id = any(array(${codesFrom(text.toUpperCase())} union ${codesFrom(text)}))`
  const ids = isNarrow ? 'many' : await findIdsByName(db, text)
  if (ids === 'many') return sql`n.search like ${`%${escaped(fold(text))}%`}`
  return sql`e.person_id = any(${ids}::uuid[])`
}

/** Learners whose code begins so, as a range (row-level security lets `like` use no index). */
function codesFrom(beginning: string): RawBuilder<unknown> {
  return sql`(select l.id from students.learner l where l.code collate "C" >= ${beginning} and l.code collate "C" < ${`${beginning}\u{10FFFF}`} limit 2000)`
}
