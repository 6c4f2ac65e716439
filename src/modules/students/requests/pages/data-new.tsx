import { ethnicities, sexes } from '#modules/people/index.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  Combobox,
  DateField,
  Empty,
  FileField,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  RadioGroup,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { listEnrolmentsOf } from '../../store/enrolment.ts'
import { askDataChange, dataRequestMaxBody, ownPerson, readFacts } from '../actions/data-request.ts'

/** A learner says what is wrong in the facts about them: the form shows them as they are, and only what differs is sent. */
export const dataRequestNew = definePage({
  path: '/hoc-tap/de-nghi/du-lieu',
  permission: 'students.learn',
  load: loadNew,
  title: (_data, t) => t('students.request.data'),
  maxBody: dataRequestMaxBody,
  forms: {
    ask: defineForm({
      action: askDataChange,
      then: (result) => ({ to: `/hoc-tap/de-nghi/du-lieu/${result.id}`, say: 'students.request.sent' }),
    }),
  },
  view: (data, context) => {
    const { t } = context
    return (
      <>
        <PageHeader
          title={t('students.request.data')}
          lead={t('students.request.data_lead')}
          breadcrumb={[
            { href: '/hoc-tap', label: t('students.own.title') },
            { href: '/hoc-tap/de-nghi', label: t('students.request.own_title') },
          ]}
          breadcrumbLabel={t('students.threshold.crumbs')}
        />
        {data ? <AskForm data={data} context={context} /> : <Empty title={t('students.own.nobody')} />}
      </>
    )
  },
})

async function loadNew({ db, actor }: LoadContext) {
  const person = ownPerson(actor)
  const all = person ? await listEnrolmentsOf(db, person) : []
  const current = all.find((one) => one.to_date === null) ?? all[0]
  return current && readFacts(db, current.learner_id)
}

type Data = NonNullable<Awaited<ReturnType<typeof loadNew>>>

function AskForm({ data: { learner, now }, context: { t, form } }: { data: Data; context: ViewContext }) {
  const optional = t('people.form.optional')
  const wrong = form.errors['files'] ?? form.errors['files[]']
  return (
    <Form multipart hidden={{ ...form.hidden('ask'), learner: learner.id }}>
      <TextField
        {...form.field('full_name', now.full_name)}
        label={t('people.field.full_name')}
        maxlength={120}
      />
      <DateField
        {...form.field('birth', now.birth)}
        label={t('people.field.birth')}
        hint={t('people.hint.birth')}
      />
      <RadioGroup
        {...form.field('sex', now.sex)}
        label={t('people.field.sex')}
        options={sexes.map((value) => ({ value, label: t.dynamic(`people.sex.${value}`) }))}
        inline
      />
      <Combobox
        {...form.field('ethnicity', now.ethnicity)}
        label={t('people.field.ethnicity')}
        options={ethnicities.map((value) => ({ value }))}
        width="half"
      />
      <TextField
        {...form.field('citizen_number')}
        label={t('people.field.citizen_number')}
        hint={
          now.citizen_number
            ? t('people.hint.number_kept', { number: now.citizen_number })
            : t('people.hint.citizen_number')
        }
        optional={optional}
        inputmode="numeric"
        width="half"
      />
      <TextField
        {...form.field('phone', now.phone)}
        type="tel"
        label={t('people.field.phone')}
        width="half"
      />
      <TextField {...form.field('email', now.email)} type="email" label={t('people.field.email')} />
      <TextField
        {...form.field('address', now.address)}
        label={t('students.learner.address')}
        maxlength={300}
      />
      <TextArea
        {...form.field('reason')}
        label={t('students.request.reason')}
        optional={optional}
        rows={2}
        maxlength={500}
      />
      <FileField
        name="files[]"
        {...(wrong ? { error: wrong } : {})}
        label={t('students.request.photo')}
        hint={t('students.request.photo_hint')}
        accept=".pdf,.jpg,.jpeg,.png"
        multiple
      />
      <FormActions>
        <Button>{t('students.request.send')}</Button>
        <LinkButton kind="ghost" href="/hoc-tap/de-nghi">
          {t('people.edit.cancel')}
        </LinkButton>
      </FormActions>
    </Form>
  )
}
