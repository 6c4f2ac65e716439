import type { Translate } from '#platform/i18n/index.ts'
import { Empty, Section, Table } from '#ui/index.ts'
import { weekdayAndDay } from '../clash-words.ts'
import type { OwnAttendance } from '../own.ts'
import type { Block } from '../store/blocks.ts'
import type { OwnAbsence } from '../store/own.ts'
import { shareText } from './section/section-attendance.tsx'
import { hoursText } from './section/section-words.tsx'
import { StandingBadge } from './standing.tsx'

type T = Translate

/** Lessons of a week, one line a lesson; `teachers` are names by person. */
export function OwnBlocks({
  blocks,
  teachers,
  t,
}: {
  blocks: readonly Block[]
  teachers: ReadonlyMap<string, string>
  t: T
}) {
  if (blocks.length === 0) return <p class="text-muted">{t('students.teaching.own.no_sessions')}</p>
  return (
    <Table
      caption={t('students.teaching.own.week')}
      rows={blocks}
      rowKey={(block) => block.id}
      columns={[
        {
          key: 'day',
          label: t('students.teaching.own.day'),
          render: (block) => weekdayAndDay(t, block.on_date),
        },
        {
          key: 'time',
          label: t('students.teaching.field.time'),
          render: (block) => `${block.from_time}–${block.to_time}`,
        },
        {
          key: 'section',
          label: t('students.teaching.field.section'),
          render: (block) => [block.section_name, note(block, t)].filter(Boolean).join(' · '),
        },
        { key: 'room', label: t('students.teaching.field.room'), render: (block) => roomText(block, t) },
        {
          key: 'teacher',
          label: t('students.teaching.field.teacher'),
          render: (block) =>
            (block.teacher_person_id && teachers.get(block.teacher_person_id)) ||
            t('students.teaching.nobody'),
        },
      ]}
    />
  )
}

function note(block: Block, t: T): string | undefined {
  if (block.state === 'cancelled')
    return t('students.teaching.own.cancelled', { reason: block.cancel_reason ?? '' })
  return block.kind === 'theory' ? undefined : t.dynamic(`students.teaching.kind.${block.kind}`)
}

const roomText = (block: Block, t: T): string =>
  block.delivery === 'online'
    ? t('students.teaching.delivery.online')
    : (block.room_code ?? t('students.teaching.no_room'))

/** The rule, then each section: how much was missed and what may still be, in a sentence. */
export function OwnStandings({ sections, t }: { sections: readonly OwnAttendance[]; t: T }) {
  const rules = new Map(sections.map(({ least, document }) => [`${least} ${document}`, { least, document }]))
  return (
    <>
      {[...rules].map(([key, { least, document }]) => (
        <p key={key} class="mb-3 max-w-prose text-muted">
          {t('students.teaching.attendance.rule', { percent: shareText(t, least), document })}
        </p>
      ))}
      <ul class="grid gap-3">
        {sections.map((one) => (
          <li key={one.section_id} class="grid justify-items-start gap-1">
            <strong>{one.section_name}</strong>
            <StandingBadge verdict={one.verdict} t={t} />
            <span>{standingSentence(one, t)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function standingSentence(one: OwnAttendance, t: T): string {
  if (one.verdict.standing === 'unplanned') return t('students.teaching.own.standing_unplanned')
  return t('students.teaching.own.standing', {
    missed: hoursText(t, one.hours_missed),
    planned: hoursText(t, one.hours_planned),
    allowed: hoursText(t, one.verdict.allowed),
  })
}

/** Attendance of a course of study by term, and every absence. */
export function AttendanceOfOne({
  sections,
  absences,
  t,
}: {
  sections: readonly OwnAttendance[]
  absences: readonly OwnAbsence[]
  t: T
}) {
  if (sections.length === 0)
    return <Empty title={t('students.teaching.own.nothing')}>{t('students.teaching.own.nothing_hint')}</Empty>
  return (
    <>
      {[...Map.groupBy(sections, (one) => one.term_name)].map(([term, own]) => (
        <Section key={term} title={term}>
          <OwnStandings sections={own} t={t} />
        </Section>
      ))}
      <Section title={t('students.teaching.own.absences')}>
        <Table
          caption={t('students.teaching.own.absences')}
          rows={absences}
          rowKey={(one) => one.session_id}
          columns={[
            {
              key: 'on_date',
              label: t('students.teaching.own.day'),
              render: (one) => weekdayAndDay(t, one.on_date),
            },
            { key: 'section_name', label: t('students.teaching.field.section') },
            {
              key: 'kind',
              label: t('students.teaching.own.kind'),
              render: (one) =>
                one.late_minutes === null
                  ? t.dynamic(`students.teaching.absence.${one.kind}`)
                  : t('students.teaching.own.late', { minutes: one.late_minutes }),
            },
            {
              key: 'hours',
              label: t('students.teaching.field.missed'),
              align: 'end',
              render: (one) => hoursText(t, one.hours),
            },
          ]}
          empty={<p class="text-muted">{t('students.teaching.own.no_absences')}</p>}
        />
      </Section>
    </>
  )
}
