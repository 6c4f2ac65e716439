import type { ViewContext } from '#platform/pages/page.ts'
import { Alert, Badge, Button, Empty, Form, Filters, Section, Table } from '#ui/index.ts'
import { seatOf } from '../course.ts'
import type { Run } from '../store/courses.ts'
import type { Candidate, Enrolment } from '../store/enrolments.ts'
import { Outcome } from './parts.tsx'

/** The reader's own registration: register, wait, withdraw. */
export function Registration({
  run,
  own,
  isOpen,
  personId,
  context,
}: {
  run: Run
  own: Enrolment | undefined
  isOpen: boolean
  personId: string | undefined
  context: ViewContext
}) {
  const { t, form } = context
  if (!own) {
    if (!isOpen)
      return (
        <div class="mt-6">
          <Alert kind="info" title={t('staff.training.run.closed')} />
        </div>
      )
    if (!personId) return null
    return (
      <div class="mt-6">
        <Form bare hidden={form.hidden('register')}>
          <Button icon="plus">{t('staff.training.run.register')}</Button>
        </Form>
      </div>
    )
  }
  const seat = seatOf(own.place ?? 0, run.quota)
  const words = seat.hasSeat
    ? t('staff.training.run.registered')
    : t('staff.training.run.own_waiting', { number: seat.waiting })
  return (
    <div class="mt-6">
      <Alert
        kind={seat.hasSeat ? 'success' : 'info'}
        title={words}
        actions={
          !own.outcome && (
            <Form bare hidden={form.hidden('withdraw')}>
              <Button kind="secondary" small>
                {t('staff.training.run.withdraw')}
              </Button>
            </Form>
          )
        }
      />
    </div>
  )
}

/** Who comes, in the order of registering. */
export function Participants({
  enrolments,
  run,
  names,
  context: { t },
}: {
  enrolments: readonly Enrolment[]
  run: Run
  names: Map<string, string>
  context: ViewContext
}) {
  return (
    <Section title={t('staff.training.run.people')}>
      <Table
        caption={t('staff.training.run.people')}
        rows={enrolments}
        rowKey={(one) => one.id}
        columns={[
          { key: 'person_name', label: t('staff.training.field.person') },
          {
            key: 'school',
            label: t('staff.training.field.school'),
            render: (one) => names.get(one.institution_id) ?? '–',
          },
          {
            key: 'state',
            label: t('staff.training.field.state'),
            render: (one) =>
              one.outcome ? (
                <Outcome outcome={one.outcome} t={t} />
              ) : (
                <Seat place={one.place ?? 0} quota={run.quota} t={t} />
              ),
          },
          {
            key: 'certificate',
            label: t('staff.training.field.certificate'),
            render: (one) =>
              one.certificate_id ? (
                <a href={`/boi-duong/chung-chi/${one.certificate_id}`}>{one.serial}</a>
              ) : (
                '–'
              ),
          },
        ]}
        empty={<Empty title={t('staff.training.run.nobody')}>{t('staff.training.run.nobody_hint')}</Empty>}
      />
    </Section>
  )
}

function Seat({ place, quota, t }: { place: number; quota: number | null; t: ViewContext['t'] }) {
  const seat = seatOf(place, quota)
  return seat.hasSeat ? (
    <Badge kind="success">{t('staff.training.run.seat')}</Badge>
  ) : (
    <Badge kind="info">{t('staff.training.run.waiting', { number: seat.waiting })}</Badge>
  )
}

/** A school chooses among its people; works with ticks alone. */
export function EnrolPeople({
  candidates,
  text,
  context,
}: {
  candidates: readonly Candidate[]
  text: string | undefined
  context: ViewContext
}) {
  const { t, form } = context
  return (
    <Section title={t('staff.training.run.enrol')} lead={t('staff.training.run.enrol_lead')} id="dang-ky">
      <Filters
        search={{
          name: 'tim',
          label: t('staff.training.run.enrol_search'),
          value: text,
          button: t('staff.training.list.search_button'),
        }}
      />
      <Form bare hidden={form.hidden('enrol')}>
        <Table
          caption={t('staff.training.run.enrol')}
          rows={candidates}
          rowKey={(one) => one.person_id}
          select={{
            name: 'people[]',
            value: (one) => one.person_id,
            label: (one) => t('staff.training.run.enrol_choose', { name: one.full_name }),
            columnLabel: t('staff.training.run.enrol_pick'),
          }}
          columns={[
            { key: 'full_name', label: t('staff.training.field.person') },
            { key: 'title', label: t('staff.training.field.title'), render: (one) => one.title ?? '–' },
            {
              key: 'is_trained',
              label: t('staff.training.field.state'),
              render: (one) =>
                one.is_trained ? (
                  <Badge kind="success">{t('staff.training.run.trained_already')}</Badge>
                ) : (
                  '–'
                ),
            },
          ]}
          empty={<Empty title={t('staff.training.list.empty')}>{t('staff.training.list.empty_hint')}</Empty>}
        />
        {candidates.length > 0 && (
          <div class="mt-4">
            <Button>{t('staff.training.run.enrol_send')}</Button>
          </div>
        )}
      </Form>
    </Section>
  )
}
