import { z } from 'zod'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Badge,
  Button,
  DateField,
  Facts,
  Form,
  PageHeader,
  RadioGroup,
  Section,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { decideRecognition } from '../actions/recognition.ts'
import { shownMark } from '../mark.ts'
import type { Recognition } from '../recognition.ts'
import { getRecognition } from '../store/recognition.ts'
import { recognitionKind } from './recognition-list.tsx'

/** One request for recognition, its proof, and the decision. */
export const recognitionPage = definePage({
  path: '/cong-nhan/:id',
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  load: ({ db, params }) => getRecognition(db, params.id),
  about: (one) => ({ institution: one.institution_id }),
  title: (one, t) => t('students.marks.recognition.of', { unit: one.unit_name, name: one.full_name }),
  looks: (one) => ({ subject: 'people.person', ids: [one.person_id] }),
  forms: {
    decide: defineForm({
      action: decideRecognition,
      input: (body, { params }) => ({ ...body, recognition: params.id }),
      then: (result) => ({ to: `/cong-nhan/${result.id}`, say: 'students.marks.said.decided' }),
    }),
  },
  view: (one, context) => {
    const { t, may } = context
    return (
      <>
        <PageHeader
          title={`${one.unit_code} ${one.unit_name}`}
          lead={`${one.full_name} (${one.learner_code})`}
          state={
            <Badge kind={recognitionKind[one.state]}>
              {t.dynamic(`students.marks.recognition_state.${one.state}`)}
            </Badge>
          }
          breadcrumb={[
            { href: '/cong-nhan', label: t('students.marks.recognition.title') },
            { href: `/hoc-sinh/${one.learner_id}`, label: one.full_name },
          ]}
          breadcrumbLabel={t('students.marks.crumbs')}
        />
        <RecognitionFacts one={one} context={context} />
        {one.result_id && (
          <p class="mt-4">
            <a href={`/ket-qua/${one.result_id}`}>{t('students.marks.recognition.result')}</a>
          </p>
        )}
        {one.state === 'asked' && may('students.approve', { institution: one.institution_id }) && (
          <Decide one={one} context={context} />
        )}
      </>
    )
  },
})

function RecognitionFacts({ one, context: { t } }: { one: Recognition; context: ViewContext }) {
  return (
    <Facts
      items={[
        { label: t('students.marks.field.basis'), value: t.dynamic(`students.marks.basis.${one.basis}`) },
        { label: t('students.marks.field.scope'), value: t.dynamic(`students.marks.scope.${one.scope}`) },
        {
          label: t('students.marks.recognition.grade'),
          value: one.grade ? shownMark(one.grade, t.lang) : '–',
        },
        { label: t('students.marks.field.asked'), value: t.dateTime(one.asked_at) },
        { label: t('students.marks.recognition.evidence'), value: one.evidence ?? '–', wide: true },
        ...(one.paper
          ? [
              {
                label: t('students.marks.recognition.file'),
                value: <a href={`/cong-nhan/${one.id}/tep`}>{one.paper.name}</a>,
                wide: true,
              },
            ]
          : []),
        ...(one.decision_no
          ? [
              {
                label: t('students.marks.field.decision'),
                value: `${one.decision_no}, ${t.date(one.decision_date)}`,
              },
            ]
          : []),
        ...(one.answer ? [{ label: t('students.marks.field.answer'), value: one.answer, wide: true }] : []),
      ]}
    />
  )
}

function Decide({ one, context: { t, form } }: { one: Recognition; context: ViewContext }) {
  return (
    <Section title={t('students.marks.recognition.decide')}>
      <Form hidden={form.hidden('decide', { version: one.version })}>
        <RadioGroup
          {...form.field('verdict')}
          label={t('students.marks.request.verdict')}
          options={(['granted', 'refused'] as const).map((value) => ({
            value,
            label: t.dynamic(`students.marks.recognition_verdict.${value}`),
          }))}
        />
        <TextField
          {...form.field('decision_no')}
          label={t('students.marks.recognition.decision_no')}
          width="half"
          maxlength={60}
        />
        <DateField {...form.field('decision_date')} label={t('students.marks.recognition.decision_date')} />
        <TextField
          {...form.field('signer')}
          label={t('students.marks.recognition.signer')}
          optional={t('students.marks.optional')}
          width="half"
          maxlength={120}
        />
        <TextArea
          {...form.field('answer')}
          label={t('students.marks.field.answer')}
          hint={t('students.marks.recognition.answer_hint')}
          rows={2}
          maxlength={500}
        />
        <Button>{t('students.marks.recognition.decide')}</Button>
      </Form>
    </Section>
  )
}
