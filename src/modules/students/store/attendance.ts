import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Attendance } from '../attendance.ts'

type Row = Attendance & { section_id: string }

/*
 * The days of a learner on a roster mostly take in every session ever held: `on_date + 0` keeps the planner from reading the
 * index of days for each of them, beside the few sessions of the section.
 */
/**
 * Final exams are no learning time: their sessions count neither as held nor as missed. What was taught before a learner came
 * counts as missed, but for as many hours as were attended till then in another section of the unit in the same term (a change
 * of class); whoever sat in earlier has an earlier day on the roster. One statement for the lines of `roster` (rows of `students.section_learner` called `r`).
 */
const attendance = (where: RawBuilder<unknown>, today: string) => sql<Row>`
  with line as materialized (
    select r.section_id, r.enrolment_id, r.from_date, r.to_date, s.course_unit_id, s.term_id, r.waiver is not null as is_waived, (s.hours_theory + s.hours_practice + s.hours_test)::numeric as planned
    from students.section_learner r join students.course_section s on s.id = r.section_id where ${where}
  ), course as (
    select x.section_id, bool_and(x.state = 'held') as is_complete,
      count(*) filter (where x.state = 'planned' and x.on_date < ${today}::date)::int as untaken
    from students.session x where x.section_id in (select section_id from line) and x.state <> 'cancelled' and x.kind <> 'exam' group by x.section_id
  ), counted as (
    select l.section_id, l.enrolment_id, l.planned, l.is_waived, coalesce(h.hours, 0) as held, coalesce(h.sessions, 0)::int as sessions,
      coalesce(m.hours, 0) + b.hours as missed, b.hours as before
    from line l
    left join lateral (select sum(x.hours) as hours, count(*) as sessions, sum(x.hours) filter (where x.on_date + 0 < l.from_date) as before
      from students.session x where x.section_id = l.section_id and x.state = 'held' and x.kind <> 'exam'
        and x.on_date + 0 <= coalesce(l.to_date, 'infinity')) h on true
    left join lateral (select sum(a.hours) as hours from students.absence a join students.session x on x.id = a.session_id
      where a.section_id = l.section_id and a.enrolment_id = l.enrolment_id and x.state = 'held' and x.kind <> 'exam') m on true
    left join lateral (select sum(x.hours - coalesce(a.hours, 0)) as hours from students.section_learner o
      join students.course_section s on s.id = o.section_id and s.course_unit_id = l.course_unit_id and s.term_id = l.term_id
      join students.session x on x.section_id = o.section_id and x.state = 'held' and x.kind <> 'exam' and x.on_date < l.from_date
        and x.on_date between o.from_date and coalesce(o.to_date, 'infinity')
      left join students.absence a on a.session_id = x.id and a.enrolment_id = o.enrolment_id
      where h.before > 0 and o.enrolment_id = l.enrolment_id and o.section_id <> l.section_id) o on true
    cross join lateral (select greatest(coalesce(h.before, 0) - coalesce(o.hours, 0), 0) as hours) b
  )
  select c.section_id, c.enrolment_id, trim_scale(c.planned)::text as hours_planned, trim_scale(c.held)::text as hours_held,
    trim_scale(c.missed)::text as hours_missed, trim_scale(c.before)::text as hours_before,
    trim_scale(greatest(case when k.is_complete then c.planned else c.held end - c.missed, 0))::text as hours_attended,
    coalesce(k.is_complete, false) as is_complete, coalesce(k.untaken, 0) as sessions_untaken, c.sessions as sessions_held, c.is_waived
  from counted c left join course k on k.section_id = c.section_id`

/** The statement behind `listAttendance`, for reads that take the hours in with something else. */
export const sectionAttendance = (sectionId: string, today: string, only?: readonly string[]) =>
  attendance(
    sql`r.section_id = ${sectionId}::uuid ${only ? sql`and r.enrolment_id = any(${[...only]}::uuid[])` : sql``}`,
    today,
  )

/** Hours of everybody on the roster of a section (or of those courses of study `only` names), as of `today` (`yyyy-mm-dd`), in no order. */
export async function listAttendance(
  db: Db,
  sectionId: string,
  today: string,
  only?: readonly string[],
): Promise<Attendance[]> {
  const found = await sectionAttendance(sectionId, today, only).execute(db)
  return found.rows
}

/** Hours of one course of study in each of its sections, by section. */
export async function listAttendanceOf(
  db: Db,
  enrolmentId: string,
  today: string,
): Promise<Map<string, Attendance>> {
  const found = await attendance(sql`r.enrolment_id = ${enrolmentId}::uuid`, today).execute(db)
  return new Map(found.rows.map((row) => [row.section_id, row]))
}
