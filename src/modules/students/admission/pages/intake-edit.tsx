import { z } from 'zod'
import { reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Button,
  Checkbox,
  DateField,
  Form,
  FormActions,
  LinkButton,
  NumberField,
  PageHeader,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { listActiveVersions, studyForms, type ActiveVersion } from '#modules/curricula/index.ts'
import { institutionNames } from '#modules/institutions/index.ts'
import { addIntake, editIntake, removeIntake } from '../actions/save-intake.ts'
import { entries, type Intake, type QuotaStanding } from '../intake.ts'
import { getIntake } from '../store/intake.ts'
import { listQuotaStandings } from '../store/quota.ts'
import { quotaSentence } from './intake-words.tsx'

type Choices = { programmes: ActiveVersion[]; names: Map<string, string> }

/** Programmes the actor's schools may admit to: those with a version in force. */
async function listChoices(db: Db, actor: Actor, today: string): Promise<Choices> {
  const reached = reach(actor, 'students.edit')
  const all = await listActiveVersions(db, today)
  const programmes = reached === 'all' ? all : all.filter((one) => reached.includes(one.institution_id))
  const ids = [...new Set(programmes.map((one) => one.institution_id))]
  return { programmes, names: await institutionNames(db, ids, today) }
}

const list = '/tuyen-sinh/ke-hoach'

export const intakeNew = definePage({
  path: '/tuyen-sinh/ke-hoach/moi',
  permission: 'students.edit',
  load: async ({ db, actor, today }) => ({ choices: await listChoices(db, actor, today) }),
  title: (_data, t) => t('students.admission.plan.new'),
  forms: {
    add: defineForm({
      action: addIntake,
      then: () => ({ to: list, say: 'students.admission.said.intake_added' }),
    }),
  },
  view: ({ choices }, context) => {
    const { t, form } = context
    return (
      <>
        <Header title={t('students.admission.plan.new')} context={context} />
        <Form hidden={form.hidden('add')}>
          <IntakeFormFields choices={choices} context={context} />
          <FormActions>
            <Button>{t('students.admission.plan.add')}</Button>
            <LinkButton href={list} kind="ghost">
              {t('students.admission.cancel')}
            </LinkButton>
          </FormActions>
        </Form>
      </>
    )
  },
})

export const intakeEdit = definePage<
  { intake: Intake; standing: QuotaStanding; choices: Choices },
  { id: string }
>({
  path: '/tuyen-sinh/ke-hoach/:id',
  permission: 'students.edit',
  params: z.object({ id: z.uuid() }),
  async load({ db, actor, params, today }) {
    const intake = await getIntake(db, params.id, today)
    const standings = await listQuotaStandings(db, [intake], today)
    return { intake, standing: standings.get(intake.id)!, choices: await listChoices(db, actor, today) }
  },
  about: ({ intake }) => ({ institution: intake.institution_id }),
  title: ({ intake }) => `${intake.programme_name} · ${intake.round}`,
  forms: {
    save: defineForm({
      action: editIntake,
      input: (body, { params }) => ({ ...body, id: params.id }),
      then: () => ({ to: list, say: 'students.admission.said.intake_saved' }),
    }),
    remove: defineForm({
      action: removeIntake,
      input: (_body, { params }) => ({ id: params.id }),
      then: () => ({ to: list, say: 'students.admission.said.intake_removed' }),
    }),
  },
  view: ({ intake, standing, choices }, context) => {
    const { t, form } = context
    const warning = quotaSentence(standing, t)
    return (
      <>
        <Header title={`${intake.programme_name} · ${intake.year} · ${intake.round}`} context={context} />
        {warning && (
          <Alert kind="warning" title={warning}>
            {t('students.admission.quota.hint')}
          </Alert>
        )}
        <Form hidden={form.hidden('save', { version: intake.version })}>
          <IntakeFormFields intake={intake} choices={choices} context={context} />
          <FormActions>
            <Button>{t('students.admission.save')}</Button>
            <LinkButton href={list} kind="ghost">
              {t('students.admission.cancel')}
            </LinkButton>
          </FormActions>
        </Form>
        <Form bare hidden={form.hidden('remove')}>
          <FormActions>
            <Button kind="danger">{t('students.admission.plan.remove')}</Button>
            <span class="text-muted">{t('students.admission.plan.remove_hint')}</span>
          </FormActions>
        </Form>
      </>
    )
  },
})

function Header({ title, context: { t } }: { title: string; context: ViewContext }) {
  return (
    <PageHeader
      title={title}
      breadcrumb={[{ href: list, label: t('students.admission.plan.title') }]}
      breadcrumbLabel={t('students.admission.nav.plan')}
    />
  )
}

/** By school; the programme the round has stands among them also when none of its versions is in force any more. */
function programmeOptions({ programmes, names }: Choices, intake: Intake | undefined) {
  const own = intake && {
    programme_id: intake.programme_id,
    institution_id: intake.institution_id,
    name: intake.programme_name,
    code: intake.programme_code,
  }
  const isMissing = own && !programmes.some((one) => one.programme_id === own.programme_id)
  const all = isMissing ? [own, ...programmes] : programmes
  const schools = new Map(intake ? [[intake.institution_id, intake.institution_name], ...names] : names)
  return [...schools].map(([id, label]) => ({
    label,
    options: all
      .filter((one) => one.institution_id === id)
      .map((one) => ({ value: one.programme_id, label: `${one.name} (${one.code})` })),
  }))
}

function IntakeFormFields({
  intake,
  choices,
  context,
}: {
  intake?: Intake
  choices: Choices
  context: ViewContext
}) {
  const { t, form, today } = context
  const optional = t('students.admission.optional')
  return (
    <>
      <Select
        {...form.field('programme_id', intake?.programme_id)}
        label={t('students.admission.field.programme')}
        placeholder={t('students.admission.choose')}
        options={programmeOptions(choices, intake)}
        required
      />
      <NumberField
        {...form.field('year', intake?.year ?? today.slice(0, 4))}
        label={t('students.admission.field.year')}
        width="short"
      />
      <TextField
        {...form.field('round', intake?.round ?? t('students.admission.round_one'))}
        label={t('students.admission.field.round')}
        width="half"
        maxlength={60}
      />
      <NumberField
        {...form.field('places', intake?.places)}
        label={t('students.admission.field.places')}
        hint={t('students.admission.hint.places')}
        width="short"
        required
      />
      <RadioGroup
        {...form.field('entry', intake?.entry)}
        label={t('students.admission.field.entry')}
        options={entries.map((value) => ({ value, label: t.dynamic(`students.admission.entry.${value}`) }))}
      />
      <Select
        {...form.field('study_form', intake?.study_form ?? 'regular')}
        label={t('students.admission.field.study_form')}
        options={studyForms.map((value) => ({
          value,
          label: t.dynamic(`curricula.study_form.${value}`),
        }))}
        width="half"
      />
      <DateField
        {...form.field('opens_on', t.date(intake?.opens_on))}
        label={t('students.admission.field.opens_on')}
        hint={t('students.admission.hint.day')}
        required
      />
      <DateField
        {...form.field('closes_on', t.date(intake?.closes_on))}
        label={t('students.admission.field.closes_on')}
        required
      />
      <DateField
        {...form.field('starts_on', t.date(intake?.starts_on))}
        label={t('students.admission.field.starts_on')}
        optional={optional}
      />
      <TextArea
        {...form.field('note', intake?.note)}
        label={t('students.admission.field.note')}
        hint={t('students.admission.hint.note')}
        optional={optional}
      />
      <Checkbox
        name="is_published"
        label={t('students.admission.field.is_published')}
        hint={t('students.admission.hint.is_published')}
        checked={form.sent ? form.values.is_published === 'true' : (intake?.is_published ?? false)}
      />
    </>
  )
}
