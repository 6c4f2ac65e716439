import { z } from 'zod'
import { parseInput } from '#platform/actions/run.ts'
import { AppError } from '#platform/errors.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { queryInput } from '#platform/pages/query.ts'
import {
  Button,
  Checkbox,
  DateField,
  ErrorSummary,
  Form,
  FormActions,
  LinkButton,
  NumberField,
  PageHeader,
  TextArea,
} from '#ui/index.ts'
import { findLastThreshold } from '../../store/threshold.ts'
import {
  lateStart,
  thresholdCodes,
  ThresholdInput,
  thresholds,
  type ThresholdVersion,
} from '../../threshold.ts'
import { addThreshold } from '../actions/threshold.ts'
import { previewThreshold } from '../store/preview.ts'
import { ThresholdCheck } from './threshold-check.tsx'

const Query = z.object({ muc: z.enum(thresholdCodes).catch('t08.process').default('t08.process') })
type Query = z.output<typeof Query>
type Sent = Record<string, string | string[]>

/** Adds a version of a threshold: first the form, then what it changes, then the record. */
export const thresholdNew = definePage({
  path: '/so-hoa/nguong/moi',
  permission: 'students.keep-policies',
  query: Query,
  load: loadNew,
  about: () => ({ province: true }),
  title: ({ code }, t) => titleOf(code, t),
  forms: {
    add: defineForm({
      action: addThreshold,
      then: () => ({ to: '/so-hoa/nguong', say: 'students.threshold.saved' }),
    }),
  },
  view: (data, context) => {
    const { t, form } = context
    const ready = form.sent ? undefined : data.ready
    return (
      <>
        <PageHeader
          title={titleOf(data.code, t)}
          lead={t(ready ? 'students.threshold.check_lead' : 'students.threshold.new_lead')}
          breadcrumb={[
            { href: '/so-hoa', label: t('students.digital.title') },
            { href: '/so-hoa/nguong', label: t('students.threshold.title') },
          ]}
          breadcrumbLabel={t('students.threshold.crumbs')}
        />
        {ready ? (
          <ThresholdCheck {...ready} last={data.last} back={addressOf(data)} context={context} />
        ) : (
          <>
            <ErrorSummary
              title={t('platform.error.invalid')}
              errors={Object.entries(data.errors).map(([field, words]) => ({
                field,
                message: t.dynamic(words),
              }))}
            />
            <NewForm data={data} context={context} />
          </>
        )}
      </>
    )
  },
})

export type NewData = Awaited<ReturnType<typeof loadNew>>

const titleOf = (code: string, t: ViewContext['t']): string =>
  t('students.threshold.new_of', { name: t.dynamic(`students.threshold.name.${code}`) })

async function loadNew({
  db,
  query: { muc: code },
  request,
  today,
  t,
}: LoadContext<Record<string, string>, Query>) {
  const last = await findLastThreshold(db, code)
  const { buoc, muc: _, ...sent } = queryInput(new URL(request.url))
  const answers = buoc === undefined && sent['from_date'] === undefined ? undefined : sent
  const { input, errors } = answers
    ? read({ ...answers, code }, last, t.lang)
    : { input: undefined, errors: {} as Record<string, string> }
  const isReady = input !== undefined && buoc === 'xem-lai'
  return {
    code,
    last,
    /** What was typed so far; it travels in the address until it is added. */
    answers,
    errors,
    ready: isReady ? { input, effect: await previewThreshold(db, input, today) } : undefined,
  }
}

function read(
  sent: Sent,
  last: ThresholdVersion | undefined,
  lang: 'vi' | 'en',
): { input?: ThresholdInput | undefined; errors: Record<string, string> } {
  try {
    const input = parseInput(ThresholdInput, sent, lang)
    const late = lateStart(input, last)
    return late ? { errors: late } : { input, errors: {} }
  } catch (error) {
    if (error instanceof AppError) return { errors: error.fields ?? {} }
    throw error
  }
}

const addressOf = ({ code, answers }: NewData): string =>
  `/so-hoa/nguong/moi?${new URLSearchParams([
    ['muc', code],
    ...Object.entries(answers ?? {}).flatMap(([name, value]) =>
      [value].flat().map((one) => [name, one] as [string, string]),
    ),
  ])}`

function NewForm({ data, context: { t, form } }: { data: NewData; context: ViewContext }) {
  const { code, last, answers, errors } = data
  const typed = form.sent ? form.values : answers
  const field = (name: string, stored = '') => {
    const words = form.errors[name] ?? (errors[name] && t.dynamic(errors[name]))
    const value = String((typed ? [typed[name]].flat()[0] : stored) ?? '')
    return { name, value, ...(words ? { error: words } : {}) }
  }
  return (
    <Form method="get" hidden={{ muc: code, buoc: 'xem-lai' }}>
      <NumberField
        {...field('value', last && t.number(Number(last.value), 2))}
        label={t('students.threshold.value')}
        hint={t.dynamic(`students.threshold.about.${code}`)}
        unit={t.dynamic(`students.threshold.unit_name.${thresholds[code].unit}`)}
        decimal={thresholds[code].unit === 'percent'}
        required
      />
      <DateField
        {...field('from_date')}
        label={t('students.threshold.from_date')}
        hint={
          last ? t('students.threshold.after', { day: t.date(last.from_date) }) : t('students.form.day_hint')
        }
        required
      />
      <TextArea
        {...field('source')}
        label={t('students.threshold.source')}
        hint={t('students.threshold.source_hint')}
        rows={2}
        maxlength={500}
        required
      />
      <Checkbox
        name="is_verified"
        value="true"
        checked={typed?.['is_verified'] === 'true'}
        label={t('students.threshold.is_verified')}
      />
      <FormActions>
        <Button>{t('students.threshold.continue')}</Button>
        <LinkButton kind="ghost" href="/so-hoa/nguong">
          {t('people.edit.cancel')}
        </LinkButton>
      </FormActions>
    </Form>
  )
}
