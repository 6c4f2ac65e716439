import { z } from 'zod'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  Form,
  FormActions,
  LinkButton,
  NumberField,
  PageHeader,
  RadioGroup,
  Select,
  TextArea,
} from '#ui/index.ts'
import { editTexts } from '../actions/edit-texts.ts'
import { getDraft, institutionOf } from '../actions/draft.ts'
import { entryLevels, modes, studyForms } from '../programme.ts'
import type { Version } from '../version.ts'
import { shown, versionPath } from './parts.tsx'

/** Texts of a draft: whom it admits, how long, what for. */
export const textsPage = definePage({
  path: '/chuong-trinh/phien-ban/:id/noi-dung',
  permission: 'curricula.edit',
  params: z.object({ id: z.uuid() }),
  load: async ({ db, params }) => ({ version: await getDraft(db, params.id) }),
  about: ({ version }) => institutionOf(version),
  title: ({ version }, t) => t('curricula.texts.title', { name: version.name }),
  forms: {
    save: defineForm({
      action: editTexts,
      then: (result) => ({ to: versionPath(result.id), say: 'curricula.saved' }),
    }),
  },
  view: ({ version }, context) => {
    const { t, form } = context
    return (
      <>
        <PageHeader
          title={t('curricula.texts.title', { name: version.name })}
          lead={t('curricula.texts.lead')}
          breadcrumb={[
            { href: '/chuong-trinh', label: t('curricula.nav') },
            {
              href: versionPath(version.id),
              label: t('curricula.version.title', { name: version.name, number: version.number }),
            },
          ]}
          breadcrumbLabel={t('curricula.breadcrumb')}
        />
        <Form hidden={{ ...form.hidden('save', { version: version.version }), id: version.id }}>
          <Fields version={version} context={context} />
          <FormActions>
            <Button icon="save">{t('curricula.save')}</Button>
            <LinkButton href={versionPath(version.id)} kind="ghost">
              {t('curricula.back')}
            </LinkButton>
          </FormActions>
        </Form>
      </>
    )
  },
})

function Fields({ version, context }: { version: Version; context: ViewContext }) {
  const { t } = context
  const choice = (name: 'mode' | 'study_form' | 'entry_level', values: readonly string[]) => ({
    ...shown(context, name, version[name]),
    label: t.dynamic(`curricula.field.${name}`),
    options: values.map((value) => ({ value, label: t.dynamic(`curricula.${name}.${value}`) })),
  })
  const text = (
    name:
      | 'entry_requirement'
      | 'objectives'
      | 'job_positions'
      | 'usage_guide'
      | 'new_technology_note'
      | 'delivery_note',
    rows = 4,
  ) => (
    <TextArea
      {...shown(context, name, version[name])}
      label={t.dynamic(`curricula.field.${name}`)}
      hint={t.has(`curricula.field.${name}_hint`) ? t.dynamic(`curricula.field.${name}_hint`) : undefined}
      rows={rows}
    />
  )
  return (
    <>
      <RadioGroup {...choice('mode', modes)} />
      <Select {...choice('study_form', studyForms)} width="half" />
      <Select
        {...choice('entry_level', entryLevels)}
        hint={t('curricula.field.entry_level_hint')}
        width="half"
      />
      {text('entry_requirement', 2)}
      <NumberField
        {...shown(context, 'duration_months', version.duration_months)}
        label={t('curricula.field.duration_months')}
        unit={t('curricula.field.months_unit')}
      />
      <NumberField
        {...shown(context, 'elective_credits', version.elective_credits?.replace('.', ','))}
        label={t('curricula.field.elective_credits')}
        hint={t('curricula.field.elective_credits_hint')}
        unit={t('curricula.field.credits_unit')}
        decimal
      />
      {text('objectives', 6)}
      {text('job_positions')}
      {text('usage_guide')}
      {version.number > 1 && (
        <TextArea
          {...shown(context, 'change_note', version.change_note)}
          label={t('curricula.field.change_note')}
          hint={t('curricula.field.change_note_hint')}
        />
      )}
      {text('new_technology_note')}
      {text('delivery_note')}
    </>
  )
}
