import { z } from 'zod'
import { fieldProps } from '#modules/people/index.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Badge,
  Button,
  Card,
  DateField,
  Disclosure,
  Form,
  FormActions,
  RadioGroup,
  Section,
  TextArea,
  TextField,
} from '#ui/index.ts'
import type { Enrolment } from '../../enrolment.ts'
import { liftDiscipline, recordConduct } from '../actions/conduct.ts'
import { conductKinds, disciplines, type Conduct } from '../conduct.ts'
import { listConductOf } from '../store/conduct.ts'
import { getRecord } from '../store/learner.ts'
import { dayText } from '../typed.ts'
import { LearnerHeader } from './learner-header.tsx'
import { DecisionFields, wordOptions } from './parts.tsx'

const path = '/hoc-sinh/:id/khen-thuong-ky-luat'
const here = (learner: string) => `/hoc-sinh/${learner}/khen-thuong-ky-luat`

/** Awards and discipline of a learner, with the decision of each. */
export const learnerConduct = definePage({
  path,
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  async load({ db, params }) {
    const record = await getRecord(db, params.id)
    const ids = record.enrolments.map((one) => one.id)
    return { record, conduct: await listConductOf(db, ids) }
  },
  about: ({ record: { learner } }) => ({ institution: learner.institution_id, person: learner.person_id }),
  looks: ({ record }) => ({ subject: 'people.person', ids: [record.learner.person_id] }),
  title: (_data, t) => t('students.tab.conduct'),
  forms: {
    record: defineForm({
      action: recordConduct,
      input: (body) => body,
      then: (result) => ({ to: here(result.learner), say: 'students.conduct.recorded' }),
    }),
    lift: defineForm({
      action: liftDiscipline,
      input: (body) => body,
      then: (result) => ({ to: here(result.learner), say: 'students.conduct.lifted_now' }),
    }),
  },
  view: ({ record, conduct }, context) => {
    const { t, may } = context
    const mayEdit = may('students.edit', { institution: record.learner.institution_id })
    return (
      <>
        <LearnerHeader record={record} current={path} context={context} />
        {conduct.length === 0 && <p class="my-4 text-muted">{t('students.conduct.none')}</p>}
        <div class="mt-6 grid gap-4">
          {conduct.map((one) => (
            <Item key={one.id} conduct={one} mayEdit={mayEdit} context={context} />
          ))}
        </div>
        {mayEdit && record.current && <RecordForm enrolment={record.current} context={context} />}
      </>
    )
  },
})

function Item({ conduct, mayEdit, context }: { conduct: Conduct; mayEdit: boolean; context: ViewContext }) {
  const { t } = context
  const isAward = conduct.kind === 'award'
  const mayLift = mayEdit && !isAward && conduct.lifted_on === null
  return (
    <div id={conduct.id}>
      <Card
        title={isAward ? conduct.level : t.dynamic(`students.discipline.${conduct.level}`)}
        state={
          isAward ? (
            <Badge kind="primary">{t('students.conduct.kind.award')}</Badge>
          ) : conduct.lifted_on ? (
            <Badge>{t('students.conduct.lifted', { day: t.date(conduct.lifted_on) })}</Badge>
          ) : (
            <Badge kind="warning">{t('students.conduct.kind.discipline')}</Badge>
          )
        }
      >
        <p>{conduct.reason}</p>
        <p class="text-sm text-muted">
          {t.date(conduct.on_date)}
          <DecisionLink
            id={conduct.decision_id}
            number={conduct.decision_no}
            day={conduct.decision_date}
            t={t}
          />
        </p>
        {conduct.lifted_on && conduct.lifting_decision_id && (
          <p class="text-sm text-muted">
            {t('students.conduct.lifted', { day: t.date(conduct.lifted_on) })}
            <DecisionLink
              id={conduct.lifting_decision_id}
              number={conduct.lifting_no}
              day={conduct.lifting_date}
              t={t}
            />
          </p>
        )}
        {mayLift && <LiftForm conduct={conduct} context={context} />}
      </Card>
    </div>
  )
}

function DecisionLink({
  id,
  number,
  day,
  t,
}: {
  id: string | null
  number: string | null
  day: string | null
  t: ViewContext['t']
}) {
  if (!id) return null
  return (
    <>
      {' · '}
      <a href={`/quyet-dinh/${id}`}>
        {t('students.event.decision', { number: number ?? '', day: t.date(day) })}
      </a>
    </>
  )
}

function LiftForm({ conduct, context }: { conduct: Conduct; context: ViewContext }) {
  const { t, form, today } = context
  const isThis = form.sent === 'lift' && form.values.conduct === conduct.id
  const own = (name: string, stored = '') => (isThis ? form.field(name, stored) : { name, value: stored })
  return (
    <Disclosure label={t('students.conduct.lift')} open={isThis}>
      <Form hidden={{ ...form.hidden('lift'), conduct: conduct.id }} bare label={t('students.conduct.lift')}>
        <DateField
          {...own('lifted_on', dayText(today))}
          idPrefix={conduct.id}
          label={t('students.conduct.lifted_on')}
          required
        />
        <TextField
          {...own('decision_no')}
          idPrefix={conduct.id}
          label={t('students.decision.number')}
          width="half"
          maxlength={60}
          required
        />
        <DateField
          {...own('decision_date')}
          idPrefix={conduct.id}
          label={t('students.decision.signed_on')}
          hint={t('students.form.day_hint')}
          required
        />
        <Button kind="secondary">{t('students.conduct.lift')}</Button>
      </Form>
    </Disclosure>
  )
}

function RecordForm({ enrolment, context }: { enrolment: Enrolment; context: ViewContext }) {
  const { t, form, today } = context
  return (
    <Section title={t('students.conduct.new')}>
      <Form hidden={{ ...form.hidden('record'), enrolment: enrolment.id }} label={t('students.conduct.new')}>
        <RadioGroup
          {...fieldProps(context, 'kind')}
          label={t('students.conduct.kind')}
          options={wordOptions(conductKinds, 'students.conduct.kind', t)}
          inline
          required
        />
        <TextField
          {...fieldProps(context, 'award')}
          label={t('students.conduct.award')}
          hint={t('students.conduct.award_hint')}
          maxlength={120}
        />
        <RadioGroup
          {...fieldProps(context, 'discipline')}
          label={t('students.conduct.level')}
          hint={t('students.conduct.level_hint')}
          options={wordOptions(disciplines, 'students.discipline', t)}
        />
        <DateField
          {...fieldProps(context, 'on_date', dayText(today))}
          label={t('students.conduct.on')}
          required
        />
        <TextArea
          {...fieldProps(context, 'reason')}
          label={t('students.conduct.reason')}
          rows={3}
          maxlength={500}
          required
        />
        <DecisionFields context={context} />
        <FormActions>
          <Button>{t('students.conduct.record')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}
