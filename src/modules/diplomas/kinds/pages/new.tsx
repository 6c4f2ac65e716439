import { z } from 'zod'
import { fieldProps } from '#modules/people/index.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  Checkbox,
  CheckboxGroup,
  DateField,
  Form,
  FormActions,
  LinkButton,
  NumberField,
  PageHeader,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { addKindVersion } from '../actions/add-kind-version.ts'
import { contentFields, type Kind } from '../kind.ts'
import { getKind } from '../store/kind.ts'
import { kindPath, spanText } from './words.tsx'

/** What a kind is from a day on: filled with what it is now. */
export const kindNew = definePage({
  path: '/so-goc/loai/:id/moi',
  permission: 'diplomas.keep-kinds',
  params: z.object({ id: z.uuid() }),
  load: ({ db, params }) => getKind(db, params.id),
  about: () => ({ province: true }),
  title: (_kind, t) => t('diplomas.kinds.new.title'),
  forms: {
    save: defineForm({
      action: addKindVersion,
      then: ({ id }) => ({ to: kindPath(id), say: 'diplomas.kinds.new.done' }),
    }),
  },
  view: (kind, context) => {
    const { t, form } = context
    return (
      <>
        <PageHeader
          title={t('diplomas.kinds.new.title')}
          lead={t('diplomas.kinds.new.lead', { span: spanText(kind, t) })}
          breadcrumb={[
            { href: '/so-goc/loai', label: t('diplomas.kinds.title') },
            { href: kindPath(kind.id), label: kind.name },
          ]}
          breadcrumbLabel={t('diplomas.registers.crumbs')}
        />
        <Form hidden={{ ...form.hidden('save'), base: kind.id }} label={t('diplomas.kinds.new.title')}>
          <Fields kind={kind} context={context} />
          <FormActions>
            <Button>{t('diplomas.kinds.new.act')}</Button>
            <LinkButton kind="ghost" href={kindPath(kind.id)}>
              {t('diplomas.registers.back')}
            </LinkButton>
          </FormActions>
        </Form>
      </>
    )
  },
})

function Fields({ kind, context }: { kind: Kind; context: ViewContext }) {
  const { t, form } = context
  return (
    <>
      <DateField
        {...fieldProps(context, 'from_date')}
        label={t('diplomas.kinds.new.from')}
        hint={t('diplomas.issuing.hint.day')}
        required
      />
      <TextField {...fieldProps(context, 'name', kind.name)} label={t('diplomas.kinds.name')} required />
      <TextField
        {...fieldProps(context, 'name_en', kind.name_en)}
        label={t('diplomas.kinds.name_en')}
        required
      />
      <NumberField
        {...fieldProps(context, 'issue_days', kind.issue_days)}
        label={t('diplomas.kinds.issue_days')}
        hint={t('diplomas.kinds.issue_days_hint')}
        optional={t('people.form.optional')}
        unit={t('diplomas.kinds.days')}
      />
      <Ticks kind={kind} context={context} />
      <TextArea
        {...fieldProps(context, 'source')}
        label={t('diplomas.kinds.source')}
        hint={t('diplomas.kinds.source_hint')}
        rows={3}
        maxlength={1000}
        required
      />
      <Checkbox
        name="is_verified"
        label={t('diplomas.kinds.is_verified')}
        checked={form.sent === 'save' && form.values.is_verified !== undefined}
      />
    </>
  )
}

/** What must be said, and in which forms the kind is issued. */
function Ticks({ kind, context: { t, form } }: { kind: Kind; context: ViewContext }) {
  const isSent = form.sent === 'save'
  const ticked = (name: 'is_digital' | 'has_blanks', stored: boolean) =>
    isSent ? form.values[name] !== undefined : stored
  const required = isSent ? [form.values['required[]'] ?? []].flat() : kind.required
  return (
    <>
      <CheckboxGroup
        name="required[]"
        label={t('diplomas.kinds.required')}
        error={form.errors.required}
        values={required}
        options={contentFields.map((value) => ({
          value,
          label: t.dynamic(`diplomas.kinds.content.${value}`),
        }))}
      />
      <Checkbox
        name="is_digital"
        label={t('diplomas.kinds.is_digital')}
        checked={ticked('is_digital', kind.is_digital)}
      />
      <Checkbox
        name="has_blanks"
        label={t('diplomas.kinds.has_blanks')}
        checked={ticked('has_blanks', kind.has_blanks)}
      />
    </>
  )
}
