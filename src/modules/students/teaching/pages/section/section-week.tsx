import { addDays } from '#platform/clock.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Empty, Section, Table } from '#ui/index.ts'
import { weekdayAndDay } from '../../clash-words.ts'
import type { SectionData } from './section.tsx'
import { WeekLinks } from '../week-links.tsx'

type Row = SectionData['roster'][number]
type Block = SectionData['blocks'][number]

/** The register of one week: a line a learner, a column a session. */
export function WeekRegister({ data, context }: { data: SectionData; context: ViewContext }) {
  const { section, roster, blocks, absences, monday } = data
  const { t, today } = context
  const sunday = addDays(monday, 6)
  const week = blocks.filter(
    (block) => block.state !== 'cancelled' && block.on_date >= monday && block.on_date <= sunday,
  )
  const marks = new Map(absences.map((one) => [`${one.session_id} ${one.enrolment_id}`, one.kind]))
  const at = (day: string) => `/lop-hoc-phan/${section.id}?xem=diem-danh&tuan=${day}`
  return (
    <Section
      title={t('students.teaching.week.title', { from: t.date(monday), to: t.date(sunday) })}
      level={3}
      actions={<WeekLinks monday={monday} today={today} href={at} small t={t} />}
    >
      {week.length === 0 ? (
        <Empty title={t('students.teaching.timetable.empty')} />
      ) : (
        <Table
          caption={t('students.teaching.week.title', { from: t.date(monday), to: t.date(sunday) })}
          rows={roster.filter(
            (line) => line.from_date <= sunday && (!line.to_date || line.to_date >= monday),
          )}
          rowKey={(line) => line.enrolment_id}
          columns={[
            { key: 'full_name', label: t('students.teaching.field.learner') },
            ...week.map((block) => ({
              key: block.id,
              label: `${weekdayAndDay(t, block.on_date)} ${block.from_time}`,
              align: 'center' as const,
              render: (line: Row) => markOf(block, line, marks, t),
            })),
          ]}
        />
      )}
    </Section>
  )
}

/** What stands of a learner in a session: nobody is shown as present before attendance was taken. */
function markOf(block: Block, line: Row, marks: ReadonlyMap<string, string>, t: ViewContext['t']): string {
  if (line.from_date > block.on_date || (line.to_date && line.to_date < block.on_date)) return '–'
  if (block.state !== 'held') return t('students.teaching.week.not_taken')
  const kind = marks.get(`${block.id} ${line.enrolment_id}`)
  return t.dynamic(`students.teaching.absence.${kind ?? 'present'}`)
}
