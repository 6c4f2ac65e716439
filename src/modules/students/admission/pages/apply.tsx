import { z } from 'zod'
import { may } from '#platform/access.ts'
import { notFound } from '#platform/errors.ts'
import { addressOf } from '#platform/rate.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Button,
  Checkbox,
  CheckboxGroup,
  Combobox,
  DateField,
  Facts,
  FieldSet,
  FileField,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  PublicAnswer,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { ethnicities, sexes } from '#modules/people/index.ts'
import { listUnits } from '#modules/places/index.ts'
import { apply, applicationMaxBody } from '../actions/apply.ts'
import { policyGroups } from '../../records/policy-fact.ts'
import { schoolings } from '../application.ts'
import { isOpen, type Intake } from '../intake.ts'
import { getIntake } from '../store/intake.ts'
import { IntakeState } from './intake-words.tsx'

type Data = { intake: Intake; units: { id: string; name: string }[]; sent: string | undefined }

/** One round: what it offers, and the application. No account is needed. */
export const applyPage = definePage<Data, { id: string }, { ma?: string | undefined }>({
  path: '/tuyen-sinh/:id',
  permission: 'public',
  params: z.object({ id: z.uuid() }),
  query: z.object({ ma: z.string().max(20).optional().catch(undefined) }),
  maxBody: applicationMaxBody,
  async load({ db, params, query, today, actor, request }) {
    const intake = await getIntake(db, params.id, today)
    // in preparation it is the school's own; who was filling in the form as it was taken back keeps what they typed
    const isOpened = request.method === 'GET' && query.ma === undefined
    if (
      isOpened &&
      !intake.is_published &&
      !may(actor, 'students.read', { institution: intake.institution_id })
    )
      throw notFound()
    return { intake, units: await listUnits(db, { kind: 'commune', on: today }), sent: query.ma }
  },
  title: ({ intake }) => `${intake.programme_name} · ${intake.institution_name}`,
  forms: {
    apply: defineForm({
      action: apply,
      input: (body, { params, request }) => ({
        ...body,
        intake: params.id,
        address_of_sender: addressOf(request.headers),
      }),
      then: ({ code }, { params }) => `/tuyen-sinh/${params.id}?ma=${code}`,
    }),
  },
  view: (data, context) => {
    const { intake } = data
    const { t, today } = context
    if (data.sent) return <Sent code={data.sent} intake={intake} t={t} />
    return (
      <>
        <PageHeader
          title={intake.programme_name}
          state={<IntakeState intake={intake} today={today} t={t} />}
          lead={
            <>
              {t.dynamic(`institutions.level.${intake.level}`)} ·{' '}
              <a href={`/co-so/${intake.institution_code}`}>{intake.institution_name}</a>
            </>
          }
          breadcrumb={[{ href: '/tuyen-sinh', label: t('students.admission.open.title') }]}
          breadcrumbLabel={t('students.admission.nav.open')}
        />
        <div class="mb-8">
          <Facts items={facts(intake, t)} />
        </div>
        {isOpen(intake, today) ? (
          <ApplicationForm data={data} context={context} />
        ) : (
          <Alert kind="info" title={t('students.admission.error.closed')}>
            <a href="/tuyen-sinh">{t('students.admission.open.others')}</a>
          </Alert>
        )}
      </>
    )
  },
})

function facts(intake: Intake, t: ViewContext['t']) {
  return [
    { label: t('students.admission.field.places'), value: t.number(intake.places) },
    {
      label: t('students.admission.field.entry'),
      value: t.dynamic(`students.admission.entry.${intake.entry}`),
    },
    {
      label: t('students.admission.field.study_form'),
      value: t.dynamic(`curricula.study_form.${intake.study_form}`),
    },
    { label: t('students.admission.field.closes_on'), value: t.date(intake.closes_on) },
    ...(intake.starts_on
      ? [{ label: t('students.admission.field.starts_on'), value: t.date(intake.starts_on) }]
      : []),
    ...(intake.note ? [{ label: t('students.admission.field.note'), value: intake.note, wide: true }] : []),
  ]
}

function Sent({ code, intake, t }: { code: string; intake: Intake; t: ViewContext['t'] }) {
  return (
    <PublicAnswer
      answer={t('students.admission.sent.answer', { code })}
      state="yes"
      next={{ href: '/tuyen-sinh/theo-doi', label: t('students.admission.follow.title') }}
      source={`${intake.institution_name} · ${intake.programme_name} · ${intake.round}`}
    >
      <p>{t('students.admission.sent.keep')}</p>
      <p>{t('students.admission.sent.next')}</p>
    </PublicAnswer>
  )
}

