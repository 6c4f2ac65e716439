import { z } from 'zod'
import { definePage, defineForm } from '#platform/pages/page.ts'
import { Button, Form, FormActions, RadioGroup, TextField } from '#ui/index.ts'
import {
  changePage,
  Head,
  isStanding,
  loadTarget,
  NotStanding,
  type Data,
} from '../../changes/pages/head.tsx'
import { counterCopy } from '../actions/ask.ts'
import { requesters } from '../copy.ts'
import { WantedFields } from './parts.tsx'

/** Copies for somebody who stands at the counter. */
export const counterPage = definePage<Data, { id: string }>({
  path: '/van-bang-cap/:id/ban-sao',
  ...changePage,
  params: z.object({ id: z.uuid() }),
  permission: 'diplomas.register',
  load: loadTarget,
  title: (_data, t) => t('diplomas.copies.counter.title'),
  forms: {
    make: defineForm({
      action: counterCopy,
      input: (body, { params }) => ({ ...body, diploma: params.id }),
      then: ({ id }) => ({ to: `/ban-sao/${id}`, say: 'diplomas.copies.said.made' }),
    }),
  },
  view: ({ target }, context) => {
    const { t, form } = context
    return (
      <>
        <Head
          target={target}
          title={t('diplomas.copies.counter.title')}
          lead={t('diplomas.copies.counter.lead')}
          context={context}
        />
        {!isStanding(target) ? (
          <NotStanding target={target} context={context} />
        ) : (
          <Form hidden={form.hidden('make')} label={t('diplomas.copies.counter.title')}>
            <RadioGroup
              {...form.field('requester', 'holder')}
              label={t('diplomas.copies.field.requester')}
              options={requesters.map((value) => ({
                value,
                label: t.dynamic(`diplomas.copies.requester.${value}`),
              }))}
            />
            <TextField
              {...form.field('requester_name')}
              label={t('diplomas.copies.field.requester_name')}
              optional={t('diplomas.copies.counter.if_other')}
              maxlength={120}
            />
            <TextField
              {...form.field('requester_paper')}
              label={t('diplomas.copies.field.paper')}
              hint={t('diplomas.copies.paper_hint')}
              maxlength={200}
              required
            />
            <WantedFields context={context} />
            <FormActions>
              <Button>{t('diplomas.copies.counter.act')}</Button>
            </FormActions>
          </Form>
        )}
      </>
    )
  },
})
