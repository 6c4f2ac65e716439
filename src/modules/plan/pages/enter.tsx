import { z } from 'zod'
import { precondition } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import {
  Button,
  DateField,
  FileField,
  Form,
  FormActions,
  LinkButton,
  NumberField,
  PageHeader,
  RadioGroup,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { enterValue, evidencePurpose } from '../actions/enter-value.ts'
import { indicatorCode } from '../input.ts'
import { wordsOf } from '../speech.ts'
import { measureOf } from '../store/board.ts'
import { getIndicator } from '../store/definitions.ts'

/** Takes a value nothing here can compute, with its proof. */
export const enterPage = definePage({
  path: '/chi-tieu/:code/nhap-so',
  permission: 'plan.enter',
  params: z.object({ code: indicatorCode }),
  maxBody: evidencePurpose.maxBytes + 1024 * 1024,
  async load({ db, app, params, today }) {
    const indicator = await getIndicator(db, params.code, today)
    if (measureOf(app, indicator)) throw precondition('plan.error.is_measured')
    return { indicator }
  },
  about: () => ({ province: true }),
  title: ({ indicator }, t) => t('plan.enter.title', { code: indicator.code }),
  forms: {
    enter: defineForm({
      action: enterValue,
      then: ({ code }) => ({ to: `/chi-tieu/${code}`, say: 'plan.enter.done', params: { code } }),
    }),
  },
  view: ({ indicator }, { t, form, today }) => {
    const words = wordsOf(t, indicator)
    return (
      <>
        <PageHeader
          title={t('plan.enter.title', { code: indicator.code })}
          lead={`${words.statement} ${words.formula}`}
          breadcrumb={[
            { href: '/chi-tieu', label: t('plan.board.title') },
            { href: `/chi-tieu/${indicator.code}`, label: indicator.code },
          ]}
          breadcrumbLabel={t('plan.breadcrumb')}
        />
        <Form hidden={form.hidden('enter')} multipart>
          <DateField
            {...form.field('as_of', t.date(today))}
            label={t('plan.enter.as_of')}
            hint={t('plan.day.hint')}
            required
          />
          {indicator.kind === 'milestone' ? (
            <RadioGroup
              {...form.field('is_reached')}
              label={t('plan.enter.is_reached')}
              options={[
                { value: 'yes', label: t('plan.entered.reached') },
                { value: 'no', label: t('plan.entered.not_reached') },
              ]}
            />
          ) : (
            <>
              <NumberField
                {...form.field('numerator')}
                label={t('plan.enter.numerator', { noun: words.noun })}
                unit={words.noun}
                required
              />
              <NumberField
                {...form.field('denominator')}
                label={t('plan.enter.denominator', { noun: words.noun })}
                unit={words.noun}
                required
              />
            </>
          )}
          <TextField
            {...form.field('confirmed_by')}
            label={t('plan.field.confirmed_by')}
            hint={t('plan.enter.confirmed_hint')}
            required
          />
          <DateField
            {...form.field('valid_until')}
            label={t('plan.field.valid_until')}
            hint={t('plan.enter.valid_hint')}
            required
          />
          <FileField
            {...evidenceField(form.field('evidence'))}
            label={t('plan.field.evidence')}
            hint={t('plan.enter.evidence_hint')}
            accept=".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.odt,.ods"
            required
          />
          <TextArea {...form.field('note')} label={t('plan.field.note')} optional={t('plan.optional')} />
          <FormActions>
            <Button>{t('plan.enter.act')}</Button>
            <LinkButton href={`/chi-tieu/${indicator.code}`} kind="ghost">
              {t('plan.back')}
            </LinkButton>
          </FormActions>
        </Form>
      </>
    )
  },
})

/** A file is never sent back to the page, so the field has no value. */
function evidenceField({ name, error }: { name: string; error?: string }) {
  return { name, error }
}
