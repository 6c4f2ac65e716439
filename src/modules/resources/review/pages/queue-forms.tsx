import type { ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Button,
  Checkbox,
  Form,
  FormActions,
  RadioGroup,
  Section,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { isUnanimous, marks, verdicts } from '../rubric.ts'
import { Faults } from './parts.tsx'
import type { ReviewData } from './queue.tsx'

type Props = { data: ReviewData; context: ViewContext }

/** A place among the reviewers, while one is free. */
export function TakeOn({ data, context: { t, form } }: Props) {
  const { submission, own, isReviewer } = data
  if (submission.state !== 'waiting' || !isReviewer || own) return null
  if (submission.taken >= submission.reviewers)
    return <p class="mt-6 text-muted">{t('resources.review.all_taken', { count: submission.reviewers })}</p>
  return (
    <Form label={t('resources.review.take')} hidden={{ ...form.hidden('take'), submission: submission.id }}>
      <p class="mt-6">
        {t('resources.review.take_lead', { taken: submission.taken, count: submission.reviewers })}
      </p>
      <FormActions>
        <Button>{t('resources.review.take')}</Button>
      </FormActions>
    </Form>
  )
}

/** Each criterion, the verdict, and words. */
export function AnswerForm({ data, context }: Props) {
  const { submission, own, rubric } = data
  const { t, form } = context
  if (submission.state !== 'waiting' || !own) return null
  return (
    <Section
      title={t('resources.review.answer')}
      lead={rubric.is_verified ? undefined : t('resources.review.unverified', { source: rubric.source })}
    >
      <Form
        label={t('resources.review.answer')}
        hidden={{ ...form.hidden('answer'), submission: submission.id }}
      >
        {rubric.criteria.map((one) => (
          <RadioGroup
            key={one.code}
            {...form.field(`marks.${one.code}`, own.marks[one.code])}
            label={`${t.lang === 'en' ? one.name_en : one.name}${one.is_required ? ` (${t('resources.review.required')})` : ''}`}
            options={marks.map((value) => ({ value, label: t.dynamic(`resources.review.mark.${value}`) }))}
            inline
          />
        ))}
        <RadioGroup
          {...form.field('verdict', own.verdict)}
          label={t('resources.review.verdict')}
          options={verdicts.map((value) => ({
            value,
            label: t.dynamic(`resources.review.verdict.${value}`),
          }))}
        />
        <TextArea
          {...form.field('note', own.note)}
          label={t('resources.review.note')}
          hint={t('resources.review.note_hint')}
          maxlength={4000}
        />
        <FormActions>
          <Button>{t('resources.review.answer_act')}</Button>
        </FormActions>
      </Form>
      {!own.answered_at && (
        <Form
          bare
          label={t('resources.review.give_back')}
          hidden={{ ...form.hidden('giveBack'), submission: submission.id }}
        >
          <Button kind="ghost">{t('resources.review.give_back')}</Button>
        </Form>
      )}
    </Section>
  )
}

/** The decision on a reviewed version. */
export function DecideForm({ data, context }: Props) {
  const { submission, reviews, isDecider, faults } = data
  const { t, form } = context
  if (submission.state !== 'reviewed' || !isDecider) return null
  const isAgreed = isUnanimous(reviews)
  return (
    <Section title={t('resources.review.decide')}>
      <Faults faults={faults} title={t('resources.review.error.unfit')} t={t} />
      {!isAgreed && <Alert kind="warning" title={t('resources.review.not_agreed')} />}
      <Form
        label={t('resources.review.decide')}
        hidden={{ ...form.hidden('decide', { version: submission.version }), submission: submission.id }}
      >
        <RadioGroup
          {...form.field('decision', isAgreed ? 'accept' : '')}
          label={t('resources.review.decision')}
          options={(['accept', 'return'] as const).map((value) => ({
            value,
            label: t.dynamic(`resources.review.decision.${value}`),
          }))}
        />
        {submission.version_state !== 'published' && (
          <Checkbox
            name="publish"
            label={t('resources.review.publish_now')}
            checked={form.sent === 'decide' ? form.values.publish === 'true' : true}
          />
        )}
        <TextField
          {...form.field('decision_no')}
          label={t('resources.review.decision_no')}
          optional={t('resources.catalogue.optional')}
          width="half"
          maxlength={100}
        />
        <TextArea
          {...form.field('note')}
          label={t('resources.review.decision_note')}
          hint={t('resources.review.decision_note_hint')}
          maxlength={4000}
        />
        <FormActions>
          <Button>{t('resources.review.decide_act')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}
