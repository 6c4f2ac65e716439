import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#platform/db/database.ts'

/** A course of study that comes to a class, and from which day. */
export type Comer = { enrolment_id: string; class_group_id: string; from_date: string }

/**
 * Puts courses of study on the rosters of their class's sections that are open and run on the day or later; one open again
 * for a further sitting takes back those alone who have a result in it. Who was on one before is on it again: the day they
 * first came stays, and what was taught while they were away counts as missed.
 * @returns the sections joined, by course of study
 */
export async function joinRosters(tx: Tx, comers: readonly Comer[]): Promise<Map<string, string[]>> {
  if (comers.length === 0) return new Map()
  const given = sql`jsonb_to_recordset(${JSON.stringify(comers)}::jsonb) as r(enrolment_id uuid, class_group_id uuid, from_date date)`
  await noteTimeAway(
    tx,
    sql`(select s.id as section_id, r.enrolment_id, r.from_date from ${given}
      join students.course_section s on s.class_group_id = r.class_group_id and s.state = 'open') as r`,
  )
  const joined = await sql<{ section_id: string; enrolment_id: string }>`
    insert into students.section_learner (section_id, enrolment_id, person_id, name_key, institution_id, from_date)
    select s.id, e.id, e.person_id, e.name_key, e.institution_id, greatest(r.from_date, t.from_date)
    from ${given} join students.course_section s on s.class_group_id = r.class_group_id
    join students.term t on t.id = s.term_id join students.enrolment e on e.id = r.enrolment_id
    where s.state = 'open' and t.to_date >= r.from_date
      and (s.posted_at is null or exists (select 1 from students.result x where x.section_id = s.id and x.enrolment_id = e.id))
      and not exists (select 1 from students.result x where x.enrolment_id = e.id and x.course_unit_id = s.course_unit_id
        and x.is_current and x.is_passed)
    on conflict (section_id, enrolment_id) do update set to_date = null where section_learner.to_date is not null
    returning section_id, enrolment_id`.execute(tx)
  const sections = new Map<string, string[]>()
  for (const row of joined.rows)
    sections.set(row.enrolment_id, [...(sections.get(row.enrolment_id) ?? []), row.section_id])
  return sections
}

/**
 * Lessons held between the last day on a roster and the day somebody is on it again: excused, and missed.
 * @param comers rows called `r` of `section_id`, `enrolment_id` and `from_date`, the day they come back; before their lines are opened again
 */
export async function noteTimeAway(tx: Tx, comers: RawBuilder<unknown>): Promise<void> {
  await sql`insert into students.absence (session_id, enrolment_id, section_id, person_id, institution_id, kind, hours)
    select x.id, l.enrolment_id, l.section_id, l.person_id, x.institution_id, 'excused', x.hours
    from ${comers} join students.section_learner l on l.section_id = r.section_id and l.enrolment_id = r.enrolment_id
    join students.session x on x.section_id = l.section_id and x.state = 'held' and x.on_date > l.to_date and x.on_date < r.from_date
    where l.to_date is not null on conflict (session_id, enrolment_id) do nothing`.execute(tx)
}
