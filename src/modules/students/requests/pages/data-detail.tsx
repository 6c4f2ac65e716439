import { z } from 'zod'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { Button, Form, PageHeader, RadioGroup, Section, TextArea } from '#ui/index.ts'
import { Revealed, RevealForm, takeRevealed } from '#modules/people/index.ts'
import { revealAskedNumber } from '../actions/reveal-number.ts'
import { decideDataRequest, readFacts } from '../actions/data-request.ts'
import type { DataRequest } from '../data-request.ts'
import { getDataRequest } from '../store/data-request.ts'
import { DataValues } from './data-values.tsx'
import { RequestBadge } from './own.tsx'

/** A request to mend facts, old beside new, with the papers; agreeing makes the facts what was asked. */
export const dataRequestDetail = definePage({
  path: '/de-nghi-du-lieu/:id',
  permission: 'students.edit',
  params: z.object({ id: z.uuid() }),
  async load({ db, app, params, request: sent, actor }) {
    const request = await getDataRequest(db, app.keys, params.id)
    const facts = request.state === 'open' ? await readFacts(db, request.learner_id) : undefined
    return { request, now: facts?.now, revealed: await takeRevealed(app, sent, actor) }
  },
  about: ({ request }) => ({ institution: request.institution_id, person: request.person_id }),
  looks: ({ request }) => ({ subject: 'people.person', ids: [request.person_id] }),
  title: ({ request }, t) => t('students.request.of', { name: request.full_name }),
  forms: {
    reveal: defineForm({
      action: revealAskedNumber,
      input: (body, { params, request }) => ({
        request: params.id,
        reason: body.reason,
        path: new URL(request.url).pathname,
      }),
      then: (result) => `${result.path}?so=${result.token}`,
    }),
    decide: defineForm({
      action: decideDataRequest,
      input: (body, { params }) => ({ ...body, request: params.id }),
      then: (result) => ({ to: `/de-nghi-du-lieu/${result.id}`, say: 'students.request.said_decided' }),
    }),
  },
  view: ({ request, now, revealed }, context) => {
    const { t, may } = context
    const place = { institution: request.institution_id }
    return (
      <>
        <PageHeader
          title={t('students.request.of', { name: request.full_name })}
          state={<RequestBadge state={request.state} t={t} />}
          breadcrumb={[
            { href: '/de-nghi-du-lieu', label: t('students.request.list') },
            { href: `/hoc-sinh/${request.learner_id}`, label: request.full_name },
          ]}
          breadcrumbLabel={t('students.threshold.crumbs')}
        />
        <Revealed context={context} number={revealed} />
        <DataValues
          request={request}
          now={now}
          papers={`/de-nghi-du-lieu/${request.id}/tep`}
          isMasked
          t={t}
        />
        {request.proposal.values.citizen_number && may('people.edit', place) && (
          <RevealForm context={context} personId={request.person_id} />
        )}
        {request.state === 'open' && may('people.edit', place) && (
          <Decide request={request} context={context} />
        )}
      </>
    )
  },
})

function Decide({ request, context: { t, form } }: { request: DataRequest; context: ViewContext }) {
  return (
    <Section title={t('students.request.decide')} lead={t('students.request.decide_lead')}>
      <Form hidden={form.hidden('decide', { version: request.version })}>
        <RadioGroup
          {...form.field('verdict')}
          label={t('students.request.verdict')}
          options={(['accepted', 'refused'] as const).map((value) => ({
            value,
            label: t.dynamic(`students.request.verdict.${value}`),
          }))}
        />
        <TextArea
          {...form.field('answer')}
          label={t('students.request.answer')}
          hint={t('students.request.answer_hint')}
          rows={2}
          maxlength={500}
        />
        <Button>{t('students.request.decide')}</Button>
      </Form>
    </Section>
  )
}
