import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { Batch } from '#platform/imports/define.ts'
import { fold } from '#platform/text/index.ts'
import { daysOf, hoursOf, type SessionKind } from '../block.ts'
import { listPeriods, listTeacherChoices } from '../store/choices.ts'
import { listRooms } from '../store/room.ts'
import { listTeachingRules } from '../store/teaching-rules.ts'
import { ruleOn, type StoredTeachingRule } from '../teaching-rule.ts'
import type { NewSession } from '../store/sessions.ts'
import { minutesOf, readSpan, readWeekdays } from '../time.ts'

type Values = {
  class?: string
  section?: string
  teacher?: string
  room?: string
  weekdays?: string
  span?: string
  from_date?: string
  to_date?: string
  kind?: SessionKind
}
export type Problem = { field: string; code: string; params?: Record<string, string | number> }
export type Planned = Omit<NewSession, 'id'>

/** A row as it would be written: its blocks, or why it cannot be. */
export type Line = {
  row: number
  problems: Problem[]
  sessions: Planned[]
  /** Does the row say who teaches? Else it is the main teacher of the section on the day. */
  namesTeacher: boolean
}

type SectionChoice = {
  id: string
  code: string
  name: string
  unit_code: string
  class_code: string | null
  class_group_id: string | null
  delivery: string
  hours_theory: number
  hours_practice: number
  from_date: string
  to_date: string
}

/** What the rows of a batch mean, read in a handful of statements. `source` is the staging table or its accepted rows. */
export async function resolveRows(
  tx: Tx,
  batch: Batch,
  source: 'import_row' | 'import_accepted',
): Promise<Line[]> {
  const institution = batch.institutionId ?? ''
  const where = source === 'import_row' ? sql`verdict = 'unchecked'` : sql`true`
  const rows = await sql<{
    row_number: number
    values: Values
  }>`select row_number, values from ${sql.table(`platform.${source}`)}
    where batch_id = ${batch.id} and ${where} order by row_number`.execute(tx)
  const sections =
    await sql<SectionChoice>`select s.id, s.code, s.name, u.code as unit_code, g.code as class_code, s.class_group_id, s.delivery,
      s.hours_theory, s.hours_practice, t.from_date, t.to_date
    from students.course_section s join students.term t on t.id = s.term_id join curricula.course_unit u on u.id = s.course_unit_id
    left join students.class_group g on g.id = s.class_group_id
    where s.institution_id = ${institution}::uuid and s.state = 'open'`.execute(tx)
  const known = {
    institution,
    sections: sections.rows,
    rooms: await listRooms(tx, institution),
    teachers: await listTeacherChoices(tx, institution, batch.today),
    periods: await listPeriods(tx, institution),
    rules: await listTeachingRules(tx),
    mains: await listMains(tx, institution),
  }
  return rows.rows.map(({ row_number, values }) => resolveRow(row_number, values, known))
}

type Known = {
  institution: string
  sections: SectionChoice[]
  rooms: Awaited<ReturnType<typeof listRooms>>
  teachers: Awaited<ReturnType<typeof listTeacherChoices>>
  periods: Awaited<ReturnType<typeof listPeriods>>
  rules: readonly StoredTeachingRule[]
  mains: Map<string, Main[]>
}

type Main = { section_id: string; person_id: string; from_date: string; to_date: string | null }

/** Main teachers of the open sections, by section. */
async function listMains(tx: Tx, institution: string): Promise<Map<string, Main[]>> {
  const found =
    await sql<Main>`select x.section_id, x.person_id, x.from_date, x.to_date from students.section_teacher x
    join students.course_section s on s.id = x.section_id
    where s.institution_id = ${institution}::uuid and s.state = 'open' and x.role = 'main'
    order by x.from_date, x.person_id`.execute(tx)
  return Map.groupBy(found.rows, (row) => row.section_id)
}

