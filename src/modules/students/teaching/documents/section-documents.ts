import { renderPdf } from '#platform/documents/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { EndpointContext } from '#platform/pages/endpoint.ts'
import { schoolHead, type SchoolHead } from '../../store/school-head.ts'
import { listAttendance } from '../../store/attendance.ts'
import { listRoster } from '../../store/section.ts'
import type { CourseSection } from '../../section.ts'
import { weekdayAndDay } from '../clash-words.ts'
import { listBlocks, type Block } from '../store/blocks.ts'
import { listSectionAbsences, type SectionAbsence } from '../store/register.ts'
import attendanceTemplate from './attendance.typ?raw'
import classLogTemplate from './class-log.typ?raw'

type Made = { bytes: Uint8Array; people: string[] }

async function readSection({ read }: EndpointContext, section: CourseSection, today: string) {
  return read(async (db) => ({
    head: await schoolHead(db, section.institution_id, today),
    roster: await listRoster(db, section.id),
    blocks: (
      await listBlocks(db, { section: section.id, from_date: '1990-01-01', to_date: '9999-12-31' })
    ).filter((block) => block.state === 'held' || block.on_date <= today),
    absences: await listSectionAbsences(db, section.id),
    attendance: await listAttendance(db, section.id, today),
  }))
}

const headOf = (section: CourseSection, head: SchoolHead, t: Translate, today: string) => ({
  ...head,
  section: section.name,
  code: section.code,
  group: section.class_code ?? t('students.teaching.mixed'),
  term: section.term_name,
  teachers: section.teachers.map((one) => one.full_name).join(', '),
  made: today,
})

/** Class log (sổ lên lớp): what was taught in each session, who taught, who was missing. */
export async function classLogPdf(
  context: EndpointContext,
  section: CourseSection,
  today: string,
): Promise<Made> {
  const t = context.app.catalog('vi')
  const { head, roster, blocks, absences } = await readSection(context, section, today)
  const names = new Map(roster.map((line) => [line.enrolment_id, line.full_name]))
  const missing = Map.groupBy(absences, (one) => one.session_id)
  const rows = blocks.map((block, at) => [
    String(at + 1),
    `${weekdayAndDay(t, block.on_date)}\n${block.from_time}–${block.to_time}`,
    t.dynamic(`students.teaching.kind.${block.kind}`),
    t.number(Number(block.hours), 1),
    block.topic ?? '',
    missingText(missing.get(block.id) ?? [], block, names, t),
    block.teacher_name ?? '',
  ])
  const value = { ...headOf(section, head, t, today), rows }
  const bytes = await renderPdf(classLogTemplate, value, {
    title: t('students.teaching.doc.class_log'),
    lang: 'vi',
    pdfa: true,
  })
  return { bytes, people: roster.map((line) => line.person_id) }
}

function missingText(
  lines: readonly SectionAbsence[],
  block: Block,
  names: Map<string, string>,
  t: Translate,
): string {
  if (block.state !== 'held') return t('students.teaching.doc.not_taken')
  if (lines.length === 0) return t('students.teaching.doc.nobody_missing')
  return lines
    .map((one) => {
      const minutes = one.late_minutes
        ? ` ${t('students.teaching.doc.minutes', { minutes: one.late_minutes })}`
        : ''
      return `${names.get(one.enrolment_id) ?? ''} (${t.dynamic(`students.teaching.absence_short.${one.kind}`)}${minutes})`
    })
    .join('; ')
}

/** Sessions on one sheet across: more go on to further tables. */
const columnsASheet = 18

/** Attendance of everybody, a column a session: V absent, P excused, M late. */
export async function attendancePdf(
  context: EndpointContext,
  section: CourseSection,
  today: string,
): Promise<Made> {
  const t = context.app.catalog('vi')
  const { head, roster, blocks, absences, attendance } = await readSection(context, section, today)
  const held = blocks.filter((block) => block.state === 'held')
  const marks = new Map(absences.map((one) => [`${one.session_id} ${one.enrolment_id}`, one]))
  const hours = new Map(attendance.map((line) => [line.enrolment_id, line]))
  const sheets = Array.from({ length: Math.max(Math.ceil(held.length / columnsASheet), 1) }, (_, at) => {
    const part = held.slice(at * columnsASheet, (at + 1) * columnsASheet)
    return {
      head: part.map((block) => `${block.on_date.slice(8)}/${block.on_date.slice(5, 7)}`),
      rows: roster.map((line, n) => [
        String(n + 1),
        line.learner_code,
        line.full_name,
        ...part.map((block) => {
          const one = marks.get(`${block.id} ${line.enrolment_id}`)
          return one ? t.dynamic(`students.teaching.absence_short.${one.kind}`) : ''
        }),
        t.number(Number(hours.get(line.enrolment_id)?.hours_missed ?? '0'), 1),
      ]),
    }
  })
  const value = { ...headOf(section, head, t, today), sheets, key: t('students.teaching.doc.key') }
  const bytes = await renderPdf(attendanceTemplate, value, {
    title: t('students.teaching.doc.attendance'),
    lang: 'vi',
    pdfa: true,
  })
  return { bytes, people: roster.map((line) => line.person_id) }
}
