import type { ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  Checkbox,
  DateField,
  Disclosure,
  Form,
  FormActions,
  NumberField,
  Select,
  TextField,
} from '#ui/index.ts'
import type { StoredIntegrationRule, StoredUpdateRule } from '../store/rules.ts'
import { shown } from './parts.tsx'

type Fields = { name: string; idPrefix: string }

/** Fields every new version of a rule asks for: from when, by which text, and whether that text was checked. */
export function DatedFields({ prefix, context }: { prefix: string; context: ViewContext }) {
  const { t, form } = context
  const own = (name: string) => ownField(prefix, name, undefined, context)
  return (
    <>
      <DateField
        {...own('from_date')}
        label={t('curricula.rules.from_date')}
        hint={t('curricula.field.day_hint')}
        required
      />
      <TextField
        {...own('source')}
        label={t('curricula.rules.source')}
        hint={t('curricula.rules.source_hint')}
        required
      />
      <Checkbox
        name="is_verified"
        idPrefix={prefix}
        value="on"
        checked={form.sent === prefix && form.values['is_verified'] !== undefined}
        label={t('curricula.rules.is_verified')}
      />
    </>
  )
}

/** A field of one of several forms on the page: what was typed shows only in the form that was sent. */
function ownField(
  prefix: string,
  name: string,
  stored: string | number | undefined,
  context: ViewContext,
): Fields & { value: string } {
  if (context.form.sent === prefix) return { ...shown(context, name, stored), idPrefix: prefix }
  return { name, idPrefix: prefix, value: stored === undefined ? '' : String(stored) }
}

function isTicked(prefix: string, name: string, stored: boolean, { form }: ViewContext): boolean {
  return form.sent === prefix ? form.values[name] !== undefined : stored
}

export function IntegrationForm({
  rule,
  frameworks,
  context,
}: {
  rule: StoredIntegrationRule
  frameworks: readonly { id: string; title: string; title_en: string }[]
  context: ViewContext
}) {
  const { t, form } = context
  const prefix = 'integration'
  const count = (name: 'min_outcomes' | 'min_level' | 'min_domains' | 'min_digital_units') => (
    <NumberField
      {...ownField(prefix, name, rule[name], context)}
      label={t.dynamic(`curricula.rules.${name}`)}
      required
    />
  )
  const tick = (name: 'needs_unit' | 'accepts_confirmation') => (
    <Checkbox
      name={name}
      idPrefix={prefix}
      value="on"
      checked={isTicked(prefix, name, rule[name], context)}
      label={t.dynamic(`curricula.rules.${name}`)}
    />
  )
  return (
    <Disclosure label={t('curricula.rules.add')} open={form.sent === prefix}>
      <Form hidden={form.hidden(prefix)}>
        {frameworks.length > 1 && (
          <Select
            {...ownField(prefix, 'framework', rule.framework_id, context)}
            label={t('curricula.rules.framework')}
            options={frameworks.map((one) => ({
              value: one.id,
              label: t.lang === 'vi' ? one.title : one.title_en,
            }))}
          />
        )}
        {count('min_outcomes')}
        {count('min_level')}
        {count('min_domains')}
        {tick('needs_unit')}
        {count('min_digital_units')}
        {tick('accepts_confirmation')}
        <DatedFields prefix={prefix} context={context} />
        <FormActions>
          <Button icon="save">{t('curricula.rules.save')}</Button>
        </FormActions>
      </Form>
    </Disclosure>
  )
}

export function UpdateForm({ rule, context }: { rule: StoredUpdateRule; context: ViewContext }) {
  const { t, form } = context
  const prefix = 'update'
  return (
    <Disclosure label={t('curricula.rules.add')} open={form.sent === prefix}>
      <Form hidden={form.hidden(prefix)}>
        <NumberField
          {...ownField(prefix, 'months', rule.months, context)}
          label={t('curricula.rules.months')}
          unit={t('curricula.field.months_unit')}
          required
        />
        <TextField
          {...ownField(prefix, 'prefixes', rule.prefixes.join(', '), context)}
          label={t('curricula.rules.prefixes')}
          hint={t('curricula.rules.prefixes_hint')}
          width="half"
          required
        />
        <Checkbox
          name="needs_note"
          idPrefix={prefix}
          value="on"
          checked={isTicked(prefix, 'needs_note', rule.needs_note, context)}
          label={t('curricula.rules.needs_note')}
        />
        <DatedFields prefix={prefix} context={context} />
        <FormActions>
          <Button icon="save">{t('curricula.rules.save')}</Button>
        </FormActions>
      </Form>
    </Disclosure>
  )
}
