import { fieldProps } from '#modules/people/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Button, Checkbox, DateField, Form, FormActions, Section, Select } from '#ui/index.ts'
import { dayText } from '../../../records/typed.ts'
import { GiveUp } from '../../pages/review-acts.tsx'
import type { RoundData } from './round.tsx'
import { settledLines } from './round-papers.tsx'

type Props = { data: RoundData; context: ViewContext }

const choices = ({ staff }: RoundData) => staff.map((one) => ({ value: one.person_id, label: one.full_name }))

/** Who marks, on which day the examination was, and whether the papers go by code. */
export function OpenForm({ data, context }: Props) {
  const { t, form, today } = context
  const { cohort, query, count } = data
  const typed = [form.values['markers[]'] ?? []].flat()
  return (
    <Section title={t('students.marking.open')} lead={t('students.marking.open_lead')}>
      <Form
        hidden={{ ...form.hidden('open'), cohort: cohort.id, kind: query.phan, sitting: query.lan }}
        label={t('students.marking.open')}
      >
        {Array.from({ length: count.most }, (_, at) => (
          <Select
            key={at}
            name="markers[]"
            idPrefix={`nguoi-${at + 1}`}
            label={t('students.marking.marker', { position: at + 1 })}
            value={typed[at]}
            placeholder={t('students.form.choose')}
            options={choices(data)}
            {...(at === 0 && form.errors.markers ? { error: form.errors.markers } : {})}
            {...(at < count.least ? { required: true } : { optional: t('people.form.optional') })}
          />
        ))}
        <DateField
          {...fieldProps(context, 'held_on', dayText(today))}
          label={t('students.graduation.exam.on_date')}
          hint={t('students.form.day_hint')}
          required
        />
        <Checkbox
          name="is_blind"
          label={t('students.marking.blind')}
          hint={t('students.marking.blind_hint')}
          checked={form.sent ? form.values.is_blind === 'true' : query.phan === 'theory'}
        />
        <FormActions>
          <Button>{t('students.marking.open_act')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

/** Where markers differ too much and nobody was asked yet. */
export function ThirdForm({ data, context }: Props) {
  const { t, form } = context
  const { marking, markers } = data
  const differing = settledLines(data).filter(({ outcome }) => outcome.needs_third).length
  if (!marking || differing === 0 || markers.some((one) => one.is_third)) return null
  return (
    <Section
      title={t('students.marking.ask_third')}
      lead={t('students.marking.ask_third_lead', { count: differing })}
    >
      <Form
        hidden={{ ...form.hidden('third', { version: marking.version }), marking: marking.id }}
        label={t('students.marking.ask_third')}
      >
        <Select
          {...fieldProps(context, 'third')}
          label={t('students.marking.third')}
          placeholder={t('students.form.choose')}
          options={choices(data)}
          required
        />
        <FormActions>
          <Button kind="secondary">{t('students.marking.ask_third_act')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

/** Closing the round once every paper has its mark. */
export function CloseForm({ data, context }: Props) {
  const { t, form } = context
  const { marking, isCompared } = data
  const lines = settledLines(data)
  if (!marking || !isCompared || lines.some(({ outcome }) => outcome.mark === null)) return null
  return (
    <Section title={t('students.marking.close')} lead={t('students.marking.close_lead')}>
      <Form
        bare
        hidden={{ ...form.hidden('close', { version: marking.version }), marking: marking.id }}
        label={t('students.marking.close')}
      >
        <Button>{t('students.marking.close_act', { count: lines.length })}</Button>
      </Form>
    </Section>
  )
}

/** Giving the round up, with the reason. */
export function DiscardForm({ data: { marking }, context }: Props) {
  const { t, form } = context
  if (!marking) return null
  return (
    <GiveUp
      label={t('students.marking.discard')}
      act={t('students.marking.discard_act')}
      hidden={{ ...form.hidden('discard', { version: marking.version }), marking: marking.id }}
      context={context}
    />
  )
}
