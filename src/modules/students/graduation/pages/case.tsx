import { z } from 'zod'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { Button, Facts, Form, FormActions, LinkButton, PageHeader, Section, TextArea } from '#ui/index.ts'
import { explain } from '../../grading/explain.ts'
import { getPolicy } from '../../store/policy.ts'
import { holdBack } from '../actions/hold-back.ts'
import type { Review, ReviewCase } from '../graduation.ts'
import { getCase, getReview } from '../store/review.ts'
import { classText, figureText, reviewName, titleText } from '../case-words.ts'
import { Reasons, VerdictBadge } from './words.tsx'

/** One learner in a review: the verdict with its whole calculation, and holding back by hand. */
export const casePage = definePage({
  path: '/tot-nghiep/:id/nguoi/:enrolment',
  permission: 'students.read',
  params: z.object({ id: z.uuid(), enrolment: z.uuid() }),
  async load({ db, params }) {
    const review = await getReview(db, params.id)
    const { policy } = await getPolicy(db, review.grading_policy_id)
    return { review, policy, one: await getCase(db, review.id, params.enrolment) }
  },
  about: ({ review }) => ({ institution: review.institution_id }),
  looks: ({ one }) => ({ subject: 'people.person', ids: [one.person_id] }),
  title: ({ one }) => one.full_name,
  forms: {
    hold: defineForm({
      action: holdBack,
      then: ({ review, enrolment, held }) => ({
        to: `/tot-nghiep/${review}/nguoi/${enrolment}`,
        say: held ? 'students.graduation.held_now' : 'students.graduation.let_in_now',
      }),
    }),
  },
  view: ({ review, policy, one }, context) => {
    const { t, may } = context
    const mayEdit = may('students.edit', { institution: review.institution_id })
    return (
      <>
        <PageHeader
          title={one.full_name}
          lead={`${one.learner_code} · ${one.class_code ?? '–'}`}
          state={<VerdictBadge one={one} t={t} />}
          breadcrumb={[
            { href: '/tot-nghiep', label: t('students.graduation.title') },
            { href: `/tot-nghiep/${review.id}`, label: reviewName(review, t) },
          ]}
          breadcrumbLabel={t('students.crumbs')}
          actions={
            <LinkButton kind="secondary" href={`/hoc-sinh/${one.learner_id}/tot-nghiep`}>
              {t('students.graduation.transcript')}
            </LinkButton>
          }
        />
        {one.is_eligible && <Outcome one={one} context={context} />}
        {one.is_held_back && (
          <p class="my-4">{t('students.graduation.held_because', { reason: one.held_reason ?? '' })}</p>
        )}
        {one.reasons.length > 0 && (
          <Section title={t('students.graduation.missing')}>
            <Reasons reasons={one.reasons} t={t} linked={mayEdit} />
          </Section>
        )}
        <Section title={t('students.graduation.calculation')}>
          <ol class="grid list-decimal gap-2 pl-6">
            {explain(t, policy, one.steps).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ol>
        </Section>
        {mayEdit && review.state === 'draft' && <HoldForm review={review} one={one} context={context} />}
      </>
    )
  },
})

type Props = { one: ReviewCase; context: ViewContext }

function Outcome({ one, context: { t } }: Props) {
  return (
    <Facts
      items={[
        { label: t('students.graduation.score'), value: figureText(one.score, t) },
        {
          label: t('students.graduation.classification'),
          value: one.is_downgraded
            ? t('students.graduation.downgraded', { to: classText(one.classification, t) })
            : classText(one.classification, t),
        },
        ...(one.title
          ? [{ label: t('students.graduation.diploma_title'), value: titleText(one.title, t) }]
          : []),
      ]}
    />
  )
}

function HoldForm({ review, one, context }: Props & { review: Review }) {
  const { t, form } = context
  const hidden = { ...form.hidden('hold'), review: review.id, enrolment: one.enrolment_id }
  if (one.is_held_back)
    return (
      <Form hidden={{ ...hidden, hold: 'false' }} bare label={t('students.graduation.let_in')}>
        <Button kind="secondary">{t('students.graduation.let_in')}</Button>
      </Form>
    )
  return (
    <Section title={t('students.graduation.hold')} lead={t('students.graduation.hold_lead')}>
      <Form hidden={{ ...hidden, hold: 'true' }} label={t('students.graduation.hold')}>
        <TextArea
          {...form.field('reason')}
          label={t('students.graduation.hold_reason')}
          rows={2}
          maxlength={500}
          required
        />
        <FormActions>
          <Button kind="secondary">{t('students.graduation.hold')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}
