import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Form, FormActions, PageHeader } from '#ui/index.ts'
import { ownPerson, withdrawDataRequest } from '../actions/data-request.ts'
import { getDataRequest } from '../store/data-request.ts'
import { DataValues } from './data-values.tsx'
import { RequestBadge } from './own.tsx'

/** A learner's own request to mend facts: what was asked, what was answered, and the way to take it back. */
export const dataRequestOwn = definePage({
  path: '/hoc-tap/de-nghi/du-lieu/:id',
  permission: 'students.learn',
  params: z.object({ id: z.uuid() }),
  async load({ db, app, actor, params }) {
    const request = await getDataRequest(db, app.keys, params.id)
    if (request.person_id !== ownPerson(actor)) throw notFound()
    return request
  },
  title: (_request, t) => t('students.request.kind.data'),
  forms: {
    withdraw: defineForm({
      action: withdrawDataRequest,
      input: (body, { params }) => ({ ...body, request: params.id }),
      then: (result) => ({ to: `/hoc-tap/de-nghi/du-lieu/${result.id}`, say: 'students.request.withdrawn' }),
    }),
  },
  view: (request, { t, form }) => (
    <>
      <PageHeader
        title={t('students.request.kind.data')}
        state={<RequestBadge state={request.state} t={t} />}
        breadcrumb={[
          { href: '/hoc-tap', label: t('students.own.title') },
          { href: '/hoc-tap/de-nghi', label: t('students.request.own_title') },
        ]}
        breadcrumbLabel={t('students.threshold.crumbs')}
      />
      <DataValues
        request={request}
        now={undefined}
        papers={`/hoc-tap/de-nghi/du-lieu/${request.id}/tep`}
        t={t}
      />
      {request.state === 'open' && (
        <Form hidden={form.hidden('withdraw', { version: request.version })}>
          <FormActions>
            <Button kind="ghost">{t('students.request.withdraw')}</Button>
          </FormActions>
        </Form>
      )}
    </>
  ),
})
