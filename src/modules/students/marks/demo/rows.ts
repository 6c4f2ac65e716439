import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { Mark, MarkColumn } from '../mark.ts'

export type DemoUnit = {
  id: string
  code: string
  credits: string
  is_condition: boolean
  hours_theory: number
  hours_practice: number
  hours_test: number
}
export type PastClass = {
  id: string
  institution_id: string
  code: string
  grading_policy_id: string
  mode: 'year' | 'credit'
  term: { id: string; from_date: string; to_date: string }
  units: DemoUnit[]
  learners: string[]
  teachers: string[]
}
export type DemoCell = {
  section_id: string
  institution_id: string
  enrolment_id: string
  column_id: string
} & Mark
/** A sheet to be written: the section, its columns and cells. */
export type SheetRows = {
  id: string
  institution_id: string
  columns: readonly MarkColumn[]
  cells: DemoCell[]
}
export type DemoSheet = {
  id: string
  code: string
  group: PastClass
  unit: DemoUnit
  columns: MarkColumn[]
  cells: DemoCell[]
}

/** Example classes in each main term that is over, with the units of that term of their programme, learners and teachers. */
export async function readPastClasses(tx: Tx, today: string): Promise<PastClass[]> {
  const found = await sql<PastClass>`select g.id, g.institution_id, g.code, c.grading_policy_id, c.mode,
      jsonb_build_object('id', t.id, 'from_date', t.from_date, 'to_date', t.to_date) as term,
      coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'code', u.code, 'credits', trim_scale(coalesce(u.credits, 0))::text,
          'is_condition', u.is_condition, 'hours_theory', u.hours_theory, 'hours_practice', u.hours_practice, 'hours_test', u.hours_test)
          order by u.position)
        from (select * from curricula.course_unit u where u.version_id = c.programme_version_id
          and u.hours_theory + u.hours_practice + u.hours_test > 0
          and coalesce(u.term, 1) = (select count(*) from students.term n where n.institution_id = g.institution_id and n.kind = 'main'
            and n.to_date > c.from_date and n.from_date <= t.from_date) order by u.position limit 7) u), '[]') as units,
      coalesce((select jsonb_agg(e.id order by e.name_key, e.id) from students.enrolment e where e.class_group_id = g.id
        and e.from_date <= t.to_date), '[]') as learners,
      coalesce((select jsonb_agg(p.person_id order by p.name_key, p.id) from staff.posts_on(${today}::date) p
        where p.institution_id = g.institution_id and p.is_demo and p.role = 'teacher'), '[]') as teachers
    from students.class_group g join students.cohort c on c.id = g.cohort_id
    join students.term t on t.institution_id = g.institution_id and t.kind = 'main' and t.to_date < ${today}::date and t.to_date > c.from_date
    where g.is_demo and not exists (select 1 from students.course_section s where s.class_group_id = g.id and s.term_id = t.id)
    order by g.institution_id, g.code, t.from_date`.execute(tx)
  return found.rows.filter((group) => group.units.length > 0 && group.learners.length > 0)
}

export type RunningSection = {
  id: string
  institution_id: string
  code: string
  grading_policy_id: string
  learners: string[]
}

/** Example sections that run today, without a sheet yet. */
export async function readRunning(tx: Tx, today: string): Promise<RunningSection[]> {
  const found = await sql<RunningSection>`select s.id, s.institution_id, s.code, s.grading_policy_id,
      coalesce((select jsonb_agg(r.enrolment_id order by r.name_key, r.enrolment_id) from students.section_learner r where r.section_id = s.id), '[]') as learners
    from students.course_section s join students.term t on t.id = s.term_id
    where s.is_demo and s.state = 'open' and ${today}::date between t.from_date and t.to_date
      and not exists (select 1 from students.mark_column c where c.section_id = s.id) order by s.institution_id, s.code, s.id`.execute(
    tx,
  )
  return found.rows
}

/** Columns and cells of many sheets in two statements. */
export async function writeSheets(
  tx: Tx,
  sheets: readonly SheetRows[],
  by: string,
  at?: string,
): Promise<void> {
  const columns = sheets.flatMap((sheet) =>
    sheet.columns.map((column) => ({
      ...column,
      section_id: sheet.id,
      institution_id: sheet.institution_id,
    })),
  )
  await sql`insert into students.mark_column (id, section_id, institution_id, kind, position, name, sitting, closed_at)
    select r.id, r.section_id, r.institution_id, r.kind, r.position, r.name, r.sitting, case when r.is_closed then now() end
    from jsonb_to_recordset(${JSON.stringify(columns)}::jsonb) as r(id uuid, section_id uuid, institution_id uuid, kind text, position smallint,
      name text, sitting smallint, is_closed boolean)`.execute(tx)
  const cells = sheets.flatMap((sheet) => sheet.cells)
  await sql`insert into students.mark (section_id, enrolment_id, column_id, institution_id, state, value, by_account, at)
    select r.section_id, r.enrolment_id, r.column_id, r.institution_id, r.state, r.value, ${by}, coalesce(${at ?? null}::timestamptz, now())
    from jsonb_to_recordset(${JSON.stringify(cells)}::jsonb) as r(section_id uuid, enrolment_id uuid, column_id uuid, institution_id uuid,
      state text, value numeric)`.execute(tx)
}