const mainOn = (mains: readonly Main[] = [], day: string): string | null =>
  mains.find((one) => one.from_date <= day && (one.to_date === null || one.to_date >= day))?.person_id ?? null

function resolveRow(row: number, values: Values, known: Known): Line {
  const problems: Problem[] = []
  const miss = (field: string, code: string, params?: Problem['params']): undefined => {
    problems.push({ field, code: `students.teaching.${code}`, ...(params ? { params } : {}) })
    return undefined
  }
  const section = findOne(sectionsFor(values, known.sections)) ?? missSection(values, known.sections, miss)
  const teacher = values.teacher
    ? (findOne(known.teachers.filter((one) => fold(one.full_name) === fold(values.teacher!))) ??
      miss('teacher', 'import.no_teacher'))
    : undefined
  const namesTeacher = values.teacher !== undefined
  const room = values.room
    ? (known.rooms.find(
        (one) => same(one.code, values.room!) || (one.name !== null && same(one.name, values.room!)),
      ) ?? miss('room', 'import.no_room'))
    : undefined
  const span = readSpan(values.span ?? '', known.periods)
  if ('error' in span) miss('span', `error.${span.error}`)
  const from_date = values.from_date ?? ''
  const days = daysOf({
    from_date,
    to_date: values.to_date ?? from_date,
    weekdays: readWeekdays(values.weekdays ?? '') ?? [],
  })
  if (days.length === 0 && problems.length === 0) miss('weekdays', 'error.no_days')
  const last = days.at(-1)
  if (section && last && last > section.to_date) miss('to_date', 'error.outside_term')
  if (problems.length > 0 || !section || 'error' in span) return { row, problems, sessions: [], namesTeacher }
  const kind = values.kind ?? (section.hours_practice > section.hours_theory ? 'practice' : 'theory')
  const sessions = days.map((on_date): Planned => ({
    institution_id: known.institution,
    section_id: section.id,
    class_group_id: section.class_group_id,
    teacher_person_id: teacher?.person_id ?? mainOn(known.mains.get(section.id), on_date),
    room_id: room?.id ?? null,
    on_date,
    ...span,
    kind,
    hours: hoursOf(kind, minutesOf(span.to_time) - minutesOf(span.from_time), ruleOn(known.rules, on_date)),
    delivery: section.delivery === 'online' ? 'online' : 'in_person',
  }))
  return { row, problems, sessions, namesTeacher }
}

const same = (a: string, b: string): boolean => fold(a).replaceAll(' ', '') === fold(b).replaceAll(' ', '')
const findOne = <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined)

/** Sections a row may mean: by their own code, else the class's by code or name of the unit; in the term of the first day. */
function sectionsFor(values: Values, sections: readonly SectionChoice[]): SectionChoice[] {
  const wanted = values.section ?? ''
  const day = values.from_date ?? ''
  const inTerm = sections.filter((one) => one.from_date <= day && one.to_date >= day)
  // A code of a section is enough, but never against the class the row names.
  const byCode = inTerm.filter(
    (one) =>
      same(one.code, wanted) && (!values.class || !one.class_code || same(one.class_code, values.class)),
  )
  if (byCode.length > 0) return byCode
  const ofClass = values.class
    ? inTerm.filter((one) => one.class_code && same(one.class_code, values.class!))
    : []
  const byUnit = ofClass.filter((one) => same(one.unit_code, wanted))
  return byUnit.length > 0 ? byUnit : ofClass.filter((one) => same(one.name, wanted))
}

function missSection(
  values: Values,
  sections: readonly SectionChoice[],
  miss: (field: string, code: string) => undefined,
): undefined {
  const isClassKnown = sections.some((one) => one.class_code && same(one.class_code, values.class ?? ''))
  if (values.class && !isClassKnown) return miss('class', 'import.no_class')
  return miss(
    'section',
    sectionsFor(values, sections).length > 1 ? 'import.several_sections' : 'import.no_section',
  )
}