function ApplicationForm({ data, context }: { data: Data; context: ViewContext }) {
  const { t, form } = context
  const optional = t('students.admission.optional')
  return (
    <Form multipart hidden={form.hidden('apply')}>
      <FieldSet legend={t('students.admission.form.who')}>
        <TextField
          {...form.field('full_name')}
          label={t('people.field.full_name')}
          hint={t('students.admission.hint.full_name')}
          autocomplete="name"
          maxlength={120}
          required
        />
        <DateField
          {...form.field('birth')}
          label={t('people.field.birth')}
          hint={t('students.admission.hint.day')}
          required
        />
        <RadioGroup
          {...form.field('sex')}
          label={t('people.field.sex')}
          optional={optional}
          options={sexes.map((value) => ({ value, label: t.dynamic(`people.sex.${value}`) }))}
          inline
        />
        <TextField
          {...form.field('citizen_number')}
          label={t('people.field.citizen_number')}
          hint={t('students.admission.hint.citizen_number')}
          inputmode="numeric"
          width="half"
          autocomplete="off"
          optional={optional}
        />
        <Combobox
          {...form.field('ethnicity')}
          label={t('people.field.ethnicity')}
          options={ethnicities.map((value) => ({ value }))}
          width="half"
          optional={optional}
        />
      </FieldSet>
      <ContactFields units={data.units} context={context} />
      <Checkbox
        {...errorOf(form.errors.agreed)}
        name="agreed"
        label={t('students.admission.form.agree')}
        hint={t('students.admission.form.agree_hint', { school: data.intake.institution_name })}
        checked={form.values.agreed === 'true'}
      />
      <FormActions>
        <Button icon="send">{t('students.admission.form.send')}</Button>
        <LinkButton href="/tuyen-sinh" kind="ghost">
          {t('students.admission.cancel')}
        </LinkButton>
      </FormActions>
    </Form>
  )
}

function errorOf(error: string | undefined): { error?: string } {
  return error ? { error } : {}
}

/** How to reach the applicant, schooling, policy groups and papers; of a stored application when one is put right. */
export function ContactFields({
  stored,
  units,
  context: { t, form },
}: {
  stored?: {
    phone: string | null
    email: string | null
    address: string | null
    unit_id: string | null
    schooling: string | null
    claims: readonly string[]
    note: string | null
  }
  units: readonly { id: string; name: string }[]
  context: ViewContext
}) {
  const optional = t('students.admission.optional')
  const claims = form.sent ? [form.values['claims[]'] ?? []].flat() : (stored?.claims ?? [])
  return (
    <>
      <FieldSet
        legend={t('students.admission.form.contact')}
        hint={t('students.admission.form.contact_hint')}
      >
        <TextField
          {...form.field('phone', stored?.phone)}
          type="tel"
          label={t('people.field.phone')}
          width="half"
          autocomplete="tel"
        />
        <TextField
          {...form.field('email', stored?.email)}
          type="email"
          label={t('people.field.email')}
          autocomplete="email"
          optional={optional}
        />
        <TextField
          {...form.field('address', stored?.address)}
          label={t('students.admission.field.address')}
          hint={t('students.admission.hint.address')}
          autocomplete="street-address"
          optional={optional}
        />
        {!stored && (
          <Select
            {...form.field('unit_id')}
            label={t('students.admission.field.unit')}
            placeholder={t('students.admission.choose_elsewhere')}
            options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
            optional={optional}
          />
        )}
      </FieldSet>
      <FieldSet legend={t('students.admission.form.schooling')}>
        <Select
          {...form.field('schooling', stored?.schooling)}
          label={t('students.admission.field.schooling')}
          placeholder={t('students.admission.choose')}
          options={schoolings.map((value) => ({
            value,
            label: t.dynamic(`students.schooling.${value}`),
          }))}
          width="half"
          required
        />
        <CheckboxGroup
          name="claims[]"
          label={t('students.admission.field.claims')}
          hint={t('students.admission.hint.claims')}
          values={claims}
          options={policyGroups.map((value) => ({
            value,
            label: t.dynamic(`students.group.${value}`),
          }))}
          optional={optional}
        />
        <FileField
          {...errorOf(form.errors.files ?? form.errors['files[]'])}
          name="files[]"
          label={t('students.admission.field.files')}
          hint={t('students.admission.hint.files')}
          accept=".pdf,.jpg,.jpeg,.png"
          multiple
          optional={optional}
        />
        <TextArea
          {...form.field('note', stored?.note)}
          label={t('students.admission.field.message')}
          optional={optional}
          rows={3}
        />
      </FieldSet>
    </>
  )
}
