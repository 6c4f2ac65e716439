import type { ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  Checkbox,
  CheckboxGroup,
  DateField,
  Form,
  FormActions,
  LinkButton,
  NumberField,
  TextArea,
} from '#ui/index.ts'
import { categoryOptions, decimal } from './parts.tsx'
import type { RuleNewData } from './rule-new.tsx'

/** What the form was sent with, by field; lists as `name[]`. */
export type RuleAnswers = Record<string, string | string[]>

/** The form of a new version, filled in from the latest one; it goes on to the page that shows what changes. */
export function RuleForm({ data, context }: { data: RuleNewData; context: ViewContext }) {
  const { t } = context
  const { target, last } = data
  const field = fieldsOf(data, context)
  const options = categoryOptions(t)
  return (
    <Form method="get" hidden={{ target, buoc: 'xem-lai' }}>
      <CheckboxGroup
        {...field.list('categories', last?.categories)}
        label={t('staff.training.rule.field.categories')}
        options={options}
      />
      {target === 'pedagogy' && (
        <CheckboxGroup
          {...field.list('manager_categories', last?.manager_categories)}
          label={t('staff.training.rule.field.manager_categories')}
          optional={t('staff.training.optional')}
          options={options}
        />
      )}
      <NumberField
        {...field.text('min_hours', last && decimal(String(last.min_hours), t))}
        label={t('staff.training.rule.field.min_hours')}
        decimal
        required
      />
      <DateField
        {...field.text('min_date', last && t.date(last.min_date))}
        label={t('staff.training.rule.field.min_date')}
        hint={t('staff.training.field.day_hint')}
        required
      />
      <NumberField
        {...field.text('validity_months', last?.validity_months)}
        label={t('staff.training.rule.field.validity_months')}
        hint={t('staff.training.rule.field.validity_hint')}
        optional={t('staff.training.optional')}
      />
      <Checkbox
        {...field.tick('includes_visiting', last?.includes_visiting)}
        label={t('staff.training.rule.field.includes_visiting')}
      />
      {target === 'materials' && (
        <Checkbox
          {...field.tick('includes_teaching_managers', last?.includes_teaching_managers)}
          label={t('staff.training.rule.field.includes_teaching_managers')}
        />
      )}
      <DateField
        {...field.text('from_date')}
        label={t('staff.training.rule.field.from_date')}
        hint={t('staff.training.field.day_hint')}
        required
      />
      <TextArea
        {...field.text('source')}
        label={t('staff.training.rule.source')}
        hint={t('staff.training.rule.source_hint')}
        rows={2}
        required
      />
      <Checkbox {...field.tick('is_verified', false)} label={t('staff.training.rule.field.is_verified')} />
      <FormActions>
        <Button>{t('staff.training.rule.continue')}</Button>
        <LinkButton kind="ghost" href="/boi-duong/quy-tac">
          {t('staff.training.rule.cancel')}
        </LinkButton>
      </FormActions>
    </Form>
  )
}

/** Props of the fields: what was typed, else what the latest version says; and what is wrong. */
function fieldsOf({ answers, errors }: RuleNewData, { t, form }: ViewContext) {
  const typed = form.sent ? form.values : answers
  const errorOf = (name: string) => {
    const words = form.errors[name] ?? (errors[name] && t.dynamic(errors[name]))
    return words ? { error: words } : {}
  }
  return {
    text: (name: string, stored?: string | number | null) => ({
      name,
      value: String((typed ? [typed[name]].flat()[0] : stored) ?? ''),
      ...errorOf(name),
    }),
    tick: (name: string, stored: boolean | undefined) => ({
      name,
      checked: typed ? typed[name] === 'true' : stored,
      ...errorOf(name),
    }),
    list: (name: string, stored: readonly string[] | undefined) => ({
      name: `${name}[]`,
      values: typed ? [typed[`${name}[]`] ?? []].flat() : stored,
      ...errorOf(name),
    }),
  }
}
