import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Badge,
  Button,
  Checkbox,
  DateField,
  Disclosure,
  Form,
  FormActions,
  NumberField,
  PageHeader,
  Table,
  TextField,
} from '#ui/index.ts'
import { addTeachingRule } from '../actions/add-teaching-rule.ts'
import { listTeachingRules } from '../store/teaching-rules.ts'
import type { StoredTeachingRule } from '../teaching-rule.ts'
import { shown } from './place.tsx'

/** How long an hour lasts and how many fill a day and a week, with their days and sources; the department adds the next. */
export const teachingRules = definePage({
  path: '/quy-dinh-day-hoc',
  permission: 'public',
  load: async ({ db }) => ({ rules: await listTeachingRules(db) }),
  title: (_data, t) => t('students.teaching.rule.title'),
  forms: {
    add: defineForm({
      action: addTeachingRule,
      then: () => ({ to: '/quy-dinh-day-hoc', say: 'students.teaching.rule.saved' }),
    }),
  },
  view: ({ rules }, context) => {
    const { t, may } = context
    return (
      <>
        <PageHeader title={t('students.teaching.rule.title')} lead={t('students.teaching.rule.lead')} />
        <Table
          caption={t('students.teaching.rule.title')}
          rows={rules}
          rowKey={(rule) => rule.id}
          columns={[
            {
              key: 'reading',
              label: t('students.teaching.rule.reading'),
              render: ({ minutes_theory, minutes_practice, theory_day, theory_week, ...rule }) =>
                t('students.teaching.rule.sentence', {
                  minutes_theory,
                  minutes_practice,
                  theory_day,
                  theory_week,
                  practice_day: rule.practice_day,
                  practice_week: rule.practice_week,
                }),
            },
            {
              key: 'days',
              label: t('students.teaching.rule.days'),
              render: (rule) =>
                rule.to_date
                  ? `${t.date(rule.from_date)} – ${t.date(rule.to_date)}`
                  : t('students.teaching.rule.since', { day: t.date(rule.from_date) }),
            },
            {
              key: 'source',
              label: t('students.teaching.rule.source'),
              render: (rule) => (
                <div class="grid justify-items-start gap-1">
                  <span>{rule.citation}</span>
                  {rule.source !== rule.citation && <span class="text-sm text-muted">{rule.source}</span>}
                  {!rule.is_verified && (
                    <Badge kind="warning">{t('students.teaching.rule.unverified')}</Badge>
                  )}
                </div>
              ),
            },
          ]}
        />
        {may('students.keep-policies', { province: true }) && rules[0] && (
          <AddRule rule={rules[0]} context={context} />
        )}
      </>
    )
  },
})

const numbers = [
  ['minutes_theory', 'minutes'],
  ['minutes_practice', 'minutes'],
  ['theory_day', 'hours'],
  ['theory_week', 'hours'],
  ['practice_day', 'hours'],
  ['practice_week', 'hours'],
] as const

function AddRule({ rule, context }: { rule: StoredTeachingRule; context: ViewContext }) {
  const { t, form } = context
  return (
    <Disclosure label={t('students.teaching.rule.add')} open={form.sent === 'add'}>
      <Form hidden={form.hidden('add')}>
        {numbers.map(([name, unit]) => (
          <NumberField
            key={name}
            {...shown(context, name, rule[name])}
            label={t(`students.teaching.rule.${name}`)}
            unit={t(`students.teaching.rule.unit_${unit}`)}
            required
          />
        ))}
        <DateField
          {...shown(context, 'from_date')}
          label={t('students.teaching.field.from')}
          hint={t('students.teaching.day_hint')}
          required
        />
        <TextField
          {...shown(context, 'citation')}
          label={t('students.teaching.rule.citation')}
          hint={t('students.teaching.rule.citation_hint')}
          required
        />
        <TextField {...shown(context, 'source')} label={t('students.teaching.rule.source')} required />
        <Checkbox
          name="is_verified"
          value="on"
          checked={form.values['is_verified'] !== undefined}
          label={t('students.teaching.rule.is_verified')}
        />
        <FormActions>
          <Button icon="save">{t('students.teaching.save')}</Button>
        </FormActions>
      </Form>
    </Disclosure>
  )
}
