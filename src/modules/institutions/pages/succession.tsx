import { AppError } from '#platform/errors.ts'
import { parseDate } from '#platform/text/index.ts'
import { parseInput } from '#platform/actions/run.ts'
import { queryInput } from '#platform/pages/query.ts'
import { definePage, defineForm, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  CheckAnswers,
  DateField,
  ErrorSummary,
  Form,
  FormActions,
  LinkButton,
  RadioGroup,
  Select,
  TextField,
} from '#ui/index.ts'
import { recordSuccession, Succession } from '../actions/record-succession.ts'
import { successionKinds } from '../institution.ts'
import {
  getInstitution,
  listInstitutionOptions,
  type Institution,
  type InstitutionOption,
} from '../store/record.ts'
import { DecisionField, FormEnd, SourceField } from './decision-fields.tsx'
import { EditHeader } from './edit-header.tsx'
import { fieldOf } from './field-of.ts'

const fields = ['kind', 'to', 'name', 'short_name', 'on_date', 'decision_no', 'source'] as const
type Answers = Partial<Record<(typeof fields)[number], string>>

type Data = {
  institution: Institution
  options: InstitutionOption[]
  /** What was typed so far; it travels in the address until it is recorded. */
  answers: Answers
  errors: Record<string, string>
  /** Everything is filled in: look it over. */
  isReady: boolean
}

/** A merger, split, new name or end, by its decision: first the form, then the answers to look over, then the record. */
export const successionPage = definePage<Data, { code: string }>({
  path: '/co-so/:code/sap-nhap',
  permission: 'institutions.edit',
  async load({ db, params, today, request, t }) {
    const institution = await getInstitution(db, params.code, today)
    const options = (await listInstitutionOptions(db, undefined, { on: today })).filter(
      (one) => one.id !== institution.id,
    )
    const sent = queryInput(new URL(request.url))
    const answers: Answers = Object.fromEntries(
      fields.flatMap((field) => (typeof sent[field] === 'string' ? [[field, sent[field]]] : [])),
    )
    const errors = answers.kind === undefined ? {} : check({ ...answers, code: params.code }, t.lang)
    return {
      institution,
      options,
      answers,
      errors,
      isReady: sent.buoc === 'xem-lai' && answers.kind !== undefined && Object.keys(errors).length === 0,
    }
  },
  about: ({ institution }) => ({ institution: institution.id }),
  title: ({ institution }, t) => t('institutions.succession.title', { name: institution.name }),
  forms: {
    record: defineForm({
      action: recordSuccession,
      input: (body, { params }) => ({ ...body, code: params.code }),
      then: ({ code }) => ({ to: `/co-so/${code}`, say: 'institutions.said.succession' }),
    }),
  },
  view: (data, context) => {
    const { t, form } = context
    const { institution } = data
    const isReady = data.isReady && !form.sent
    return (
      <>
        <EditHeader
          institution={institution}
          title={t('institutions.succession.title', { name: institution.name })}
          lead={t(isReady ? 'institutions.succession.check' : 'institutions.succession.lead')}
          current="succession"
          context={context}
        />
        {isReady ? <Check data={data} context={context} /> : <Ask data={data} context={context} />}
      </>
    )
  },
})

function check(answers: Answers & { code: string }, lang: 'vi' | 'en'): Record<string, string> {
  const needs = { merge: 'to', split: 'to', rename: 'name' } as Record<string, 'to' | 'name'>
  const need = needs[answers.kind ?? '']
  const missing: Record<string, string> =
    need && !answers[need]
      ? { [need]: need === 'to' ? 'institutions.error.successor' : 'institutions.error.needed' }
      : {}
  try {
    parseInput(Succession, answers, lang)
    return missing
  } catch (error) {
    if (error instanceof AppError) return { ...error.fields, ...missing }
    throw error
  }
}

function Ask({
  data: { institution, options, answers, errors },
  context,
}: {
  data: Data
  context: ViewContext
}) {
  const { t } = context
  const field = (name: (typeof fields)[number]) => {
    const error = errors[name]
    return { ...fieldOf(context, name, answers[name]), ...(error ? { error: t.dynamic(error) } : {}) }
  }
  return (
    <>
      <ErrorSummary
        title={t('platform.error.invalid')}
        errors={Object.entries(errors).map(([name, words]) => ({ field: name, message: t.dynamic(words) }))}
      />
      <Form method="get" hidden={{ buoc: 'xem-lai' }}>
        <RadioGroup
          {...field('kind')}
          label={t('institutions.succession.kind')}
          options={successionKinds.map((code) => ({
            value: code,
            label: t.dynamic(`institutions.succession.${code}`),
            hint: t.dynamic(`institutions.succession.${code}_hint`),
          }))}
        />
        <Select
          {...field('to')}
          label={t('institutions.succession.to')}
          hint={t('institutions.succession.to_hint')}
          placeholder={t('institutions.form.choose')}
          options={options.map((one) => ({ value: one.code, label: one.name }))}
        />
        <TextField
          {...field('name')}
          label={t('institutions.succession.name')}
          hint={t('institutions.succession.name_hint')}
        />
        <TextField
          {...field('short_name')}
          label={t('institutions.field.short_name')}
          optional={t('institutions.optional')}
          width="half"
        />
        <DateField
          {...field('on_date')}
          label={t('institutions.succession.on_date')}
          hint={t('institutions.form.day_hint')}
        />
        <DecisionField t={t} {...field('decision_no')} />
        <SourceField t={t} {...field('source')} />
        <FormEnd act={t('institutions.succession.continue')} back={`/co-so/${institution.code}`} t={t} />
      </Form>
    </>
  )
}

function Check({
  data: { institution, options, answers },
  context: { t, form },
}: {
  data: Data
  context: ViewContext
}) {
  const back = `/co-so/${institution.code}/sap-nhap?${new URLSearchParams(answers as Record<string, string>)}`
  const row = (label: string, value: string | undefined) =>
    value ? [{ label, value, changeHref: back }] : []
  const usesOther = answers.kind === 'merge' || answers.kind === 'split'
  return (
    <>
      <CheckAnswers
        changeLabel={t('institutions.succession.change')}
        items={[
          {
            label: t('institutions.succession.kind'),
            value: t.dynamic(`institutions.succession.${answers.kind}`),
            changeHref: back,
          },
          ...row(
            t('institutions.succession.to'),
            usesOther ? options.find((one) => one.code === answers.to)?.name : undefined,
          ),
          ...row(t('institutions.succession.name'), answers.kind === 'rename' ? answers.name : undefined),
          ...row(t('institutions.succession.on_date'), t.date(parseDate(answers.on_date ?? '') ?? null)),
          ...row(t('institutions.field.decision'), answers.decision_no),
          ...row(t('institutions.field.source'), answers.source),
        ]}
      />
      <p class="mb-4 max-w-prose">
        {t.dynamic(`institutions.succession.${answers.kind}_effect`, { name: institution.name })}
      </p>
      <Form hidden={{ ...form.hidden('record'), ...answers }}>
        <FormActions>
          <Button>{t('institutions.succession.record')}</Button>
          <LinkButton href={back} kind="ghost">
            {t('institutions.succession.back')}
          </LinkButton>
        </FormActions>
      </Form>
    </>
  )
}
