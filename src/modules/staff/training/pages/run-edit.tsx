import { z } from 'zod'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Form, FormActions, PageHeader, Select } from '#ui/index.ts'
import { saveRun } from '../actions/save-run.ts'
import { runStates } from '../course.ts'
import { getRun } from '../store/courses.ts'
import { RunFields } from './run-fields.tsx'

/** Changes a class: its days and seats, or calls it off. */
export const trainingRunEdit = definePage({
  path: '/boi-duong/lop/:id/sua',
  permission: 'staff.give-courses',
  params: z.object({ id: z.uuid() }),
  load: async ({ db, params }) => ({ run: await getRun(db, params.id) }),
  about: ({ run }) => (run.institution_id ? { institution: run.institution_id } : { province: true }),
  title: (_data, t) => t('staff.training.run.edit'),
  forms: {
    save: defineForm({
      action: saveRun,
      then: (result) => ({ to: `/boi-duong/lop/${result.id}`, say: 'staff.training.run.changed' }),
    }),
  },
  view: ({ run }, context) => {
    const { t, form } = context
    return (
      <>
        <PageHeader
          title={t('staff.training.run.edit')}
          lead={run.course_name}
          breadcrumb={[
            { href: '/boi-duong', label: t('staff.training.nav') },
            { href: `/boi-duong/lop/${run.id}`, label: run.code },
          ]}
          breadcrumbLabel={t('staff.training.nav')}
        />
        <Form
          hidden={{ ...form.hidden('save', { version: run.version }), id: run.id, course_id: run.course_id }}
        >
          <RunFields run={run} context={context} />
          <Select
            {...form.field('state', run.state)}
            label={t('staff.training.run.state')}
            options={runStates.map((value) => ({
              value,
              label: t.dynamic(`staff.training.run.state_${value}`),
            }))}
          />
          <FormActions>
            <Button icon="save">{t('staff.training.run.save_changes')}</Button>
          </FormActions>
        </Form>
      </>
    )
  },
})
