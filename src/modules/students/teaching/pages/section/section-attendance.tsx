import type { ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Badge,
  Button,
  Disclosure,
  Empty,
  Form,
  Section,
  Select,
  Table,
  TextField,
} from '#ui/index.ts'
import { judgeAttendance } from '../../rule.ts'
import type { SectionData } from './section.tsx'
import { hoursText } from './section-words.tsx'
import { WeekRegister } from './section-week.tsx'
import { StandingBadge } from '../standing.tsx'

/** Hours of everybody under the rule of attendance, and who may still miss how much. */
export function AttendanceTab({ data, context }: { data: SectionData; context: ViewContext }) {
  const { roster, attendance, least, mayApprove, section } = data
  const { t, today } = context
  const rows = roster.flatMap((line) => {
    const hours = attendance.get(line.enrolment_id)
    return hours ? [{ ...line, hours, verdict: judgeAttendance(hours, least, hours.is_waived) }] : []
  })
  const untaken = rows[0]?.hours.sessions_untaken ?? 0
  type Row = (typeof rows)[number]
  return (
    <Section
      title={t('students.teaching.attendance.title')}
      lead={t('students.teaching.attendance.rule', {
        percent: shareText(t, least),
        document: data.document,
      })}
    >
      {untaken > 0 && (
        <Alert kind="warning" title={t('students.teaching.attendance.untaken', { count: untaken })}>
          <a href={`/lop-hoc-phan/${section.id}?xem=lich`}>{t('students.teaching.attendance.untaken_act')}</a>
        </Alert>
      )}
      <Table
        caption={t('students.teaching.attendance.title')}
        rows={rows}
        rowKey={(row) => row.enrolment_id}
        columns={[
          { key: 'full_name', label: t('students.teaching.field.learner') },
          {
            key: 'held',
            label: t('students.teaching.field.held'),
            align: 'end',
            render: (row: Row) =>
              `${hoursText(t, row.hours.hours_held)} / ${hoursText(t, row.hours.hours_planned)}`,
          },
          {
            key: 'missed',
            label: t('students.teaching.field.missed'),
            align: 'end',
            render: (row: Row) => hoursText(t, row.hours.hours_missed),
          },
          {
            key: 'share',
            label: t('students.teaching.field.share'),
            align: 'end',
            render: (row: Row) => (row.verdict.share === null ? '–' : t.percent(row.verdict.share, 1000)),
          },
          {
            key: 'left',
            label: t('students.teaching.field.left'),
            render: (row: Row) => <StandingBadge verdict={row.verdict} t={t} />,
          },
        ]}
        empty={
          <Empty title={t('students.teaching.roster.empty')}>
            {t('students.teaching.roster.empty_hint')}
          </Empty>
        }
      />
      <p class="mt-3 text-sm text-muted">{t('students.teaching.attendance.as_of', { day: t.date(today) })}</p>
      <Disclosure label={t('students.teaching.week.open')} open={data.hasWeek}>
        <WeekRegister data={data} context={context} />
      </Disclosure>
      {mayApprove && !section.posted_at && <Waive data={data} context={context} />}
    </Section>
  )
}

/** `0.825` as `82,5`. */
export const shareText = (t: ViewContext['t'], share: string): string => t.number(Number(share) * 100, 1)

function Waive({
  data: { roster, attendance },
  context: { t, form },
}: {
  data: SectionData
  context: ViewContext
}) {
  const waived = roster.filter((line) => attendance.get(line.enrolment_id)?.is_waived)
  return (
    <Disclosure label={t('students.teaching.waiver.title')} open={form.sent === 'waive'}>
      <p class="mb-3 max-w-prose">{t('students.teaching.waiver.lead')}</p>
      {waived.length > 0 && (
        <p class="mb-3">
          <Badge kind="info">{t('students.teaching.waiver.held', { count: waived.length })}</Badge>{' '}
          {waived.map((line) => line.full_name).join(', ')}
        </p>
      )}
      <Form hidden={form.hidden('waive')}>
        <Select
          {...form.field('learner')}
          label={t('students.teaching.field.learner')}
          placeholder={t('students.teaching.choose')}
          options={roster.map((line) => ({
            value: line.enrolment_id,
            label: `${line.full_name} (${line.learner_code})`,
          }))}
        />
        <TextField
          {...form.field('reason')}
          label={t('students.teaching.waiver.reason')}
          hint={t('students.teaching.waiver.reason_hint')}
        />
        <Button kind="secondary">{t('students.teaching.waiver.save')}</Button>
      </Form>
    </Disclosure>
  )
}
