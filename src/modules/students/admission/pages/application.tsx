import { z } from 'zod'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Button,
  Form,
  FormActions,
  PageHeader,
  RadioGroup,
  Section,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { CandidateChoice } from '#modules/people/index.ts'
import { acceptApplications } from '../actions/accept.ts'
import { answerOneApplication } from '../actions/answer.ts'
import { nextApplicationState, type Application } from '../application.ts'
import type { Intake } from '../intake.ts'
import { getApplication } from '../store/application.ts'
import { getIntake } from '../store/intake.ts'
import { listAdmissionPlaces, type AdmissionPlace } from '../store/place.ts'
import { AcceptFields } from './accept-form.tsx'
import { ApplicationBadge, ApplicationFacts } from './application-facts.tsx'

type Data = { application: Application; intake: Intake; places: AdmissionPlace[] }

/** One application: what was sent, its papers, and the school's answer. */
export const applicationDetail = definePage<Data, { id: string }>({
  path: '/tuyen-sinh/ho-so/:id',
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, today }) {
    const application = await getApplication(db, params.id)
    const intake = await getIntake(db, application.intake_id, today)
    return { application, intake, places: await listAdmissionPlaces(db, intake.programme_id, today) }
  },
  about: ({ application }) => ({ institution: application.institution_id }),
  looks: ({ application }) => ({ subject: 'students.application', ids: [application.id] }),
  title: ({ application }) => application.full_name,
  forms: {
    accept: defineForm({
      action: acceptApplications,
      input: (body, { params }) => ({
        ...body,
        applications: [`${params.id} ${String(body.version ?? '')}`],
      }),
      then: ({ accepted, doubtful }) => ({
        to: '/tuyen-sinh/ho-so?trang-thai=submitted',
        say: 'students.admission.said.accepted',
        params: { accepted, doubtful },
      }),
    }),
    answer: defineForm({
      action: answerOneApplication,
      input: (body, { params }) => ({ ...body, id: params.id }),
      then: () => ({ to: '/tuyen-sinh/ho-so?trang-thai=submitted', say: 'students.admission.said.answered' }),
    }),
  },
  view: ({ application, intake, places }, context) => {
    const { t, may } = context
    const about = { institution: application.institution_id }
    return (
      <>
        <PageHeader
          title={application.full_name}
          state={<ApplicationBadge state={application.state} t={t} />}
          lead={`${intake.programme_name} · ${intake.year} · ${intake.round} · ${application.code}`}
          breadcrumb={[{ href: '/tuyen-sinh/ho-so', label: t('students.admission.queue.title') }]}
          breadcrumbLabel={t('students.admission.nav.queue')}
        />
        {application.answer && (
          <Alert
            kind="info"
            title={t('students.admission.detail.answered', {
              name: application.decided_by_name ?? '',
              day: t.date(application.decided_at),
            })}
          >
            {application.answer}
          </Alert>
        )}
        <ApplicationFacts
          application={application}
          withClaims={may('students.read-sensitive', about)}
          context={context}
        />
        {may('students.read-sensitive', about) && <Papers application={application} context={context} />}
        {may('students.edit', about) && (
          <Answer application={application} places={places} context={context} />
        )}
      </>
    )
  },
})

function Papers({ application, context: { t } }: { application: Application; context: ViewContext }) {
  if (application.files.length === 0) return null
  return (
    <Section title={t('students.admission.field.files')}>
      <ul class="list-disc pl-5">
        {application.files.map((file, at) => (
          <li key={file.hash}>
            <a href={`/tuyen-sinh/ho-so/${application.id}/tep/${at}`}>{file.name}</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Answer({
  application,
  places,
  context,
}: {
  application: Application
  places: AdmissionPlace[]
  context: ViewContext
}) {
  const { t, form } = context
  const acts = (['return', 'reject', 'reconsider'] as const).filter((act) =>
    nextApplicationState(application.state, act),
  )
  return (
    <>
      {nextApplicationState(application.state, 'accept') && (
        <Section title={t('students.admission.accept.one')}>
          {places.length === 0 && (
            <Alert kind="warning" title={t('students.admission.accept.no_cohort')}>
              <a href="/khoa">{t('students.admission.accept.make_cohort')}</a>
            </Alert>
          )}
          <Form hidden={form.hidden('accept', { version: application.version })}>
            <CandidateChoice context={context} />
            {(form.errors.citizen_number ?? form.values.citizen_number) !== undefined && (
              <TextField
                {...form.field('citizen_number')}
                label={t('people.field.citizen_number')}
                hint={t('students.admission.hint.number_taken')}
                width="half"
              />
            )}
            <AcceptFields places={places} act={t('students.admission.accept.act')} context={context} />
          </Form>
        </Section>
      )}
      {acts.length > 0 && (
        <Section title={t('students.admission.detail.other')}>
          <Form hidden={form.hidden('answer', { version: application.version })}>
            <RadioGroup
              {...form.field('act', acts.length === 1 ? acts[0] : undefined)}
              label={t('students.admission.detail.act')}
              options={acts.map((value) => ({ value, label: t.dynamic(`students.admission.act.${value}`) }))}
            />
            <TextArea
              {...form.field('answer')}
              label={t('students.admission.detail.words')}
              hint={t('students.admission.detail.words_hint')}
              rows={3}
              maxlength={1000}
              required
            />
            <FormActions>
              <Button kind="secondary">{t('students.admission.detail.send')}</Button>
            </FormActions>
          </Form>
        </Section>
      )}
    </>
  )
}
