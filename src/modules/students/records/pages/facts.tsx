import { z } from 'zod'
import { fieldProps } from '#modules/people/index.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Badge,
  Button,
  Card,
  DateField,
  Disclosure,
  FileField,
  Form,
  FormActions,
  Section,
  Select,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { addPolicyFact, endPolicyFact, paperMaxBody, verifyPolicyFact } from '../actions/policy-fact.ts'
import { isInForce, policyGroups, type PolicyFact } from '../policy-fact.ts'
import { getRecord } from '../store/learner.ts'
import { listPolicyFacts } from '../store/policy-fact.ts'
import { dayText } from '../typed.ts'
import { LearnerHeader } from './learner-header.tsx'
import { wordOptions } from './parts.tsx'

const path = '/hoc-sinh/:id/doi-tuong'

/** Policy groups of a learner: dated, with the paper that proves each. Only for those who may see such facts. */
export const learnerFacts = definePage({
  path,
  permission: 'students.read-sensitive',
  params: z.object({ id: z.uuid() }),
  maxBody: paperMaxBody,
  async load({ db, params, app }) {
    const record = await getRecord(db, params.id)
    const { person_id: person, institution_id: institution } = record.learner
    return { record, facts: await listPolicyFacts(db, app.keys, person, institution) }
  },
  about: ({ record: { learner } }) => ({ institution: learner.institution_id, person: learner.person_id }),
  looks: ({ record }) => ({ subject: 'students.policy_fact', ids: [record.learner.person_id] }),
  title: (_data, t) => t('students.tab.facts'),
  forms: {
    add: defineForm({
      action: addPolicyFact,
      input: (body, { params }) => ({ ...body, learner: params.id }),
      then: (_result, { params }) => ({ to: `/hoc-sinh/${params.id}/doi-tuong`, say: 'students.fact.added' }),
    }),
    end: defineForm({
      action: endPolicyFact,
      input: (body) => body,
      then: (_result, { params }) => ({
        to: `/hoc-sinh/${params.id}/doi-tuong`,
        say: 'students.fact.ended_now',
      }),
    }),
    verify: defineForm({
      action: verifyPolicyFact,
      input: (body) => body,
      then: (_result, { params }) => ({
        to: `/hoc-sinh/${params.id}/doi-tuong`,
        say: 'students.fact.verified_now',
      }),
    }),
  },
  view: ({ record, facts }, context) => {
    const { t, may } = context
    const canEdit = may('students.edit', { institution: record.learner.institution_id })
    return (
      <>
        <LearnerHeader record={record} current={path} context={context} />
        <p class="mt-4 max-w-prose text-muted">{t('students.fact.lead')}</p>
        {facts.length === 0 && <p class="my-4">{t('students.fact.none')}</p>}
        <div class="mt-6 grid gap-4">
          {facts.map((fact) => (
            <Item
              key={fact.id}
              fact={fact}
              learnerId={record.learner.id}
              canEdit={canEdit}
              context={context}
            />
          ))}
        </div>
        {canEdit && <AddForm context={context} />}
      </>
    )
  },
})

function Item({
  fact,
  learnerId,
  canEdit,
  context,
}: {
  fact: PolicyFact
  learnerId: string
  canEdit: boolean
  context: ViewContext
}) {
  const { t, today } = context
  return (
    <div id={fact.id}>
      <Card
        title={t.dynamic(`students.group.${fact.kind}`)}
        state={
          isInForce(fact, today) ? (
            <Badge kind="success">{t('students.fact.in_force')}</Badge>
          ) : (
            <Badge>{t('students.fact.not_in_force')}</Badge>
          )
        }
      >
        <p>
          {t('students.fact.days', {
            from: t.date(fact.from_date),
            to: t.date(fact.to_date) || t('students.fact.open_end'),
          })}
        </p>
        {fact.evidence && <p>{t('students.fact.evidence_said', { evidence: fact.evidence })}</p>}
        {fact.paper && (
          <p>
            <a href={`/hoc-sinh/${learnerId}/doi-tuong/${fact.id}/tep`}>{fact.paper.name}</a>
          </p>
        )}
        {fact.note && <p class="text-muted">{fact.note}</p>}
        {fact.ended_reason && <p>{t('students.fact.ended_because', { reason: fact.ended_reason })}</p>}
        <p class="text-sm text-muted">
          {fact.verified_on
            ? t('students.fact.verified', { name: fact.verified_by ?? '', day: t.date(fact.verified_on) })
            : t('students.fact.unverified')}
        </p>
        {canEdit && <ItemActs fact={fact} context={context} />}
      </Card>
    </div>
  )
}

function ItemActs({ fact, context }: { fact: PolicyFact; context: ViewContext }) {
  const { t, form, today } = context
  const seen = { fact: fact.id, version: fact.version }
  const isThis = form.sent === 'end' && form.values.fact === fact.id
  const field = (name: string, stored = '') => (isThis ? form.field(name, stored) : { name, value: stored })
  return (
    <>
      {!fact.verified_on && (
        <Form hidden={{ ...form.hidden('verify'), ...seen }} bare label={t('students.fact.verify')}>
          <Button kind="secondary" small>
            {t('students.fact.verify')}
          </Button>
        </Form>
      )}
      {!fact.ended_reason && (
        <Disclosure label={t('students.fact.end')} open={isThis}>
          <Form hidden={{ ...form.hidden('end'), ...seen }} bare label={t('students.fact.end')}>
            <DateField
              {...field('to_date', dayText(today))}
              idPrefix={fact.id}
              label={t('students.fact.to')}
              required
            />
            <TextField
              {...field('ended_reason')}
              idPrefix={fact.id}
              label={t('students.field.reason')}
              maxlength={500}
              required
            />
            <Button kind="secondary">{t('students.fact.end')}</Button>
          </Form>
        </Disclosure>
      )}
    </>
  )
}

function AddForm({ context }: { context: ViewContext }) {
  const { t, form } = context
  const optional = t('people.form.optional')
  const isThis = form.sent === 'add'
  const props = (name: string) => (isThis ? fieldProps(context, name) : { name, value: '' })
  const fileError = isThis ? form.errors.file : undefined
  return (
    <Section title={t('students.fact.new')}>
      <Form multipart hidden={form.hidden('add')} label={t('students.fact.new')}>
        <Select
          {...props('kind')}
          label={t('students.field.group')}
          placeholder={t('students.form.choose')}
          options={wordOptions(policyGroups, 'students.group', t)}
          required
        />
        <DateField
          {...props('from_date')}
          label={t('students.fact.from')}
          hint={t('students.form.day_hint')}
          required
        />
        <DateField
          {...props('to_date')}
          label={t('students.fact.to')}
          hint={t('students.fact.to_hint')}
          optional={optional}
        />
        <TextField
          {...props('evidence')}
          label={t('students.fact.evidence')}
          hint={t('students.fact.evidence_hint')}
          optional={optional}
          maxlength={300}
        />
        <FileField
          name="file"
          {...(fileError ? { error: fileError } : {})}
          label={t('students.fact.file')}
          hint={t('students.fact.file_hint')}
          accept=".pdf,.jpg,.jpeg,.png"
          optional={optional}
        />
        <TextArea
          {...props('note')}
          label={t('students.fact.note')}
          optional={optional}
          rows={3}
          maxlength={1000}
        />
        <FormActions>
          <Button>{t('students.fact.add')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}
