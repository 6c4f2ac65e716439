import type { ViewContext } from '#platform/pages/page.ts'
import {
  Badge,
  Button,
  DateField,
  Disclosure,
  Empty,
  Form,
  LinkButton,
  Section,
  Select,
  Table,
  TextField,
} from '#ui/index.ts'
import type { SectionData } from './section.tsx'

/** Who learns in the section, with the way in and out. */
export function RosterTab({ data, context }: { data: SectionData; context: ViewContext }) {
  const { section, roster, mayEdit } = data
  const { t, today } = context
  const isOpen = section.state === 'open'
  type Row = SectionData['roster'][number]
  return (
    <Section
      title={t('students.teaching.roster.title')}
      actions={
        mayEdit &&
        isOpen && (
          <LinkButton kind="secondary" icon="plus" href={`/lop-hoc-phan/${section.id}/them-hoc-sinh`}>
            {t('students.teaching.roster.add')}
          </LinkButton>
        )
      }
    >
      <Table
        caption={t('students.teaching.roster.title')}
        rows={roster}
        rowKey={(line) => line.enrolment_id}
        columns={[
          { key: 'full_name', label: t('students.teaching.field.learner') },
          { key: 'learner_code', label: t('students.teaching.field.learner_code') },
          {
            key: 'class_code',
            label: t('students.teaching.field.class'),
            render: (line: Row) => line.class_code ?? '–',
          },
          {
            key: 'from',
            label: t('students.teaching.field.from'),
            render: (line: Row) => t.date(line.from_date),
          },
          {
            key: 'attempt',
            label: t('students.teaching.field.attempt'),
            render: (line: Row) => <Standing line={line} today={today} t={t} />,
          },
        ]}
        empty={
          <Empty title={t('students.teaching.roster.empty')}>
            {t('students.teaching.roster.empty_hint')}
          </Empty>
        }
      />
      {mayEdit && isOpen && roster.some((line) => !line.to_date) && (
        <RemoveLearner data={data} context={context} />
      )}
      {mayEdit && isOpen && !data.blocks.some((block) => block.state === 'held') && (
        <CancelSection context={context} />
      )}
    </Section>
  )
}

function Standing({
  line,
  today,
  t,
}: {
  line: SectionData['roster'][number]
  today: string
  t: ViewContext['t']
}) {
  if (line.to_date && line.to_date < today)
    return <Badge>{t('students.teaching.roster.left', { day: t.date(line.to_date) })}</Badge>
  return <>{t.dynamic(`students.teaching.attempt.${line.attempt}`)}</>
}

function RemoveLearner({
  data: { roster },
  context: { t, form, today },
}: {
  data: SectionData
  context: ViewContext
}) {
  return (
    <Disclosure label={t('students.teaching.roster.remove')} open={form.sent === 'remove'}>
      <Form hidden={form.hidden('remove')}>
        <Select
          {...form.field('learner')}
          label={t('students.teaching.field.learner')}
          placeholder={t('students.teaching.choose')}
          options={roster
            .filter((line) => !line.to_date)
            .map((line) => ({ value: line.enrolment_id, label: `${line.full_name} (${line.learner_code})` }))}
        />
        <DateField
          {...form.field('from_date', t.date(today))}
          label={t('students.teaching.roster.remove_from')}
          hint={t('students.teaching.roster.remove_hint')}
        />
        <Button kind="danger">{t('students.teaching.roster.remove_act')}</Button>
      </Form>
    </Disclosure>
  )
}

/** Only while nothing was taught: a section opened by mistake. */
function CancelSection({ context: { t, form } }: { context: ViewContext }) {
  return (
    <Disclosure label={t('students.teaching.section.cancel')} open={form.sent === 'cancel'}>
      <p class="mb-3 max-w-prose">{t('students.teaching.section.cancel_lead')}</p>
      <Form hidden={form.hidden('cancel')}>
        <TextField {...form.field('reason')} label={t('students.teaching.session.cancel_reason')} required />
        <Button kind="danger">{t('students.teaching.section.cancel_act')}</Button>
      </Form>
    </Disclosure>
  )
}
