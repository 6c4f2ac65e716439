import type { ViewContext } from '#platform/pages/page.ts'
import { Badge, Empty, LinkButton, Section, Table } from '#ui/index.ts'
import { tenthsOf, tenthsText } from '../../block.ts'
import { weekdayAndDay } from '../../clash-words.ts'
import type { SectionData } from './section.tsx'
import { hoursText, sessionStateKind } from './section-words.tsx'

/** Every block of the section: what was taught, what is to come, what waits for attendance. */
export function SessionsTab({ data, context }: { data: SectionData; context: ViewContext }) {
  const { section, blocks, mayEdit, teaches } = data
  const { t, today } = context
  type Row = SectionData['blocks'][number]
  const planned = section.hours_theory + section.hours_practice + section.hours_test
  const booked = blocks
    .filter((block) => block.state !== 'cancelled' && block.kind !== 'exam')
    .reduce((sum, block) => sum + tenthsOf(block.hours), 0)
  return (
    <Section
      title={t('students.teaching.sessions.title')}
      lead={t('students.teaching.sessions.booked', { hours: hoursText(t, tenthsText(booked)), planned })}
      actions={
        mayEdit &&
        section.state === 'open' && (
          <LinkButton kind="secondary" icon="plus" href={`/thoi-khoa-bieu/them?hp=${section.id}`}>
            {t('students.teaching.timetable.add')}
          </LinkButton>
        )
      }
    >
      <Table
        caption={t('students.teaching.sessions.title')}
        rows={blocks}
        rowKey={(block) => block.id}
        columns={[
          {
            key: 'on_date',
            label: t('students.teaching.field.time'),
            render: (block: Row) => {
              const words = `${weekdayAndDay(t, block.on_date)}, ${block.from_time}–${block.to_time}`
              return mayEdit ? <a href={`/thoi-khoa-bieu/buoi/${block.id}`}>{words}</a> : words
            },
          },
          {
            key: 'kind',
            label: t('students.teaching.field.kind'),
            render: (block: Row) => t.dynamic(`students.teaching.kind.${block.kind}`),
          },
          {
            key: 'hours',
            label: t('students.teaching.field.hours'),
            align: 'end',
            render: (block: Row) => hoursText(t, block.hours),
          },
          {
            key: 'room',
            label: t('students.teaching.field.room'),
            render: (block: Row) => block.room_code ?? '–',
          },
          {
            key: 'teacher',
            label: t('students.teaching.field.teacher'),
            render: (block: Row) => block.teacher_name ?? t('students.teaching.nobody'),
          },
          {
            key: 'topic',
            label: t('students.teaching.field.topic'),
            render: (block: Row) => block.topic ?? '–',
          },
          {
            key: 'state',
            label: t('students.teaching.field.state'),
            render: (block: Row) => <SessionState block={block} today={today} teaches={teaches} t={t} />,
          },
        ]}
        empty={
          <Empty title={t('students.teaching.sessions.empty')}>
            {t('students.teaching.sessions.empty_hint')}
          </Empty>
        }
      />
    </Section>
  )
}

function SessionState({
  block,
  today,
  teaches,
  t,
}: {
  block: SectionData['blocks'][number]
  today: string
  teaches: boolean
  t: ViewContext['t']
}) {
  const isDue = block.state === 'planned' && block.on_date <= today
  if (teaches && (isDue || block.state === 'held'))
    return (
      <a href={`/diem-danh/${block.id}`}>
        {t(block.state === 'held' ? 'students.teaching.register.open' : 'students.teaching.register.take')}
      </a>
    )
  return (
    <>
      <Badge kind={sessionStateKind[block.state]}>
        {t.dynamic(`students.teaching.session_state.${block.state}`)}
      </Badge>
      {block.cancel_reason && <span class="text-sm text-muted"> {block.cancel_reason}</span>}
    </>
  )
}
