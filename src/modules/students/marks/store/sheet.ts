import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Attendance } from '../../attendance.ts'
import type { GradingPolicy } from '../../grading/policy.ts'
import type { CourseSection } from '../../section.ts'
import { listAttendance, sectionAttendance } from '../../store/attendance.ts'
import type { Judgement } from '../anomaly.ts'
import { judgeLine } from '../judge.ts'
import type { Mark, MarkColumn } from '../mark.ts'

/** What a verdict on a line is made from. */
export type LineFacts = {
  enrolment_id: string
  to_date: string | null
  marks: ReadonlyMap<string, Mark>
  attendance: Attendance | undefined
  /** Study spared by decision; its grade. */
  spared: string | null
}

/** One learner's line of the mark sheet as stored. */
export type SheetLine = LineFacts & {
  person_id: string
  full_name: string
  learner_code: string
  class_code: string | null
  from_date: string
  attempt: 'first' | 'relearn' | 'improve'
  /** The result in force of this section, and the sittings it stands on. */
  result: { id: string; sittings: number } | null
}

export type Sheet<Line = SheetLine> = { columns: MarkColumn[]; lines: Line[] }

type StoredMarks = { column_id: string; state: Mark['state']; value: string | null }[]
type Stored<Line> = Omit<Line, 'marks' | 'attendance'> & { marks: StoredMarks | null }
type SectionKey = Pick<CourseSection, 'id' | 'course_unit_id'>

const columnsOf = (sectionId: string) => sql<MarkColumn>`
  select id, kind, position, name, held_on, sitting, closed_at is not null as is_closed
  from students.mark_column where section_id = ${sectionId}::uuid
  order by array_position(array['regular', 'periodic', 'exam'], kind), sitting, position, id`

/** Columns of a section: regular tests, periodic tests, exams by sitting. */
export async function listColumns(db: Db, sectionId: string): Promise<MarkColumn[]> {
  return (await columnsOf(sectionId).execute(db)).rows
}

/** Columns of `LineFacts` but the attendance, of a line of the roster `r`. */
const facts = (section: SectionKey) => sql`r.enrolment_id, r.to_date,
  (select jsonb_agg(jsonb_build_object('column_id', m.column_id, 'state', m.state, 'value', trim_scale(m.value)::text))
    from students.mark m where m.section_id = r.section_id and m.enrolment_id = r.enrolment_id) as marks,
  (select trim_scale(c.grade)::text from students.recognition c where c.enrolment_id = r.enrolment_id
    and c.course_unit_id = ${section.course_unit_id}::uuid and c.scope = 'partial' and c.state = 'granted' limit 1) as spared`

/** The sheet of a section by name; of some learners only, where `only` names them (courses of study). */
export async function readSheet(
  db: Db,
  section: SectionKey,
  today: string,
  only?: readonly string[],
): Promise<Sheet> {
  const columns = await listColumns(db, section.id)
  const which = only ? sql`and r.enrolment_id = any(${[...only]}::uuid[])` : sql``
  const found = await sql<Stored<SheetLine>>`
    select ${facts(section)}, r.person_id, p.full_name, l.code as learner_code, g.code as class_code, r.from_date, r.attempt,
      (select jsonb_build_object('id', x.id, 'sittings', x.sittings) from students.result x
        where x.enrolment_id = r.enrolment_id and x.section_id = r.section_id and x.is_current) as result
    from students.section_learner r
    join people.person p on p.id = r.person_id
    join students.enrolment e on e.id = r.enrolment_id
    join students.learner l on l.id = e.learner_id
    left join students.class_group g on g.id = e.class_group_id
    where r.section_id = ${section.id}::uuid ${which} order by r.name_key, r.enrolment_id`.execute(db)
  return { columns, lines: withHours(found.rows, await listAttendance(db, section.id, today, only)) }
}

/** What the verdicts on some learners are made from, without whose they are: each save reads it, in one statement. */
export async function readTouched(
  db: Db,
  section: SectionKey,
  today: string,
  only: readonly string[],
): Promise<Sheet<LineFacts>> {
  const found = await sql<{
    columns: MarkColumn[]
    lines: (Stored<LineFacts> & { hours: Attendance })[]
  }>`select
    (select coalesce(jsonb_agg(c), '[]') from (${columnsOf(section.id)}) c) as columns,
    (select coalesce(jsonb_agg(l), '[]') from (select ${facts(section)}, to_jsonb(h) as hours from students.section_learner r
      join (${sectionAttendance(section.id, today, only)}) h using (enrolment_id)
      where r.section_id = ${section.id}::uuid and r.enrolment_id = any(${[...only]}::uuid[])) l) as lines`.execute(
    db,
  )
  const { columns, lines } = found.rows[0]!
  return {
    columns,
    lines: withHours(
      lines,
      lines.map((line) => line.hours),
    ),
  }
}

function withHours<Line extends { enrolment_id: string; marks: StoredMarks | null }>(
  rows: readonly Line[],
  attendance: readonly Attendance[],
) {
  const hours = new Map(attendance.map((line) => [line.enrolment_id, line]))
  return rows.map((row) => ({
    ...row,
    marks: new Map((row.marks ?? []).map(({ column_id, ...mark }): [string, Mark] => [column_id, mark])),
    attendance: hours.get(row.enrolment_id),
  }))
}

/** A line with what the verdict says of it. */
export type Judged<Line> = Line & Judgement
export type JudgedSheetLine = Judged<SheetLine>

/** The sheet with the verdict on each line. */
export function judgeSheet<Line extends LineFacts>(
  policy: GradingPolicy,
  section: Pick<CourseSection, 'mode'>,
  sheet: Sheet<Line>,
): Judged<Line>[] {
  return sheet.lines.map((line) => ({
    ...line,
    hours: line.attendance,
    is_active: line.to_date === null,
    is_spared: line.spared !== null,
    verdict: judgeLine(policy, {
      mode: section.mode,
      columns: sheet.columns,
      marks: line.marks,
      hours: line.attendance,
      spared: line.spared === null ? undefined : { grade: line.spared },
    }),
  }))
}
