import type { ViewContext } from '#platform/pages/page.ts'
import { Checkbox, DateField, Form, NumberField, TextArea } from '#ui/index.ts'
import { numberItems, yesNoItems } from '../infrastructure.ts'
import type { ChecklistNewData } from './checklist-new.tsx'
import { FormEnd } from './decision-fields.tsx'

/** The form of a new checklist, filled in from the last one; it goes on to the page that shows what changes. */
export function ChecklistForm({ data, context }: { data: ChecklistNewData; context: ViewContext }) {
  const { t } = context
  const field = fieldsOf(data, context)
  const least = new Map(data.last?.items.map(({ item, minimum }) => [item, minimum]))
  return (
    <Form method="get" hidden={{ buoc: 'xem-lai' }}>
      {numberItems.map((item) => (
        <NumberField
          key={item}
          {...field.text(item, least.get(item))}
          label={t.dynamic(`institutions.infra.${item}`)}
          hint={t('institutions.checklist.least_hint')}
          optional={t('institutions.optional')}
          unit={t.dynamic(`institutions.infra.unit.${item}`)}
        />
      ))}
      {yesNoItems.map((item) => (
        <Checkbox
          key={item}
          {...field.tick(item, least.has(item))}
          label={t('institutions.checklist.must_have', { item: t.dynamic(`institutions.infra.${item}`) })}
        />
      ))}
      <DateField
        {...field.text('from_date')}
        label={t('institutions.checklist.from_date')}
        hint={t('institutions.form.day_hint')}
        required
      />
      <TextArea
        {...field.text('source')}
        label={t('institutions.field.source')}
        hint={t('institutions.checklist.source_hint')}
        rows={2}
        required
      />
      <Checkbox {...field.tick('is_verified', false)} label={t('institutions.checklist.compared')} />
      <FormEnd act={t('institutions.checklist.continue')} back="/danh-muc-ha-tang" t={t} />
    </Form>
  )
}

/** Props of the fields: what was typed, else what the last checklist says; and what is wrong. */
function fieldsOf({ answers, errors }: ChecklistNewData, { t, form }: ViewContext) {
  const typed = form.sent ? form.values : answers
  const errorOf = (name: string) => {
    const words = form.errors[name] ?? (errors[name] && t.dynamic(errors[name]))
    return words ? { error: words } : {}
  }
  return {
    text: (name: string, stored?: number) => ({
      name,
      value: String((typed ? [typed[name]].flat()[0] : stored) ?? ''),
      ...errorOf(name),
    }),
    tick: (name: string, stored: boolean) => ({
      name,
      checked: typed ? typed[name] === 'true' : stored,
      ...errorOf(name),
    }),
  }
}
