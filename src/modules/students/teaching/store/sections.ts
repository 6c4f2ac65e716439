import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { fold } from '#platform/text/index.ts'
import type { SectionState } from '../../section.ts'

export type SectionFilter = {
  term: string
  /** Null: sections of no one class. */
  classGroup?: string | null | undefined
  teacher?: string | undefined
  state?: SectionState | undefined
  text?: string | undefined
  /** Only sections this person teaches on the day. */
  taughtBy?: { person: string; day: string } | undefined
}

export type SectionLine = {
  id: string
  code: string
  name: string
  class_code: string | null
  credits: string
  hours: number
  state: SectionState
  learners: number
  teachers: string[]
}

/** Sections of a term by code; `limit` rows after a mark. */
export async function listSections(
  db: Db,
  filter: SectionFilter,
  day: string,
  page: { after?: { key: string; id: string } | undefined; limit: number },
): Promise<SectionLine[]> {
  const wheres = conditions(filter)
  if (page.after) wheres.push(sql`(s.code, s.id) > (${page.after.key}, ${page.after.id}::uuid)`)
  const found = await sql<SectionLine>`
    with page as materialized (
      select s.id, s.code, s.name, s.class_group_id, s.credits, s.hours_theory + s.hours_practice + s.hours_test as hours, s.state
      from students.course_section s where ${sql.join(wheres, sql` and `)} order by s.code, s.id limit ${page.limit}
    )
    select p.id, p.code, p.name, g.code as class_code, trim_scale(p.credits)::text as credits, p.hours::int, p.state,
      (select count(*)::int from students.section_learner r where r.section_id = p.id and coalesce(r.to_date, 'infinity') >= ${day}::date) as learners,
      coalesce((select jsonb_agg(n.full_name order by x.role desc, n.name_key) from students.section_teacher x
        join people.person n on n.id = x.person_id where x.section_id = p.id and ${teachesOn(day)}), '[]') as teachers
    from page p left join students.class_group g on g.id = p.class_group_id order by p.code, p.id`.execute(db)
  return found.rows
}

// Before its first day a section already shows who will teach it.
const teachesOn = (day: string) => sql`coalesce(x.to_date, 'infinity') >= ${day}::date`

function conditions(filter: SectionFilter): RawBuilder<unknown>[] {
  const wheres: RawBuilder<unknown>[] = [sql`s.term_id = ${filter.term}::uuid`]
  const teaches = (person: string, on: RawBuilder<unknown>) =>
    sql`exists (select 1 from students.section_teacher x where x.section_id = s.id and x.person_id = ${person}::uuid and ${on})`
  if (filter.classGroup === null) wheres.push(sql`s.class_group_id is null`)
  else if (filter.classGroup) wheres.push(sql`s.class_group_id = ${filter.classGroup}::uuid`)
  if (filter.teacher) wheres.push(teaches(filter.teacher, sql`true`))
  if (filter.taughtBy) wheres.push(teaches(filter.taughtBy.person, teachesOn(filter.taughtBy.day)))
  if (filter.state) wheres.push(sql`s.state = ${filter.state}`)
  if (filter.text) wheres.push(sql`strpos(platform.fold(s.code || ' ' || s.name), ${fold(filter.text)}) > 0`)
  return wheres
}

export type NewSection = {
  id: string
  institution_id: string
  term_id: string
  course_unit_id: string
  class_group_id: string | null
  grading_policy_id: string
  mode: 'year' | 'credit'
  code: string
  is_hazardous: boolean
  delivery?: string
  is_demo?: boolean
}

/** Opens sections: name, credits, hours and the mark of a condition subject are those of the unit now, and stay. */
export async function insertSections(tx: Tx, rows: readonly NewSection[]): Promise<void> {
  await sql`insert into students.course_section (id, institution_id, term_id, course_unit_id, class_group_id, grading_policy_id, mode, code,
      name, credits, hours_theory, hours_practice, hours_test, is_condition, is_hazardous, delivery, is_demo)
    select r.id, r.institution_id, r.term_id, u.id, r.class_group_id, r.grading_policy_id, r.mode, r.code, u.name, coalesce(u.credits, 0),
      u.hours_theory, u.hours_practice, u.hours_test, u.is_condition, r.is_hazardous, coalesce(r.delivery, u.delivery), coalesce(r.is_demo, false)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, institution_id uuid, term_id uuid, course_unit_id uuid,
      class_group_id uuid, grading_policy_id uuid, mode text, code text, is_hazardous boolean, delivery text, is_demo boolean)
    join curricula.course_unit u on u.id = r.course_unit_id`.execute(tx)
}

/** Codes of the term that exist already: those given, and those made of one with a number behind it. */
export async function listTakenCodes(
  db: Db,
  place: { institution: string; term: string },
  codes: readonly string[],
): Promise<string[]> {
  const found = await sql<{
    code: string
  }>`select code from students.course_section where institution_id = ${place.institution}::uuid
    and term_id = ${place.term}::uuid
    and exists (select 1 from unnest(${[...codes]}::text[]) as given(code) where course_section.code = given.code
      or starts_with(course_section.code, given.code || '-'))`.execute(db)
  return found.rows.map((row) => row.code)
}
