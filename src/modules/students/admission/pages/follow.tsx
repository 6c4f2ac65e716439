import { addressOf } from '#platform/rate.ts'
import { cookie, parseCookies } from '#platform/http/cookies.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Button,
  DateField,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  PublicAnswer,
  Section,
  TextField,
  type AnswerState,
} from '#ui/index.ts'
import { listUnits } from '#modules/places/index.ts'
import {
  applicationMaxBody,
  mendApplication,
  openApplication,
  readTicket,
  withdrawApplication,
} from '../actions/apply.ts'
import type { Application, ApplicationState } from '../application.ts'
import type { Intake } from '../intake.ts'
import { followApplication } from '../store/application.ts'
import { getIntake } from '../store/intake.ts'
import { ApplicationFacts } from './application-facts.tsx'
import { ContactFields } from './apply.tsx'

const ticketName = 'ho_so'

/** Opens one's own application by the code it was given and the birth date. */
export const followPage = definePage({
  path: '/tuyen-sinh/theo-doi',
  permission: 'public',
  load: async () => ({}),
  title: (_data, t) => t('students.admission.follow.title'),
  forms: {
    open: defineForm({
      action: openApplication,
      input: (body, { request }) => ({ ...body, address_of_sender: addressOf(request.headers) }),
      then: () => '/tuyen-sinh/theo-doi/cua-toi',
      headers: ({ ticket }) => new Headers({ 'set-cookie': cookie(ticketName, ticket, 3600, false) }),
    }),
  },
  view: (_data, { t, form }) => (
    <>
      <PageHeader title={t('students.admission.follow.title')} lead={t('students.admission.follow.lead')} />
      <Form hidden={form.hidden('open')}>
        <TextField
          {...form.field('code')}
          label={t('students.admission.field.code')}
          hint={t('students.admission.hint.code')}
          width="half"
          autocomplete="off"
          spellcheck={false}
          required
        />
        <DateField
          {...form.field('birth')}
          label={t('people.field.birth')}
          hint={t('students.admission.hint.day')}
          required
        />
        <FormActions>
          <Button>{t('students.admission.follow.open')}</Button>
        </FormActions>
      </Form>
    </>
  ),
})

type Own = { application: Application; intake: Intake; units: { id: string; name: string }[] } | undefined

const answerOf: Record<ApplicationState, AnswerState> = {
  submitted: 'unknown',
  returned: 'partly',
  accepted: 'yes',
  rejected: 'no',
  withdrawn: 'plain',
}

/** The applicant's own page: how it stands in one line, what to do, and what was sent. */
export const ownApplicationPage = definePage<Own>({
  path: '/tuyen-sinh/theo-doi/cua-toi',
  permission: 'public',
  maxBody: applicationMaxBody,
  headers: { 'cache-control': 'private, no-store' },
  async load({ db, app, request, today }) {
    const own = readTicket(app, parseCookies(request)[ticketName])
    const application = own && (await followApplication(db, own.code, own.birth))
    if (!application) return undefined
    const units = await listUnits(db, { kind: 'commune', on: today })
    return { application, intake: await getIntake(db, application.intake_id, today), units }
  },
  title: (_data, t) => t('students.admission.follow.own'),
  forms: {
    mend: defineForm({
      action: mendApplication,
      input: (body, { request }) => ({ ...body, ticket: parseCookies(request)[ticketName] }),
      then: () => ({ to: '/tuyen-sinh/theo-doi/cua-toi', say: 'students.admission.said.mended' }),
    }),
    withdraw: defineForm({
      action: withdrawApplication,
      input: (body, { request }) => ({ ...body, ticket: parseCookies(request)[ticketName] }),
      then: () => ({ to: '/tuyen-sinh/theo-doi/cua-toi', say: 'students.admission.said.withdrawn' }),
    }),
  },
  view: (own, context) => {
    const { t } = context
    if (!own)
      return (
        <PublicAnswer
          answer={t('students.admission.follow.expired')}
          next={{ href: '/tuyen-sinh/theo-doi', label: t('students.admission.follow.title') }}
        />
      )
    const { application, intake } = own
    return (
      <>
        <PublicAnswer
          answer={t.dynamic(`students.admission.answer.${application.state}`)}
          state={answerOf[application.state]}
          source={`${application.code} · ${intake.institution_name} · ${intake.programme_name}`}
        >
          <p>{t.dynamic(`students.admission.answer_next.${application.state}`)}</p>
          {application.answer && (
            <Alert
              kind={application.state === 'rejected' ? 'error' : 'warning'}
              title={t('students.admission.follow.words')}
            >
              {application.answer}
            </Alert>
          )}
        </PublicAnswer>
        {application.state === 'returned' && <MendForm own={own} context={context} />}
        <Section title={t('students.admission.follow.what')}>
          <ApplicationFacts application={application} context={context} />
        </Section>
        <Withdraw application={application} context={context} />
      </>
    )
  },
})

function MendForm({ own, context }: { own: NonNullable<Own>; context: ViewContext }) {
  const { t, form } = context
  const { application } = own
  return (
    <Section title={t('students.admission.follow.mend')} lead={t('students.admission.follow.mend_lead')}>
      <Form multipart hidden={form.hidden('mend', { version: application.version })}>
        <TextField
          {...form.field('full_name', application.full_name)}
          label={t('people.field.full_name')}
          maxlength={120}
          required
        />
        <ContactFields stored={application} units={own.units} context={context} />
        <FormActions>
          <Button icon="send">{t('students.admission.follow.send_again')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

function Withdraw({ application, context: { t, form } }: { application: Application; context: ViewContext }) {
  if (application.state !== 'submitted' && application.state !== 'returned') return null
  return (
    <Section
      title={t('students.admission.follow.withdraw')}
      lead={t('students.admission.follow.withdraw_lead')}
    >
      <Form bare hidden={form.hidden('withdraw', { version: application.version })}>
        <FormActions>
          <Button kind="danger">{t('students.admission.follow.withdraw')}</Button>
          <LinkButton href="/tuyen-sinh" kind="ghost">
            {t('students.admission.open.others')}
          </LinkButton>
        </FormActions>
      </Form>
    </Section>
  )
}
