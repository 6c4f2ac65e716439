import { z } from 'zod'
import { listUnits, unitsNow } from '#modules/places/index.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Form, FormActions, LinkButton, PageHeader } from '#ui/index.ts'
import { editLearner } from '../actions/edit-learner.ts'
import { getLearner } from '../store/learner.ts'
import { LearnerFormFields } from './learner-fields.tsx'

/** Changes what the school keeps of a learner. Name, birth and number are the person's, changed on a page of their own. */
export const learnerEdit = definePage({
  path: '/hoc-sinh/:id/sua',
  permission: 'students.edit',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, today }) {
    const learner = await getLearner(db, params.id)
    const units = await listUnits(db, { on: today, kind: 'commune' })
    const place = learner.unit_id
      ? (await unitsNow(db, [learner.unit_id], today)).get(learner.unit_id)
      : undefined
    return { learner, units, then: place?.then }
  },
  about: ({ learner }) => ({ institution: learner.institution_id, person: learner.person_id }),
  looks: ({ learner }) => ({ subject: 'people.person', ids: [learner.person_id] }),
  title: ({ learner }) => learner.full_name,
  forms: {
    save: defineForm({
      action: editLearner,
      then: (result) => ({ to: `/hoc-sinh/${result.id}`, say: 'students.learner.saved' }),
    }),
  },
  view: ({ learner, units, then }, context) => {
    const { t, form } = context
    // a ward that has ended stays as it was written until somebody chooses another
    const isCurrent = units.some((one) => one.id === learner.unit_id)
    return (
      <>
        <PageHeader title={t('students.learner.edit')} lead={`${learner.full_name} · ${learner.code}`} />
        <Form
          hidden={{
            ...form.hidden('save', { version: learner.version }),
            keep_unit: then && !isCurrent ? 'true' : null,
          }}
        >
          <LearnerFormFields
            learner={learner}
            units={units}
            unit={isCurrent ? then?.code : undefined}
            kept={then && !isCurrent ? then.name : undefined}
            context={context}
          />
          <FormActions>
            <Button>{t('students.form.save')}</Button>
            <LinkButton kind="ghost" href={`/hoc-sinh/${learner.id}`}>
              {t('people.edit.cancel')}
            </LinkButton>
          </FormActions>
        </Form>
      </>
    )
  },
})
