import { addDays } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { listAttendanceOf } from '../store/attendance.ts'
import { judgeAttendance, type Verdict } from './rule.ts'
import { listBlocks, type Block } from './store/blocks.ts'
import { listOwnAbsences, listOwnSections, type OwnAbsence } from './store/own.ts'
import { mondayOf } from './time.ts'

/** Attendance of one course of study in one section, judged by the rule of its policy. */
export type OwnAttendance = {
  section_id: string
  section_name: string
  section_code: string
  term_name: string
  /** Share of the learning time to attend, such as `0.80`. */
  least: string
  /** How sentences name the document of the rule. */
  document: string
  hours_planned: string
  hours_held: string
  hours_missed: string
  verdict: Verdict
}

/**
 * The week of a learner: blocks of every section the course of study is on the roster of. For the learner's own space, the
 * guardian's page and the learner's record.
 * @param day any day of the week wanted, `yyyy-mm-dd`
 */
export async function readOwnWeek(
  db: Db,
  enrolmentId: string,
  day: string,
): Promise<{ monday: string; blocks: Block[] }> {
  const monday = mondayOf(day)
  const blocks = await listBlocks(db, {
    enrolment: enrolmentId,
    from_date: monday,
    to_date: addDays(monday, 6),
    withCancelled: true,
  })
  return { monday, blocks }
}

/** Sections of a course of study, the latest term first, with how much may still be missed. */
export async function readOwnStandings(db: Db, enrolmentId: string, today: string): Promise<OwnAttendance[]> {
  const hours = await listAttendanceOf(db, enrolmentId, today)
  return (await listOwnSections(db, enrolmentId)).flatMap(({ min_attendance, ...section }) => {
    const line = hours.get(section.section_id)
    if (!line) return []
    return [
      {
        ...section,
        least: min_attendance,
        hours_planned: line.hours_planned,
        hours_held: line.hours_held,
        hours_missed: line.hours_missed,
        verdict: judgeAttendance(line, min_attendance, line.is_waived),
      },
    ]
  })
}

/** The same with every absence. */
export async function readOwnAttendance(
  db: Db,
  enrolmentId: string,
  today: string,
): Promise<{ sections: OwnAttendance[]; absences: OwnAbsence[] }> {
  const sections = await readOwnStandings(db, enrolmentId, today)
  return { sections, absences: await listOwnAbsences(db, enrolmentId) }
}
