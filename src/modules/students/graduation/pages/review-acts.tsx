import { fieldProps } from '#modules/people/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, Disclosure, Form, FormActions, Section, Select, TextArea } from '#ui/index.ts'
import { DecisionFields } from '../../records/pages/parts.tsx'
import type { Council } from '../council/council.ts'
import type { Review } from '../graduation.ts'

type Props = { review: Review; context: ViewContext }

const mayApprove = ({ review, context: { may } }: Props): boolean =>
  may('students.approve', { institution: review.institution_id })

/** Freezing a draft, with the council that agreed. */
export function FreezeForm({ review, councils, context }: Props & { councils: readonly Council[] }) {
  const { t, form } = context
  if (review.state !== 'draft' || !mayApprove({ review, context })) return null
  const missing = (
    <p class="mb-4">
      {t(review.mode === 'year' ? 'students.council.needed' : 'students.council.missing')}{' '}
      <a href={`/tot-nghiep/khoa/${review.cohort_id}/hoi-dong`}>{t('students.council.enter')}</a>
    </p>
  )
  if (review.mode === 'year' && councils.length === 0)
    return <Section title={t('students.graduation.freeze')}>{missing}</Section>
  return (
    <Section title={t('students.graduation.freeze')} lead={t('students.graduation.freeze_lead')}>
      <Form
        hidden={{ ...form.hidden('freeze', { version: review.version }), review: review.id }}
        label={t('students.graduation.freeze')}
      >
        {councils.length > 0 ? (
          <Select
            {...fieldProps(context, 'council', councils[0]?.id)}
            label={t('students.council.choose')}
            options={councils.map((one) => ({ value: one.id, label: optionText(one, t) }))}
            required
          />
        ) : (
          missing
        )}
        <FormActions>
          <Button>{t('students.graduation.freeze_act')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

const optionText = (one: Council, t: ViewContext['t']): string =>
  t('students.council.option', {
    number: one.decision_no,
    day: t.date(one.decision_date),
    count: one.members.length,
  })

/** The decision on a frozen list: number, day, signer; everybody on it graduates. */
export function DecideForm({ review, isStale, context }: Props & { isStale: boolean }) {
  const { t, form } = context
  if (review.state !== 'frozen' || !mayApprove({ review, context })) return null
  if (isStale) return <Alert kind="info" title={t('students.graduation.decide_later')} />
  return (
    <Section
      title={t('students.graduation.decide')}
      lead={t('students.graduation.decide_lead', { count: review.eligible })}
    >
      <Form
        hidden={{ ...form.hidden('decide', { version: review.version }), review: review.id }}
        label={t('students.graduation.decide')}
      >
        <DecisionFields context={context} isSignerNeeded hint={t('students.graduation.signer_hint')} />
        <FormActions>
          <Button>{t('students.graduation.decide_act', { count: review.eligible })}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

/** Giving a list up, with the reason. */
export function DiscardForm({ review, context }: Props) {
  const { t, form } = context
  const isOpen = review.state === 'draft' || review.state === 'frozen'
  if (!isOpen || !mayApprove({ review, context })) return null
  return (
    <GiveUp
      label={t('students.graduation.discard')}
      act={t('students.graduation.discard_act')}
      hidden={{ ...form.hidden('discard', { version: review.version }), review: review.id }}
      context={context}
    />
  )
}

type GiveUpProps = {
  label: string
  act: string
  hidden: Record<string, string | number | undefined>
  context: ViewContext
}

/** The form `discard` of a page, folded up: what is given up, and why. */
export function GiveUp({ label, act, hidden, context: { t, form } }: GiveUpProps) {
  return (
    <div class="mt-8">
      <Disclosure label={label} open={form.sent === 'discard'}>
        <Form hidden={hidden} label={label}>
          <TextArea
            {...(form.sent === 'discard' ? form.field('reason') : { name: 'reason' })}
            idPrefix="bo"
            label={t('students.graduation.discard_reason')}
            rows={2}
            maxlength={500}
            required
          />
          <FormActions>
            <Button kind="danger">{act}</Button>
          </FormActions>
        </Form>
      </Disclosure>
    </div>
  )
}
