import { z } from 'zod'
import type { Translate } from '#platform/i18n/index.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import {
  Button,
  Checkbox,
  DateField,
  FieldSet,
  Form,
  FormActions,
  LinkButton,
  NumberField,
  PageHeader,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { changeIndicator } from '../actions/change-indicator.ts'
import type { Indicator } from '../indicator.ts'
import { indicatorCode } from '../input.ts'
import { wordsOf } from '../speech.ts'
import { getLatestIndicator } from '../store/definitions.ts'

/** Defines an indicator anew from a day on; the old definition stays for the days before. */
export const definitionPage = definePage({
  path: '/chi-tieu/:code/sua',
  permission: 'plan.edit',
  params: z.object({ code: indicatorCode }),
  load: ({ db, params }) => getLatestIndicator(db, params.code),
  about: () => ({ province: true }),
  title: (indicator, t) => t('plan.change.title', { code: indicator.code }),
  forms: {
    change: defineForm({
      action: changeIndicator,
      then: ({ code }) => ({ to: `/chi-tieu/${code}#giai-thich`, say: 'plan.change.done', params: { code } }),
    }),
  },
  view: (indicator, { t, form, today }) => (
    <>
      <PageHeader
        title={t('plan.change.title', { code: indicator.code })}
        lead={t('plan.change.lead')}
        breadcrumb={[
          { href: '/chi-tieu', label: t('plan.board.title') },
          {
            href: `/chi-tieu/${indicator.code}`,
            label: `${indicator.code} · ${wordsOf(t, indicator).name}`,
          },
        ]}
        breadcrumbLabel={t('plan.breadcrumb')}
      />
      <Form hidden={form.hidden('change', { seen: indicator.id })}>
        <DateField
          {...fieldOf(form, t, 'from_date', t.date(today))}
          label={t('plan.change.from_date')}
          hint={t('plan.change.from_date_hint')}
          required
        />
        <TextField
          {...fieldOf(form, t, 'basis', '')}
          label={t('plan.versions.basis')}
          hint={t('plan.change.basis_hint')}
          required
        />
        <Targets indicator={indicator} form={form} t={t} today={today} />
        <Wording indicator={indicator} lang="vi" form={form} t={t} />
        <Wording indicator={indicator} lang="en" form={form} t={t} />
        <Checkbox
          name="is_confirmed"
          label={t('plan.change.is_confirmed')}
          hint={t('plan.change.is_confirmed_hint')}
          checked={form.sent ? form.values.is_confirmed === 'true' : indicator.certainty === 'seen'}
        />
        <FormActions>
          <Button>{t('plan.change.act')}</Button>
          <LinkButton href={`/chi-tieu/${indicator.code}`} kind="ghost">
            {t('plan.back')}
          </LinkButton>
        </FormActions>
      </Form>
    </>
  ),
})

type FormOf = Parameters<NonNullable<(typeof definitionPage)['view']>>[1]['form']

/** At a conflict the other person's words stand under the field. */
function fieldOf(form: FormOf, t: Translate, name: string, stored: string) {
  const { current, ...rest } = form.field(name, stored)
  return current === undefined
    ? rest
    : { ...rest, current: t('plan.edit.current', { value: current || t('plan.edit.blank') }) }
}

type Parts = { indicator: Indicator; form: FormOf; t: Translate }

/** Targets still ahead; a milestone is done or not, and a closed one stays as it was. */
function Targets({ indicator, form, t, today }: Parts & { today: string }) {
  const open = indicator.targets.filter((one) => one.comparator !== 'done' && one.due_on >= today)
  return (
    <>
      {open.map(({ year, value }) => (
        <NumberField
          key={year}
          {...fieldOf(form, t, `targets.y${year}`, value === null ? '' : t.number(value))}
          label={t('plan.change.target', { year })}
          hint={t('plan.change.target_hint')}
          optional={t('plan.optional')}
          unit="%"
          decimal
        />
      ))}
    </>
  )
}

function Wording({ indicator, lang, form, t }: Parts & { lang: 'vi' | 'en' }) {
  const words = indicator.words[lang]
  return (
    <FieldSet legend={t(`plan.change.words_${lang}`)}>
      <TextArea
        {...fieldOf(form, t, `${lang}.formula`, words.formula)}
        label={t('plan.explain.formula')}
        required
      />
      <TextArea
        {...fieldOf(form, t, `${lang}.exclusions`, words.exclusions)}
        label={t('plan.explain.exclusions')}
        required
      />
    </FieldSet>
  )
}
