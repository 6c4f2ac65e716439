import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { reach } from '#platform/access.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Form, FormActions, PageHeader, Select } from '#ui/index.ts'
import { saveRun } from '../actions/save-run.ts'
import { listCourses } from '../store/courses.ts'
import { RunFields } from './run-fields.tsx'

/** Opens a class of a course. */
export const trainingRunNew = definePage({
  path: '/boi-duong/lop/moi',
  permission: 'staff.give-courses',
  query: z.object({ khoa: z.uuid().optional().catch(undefined) }),
  async load({ db, actor, query, today }) {
    const givers = reach(actor, 'staff.give-courses')
    const names = givers === 'all' ? new Map<string, string>() : await institutionNames(db, givers, today)
    return {
      courses: await listCourses(db, {}, today),
      chosen: query.khoa,
      isDepartment: givers === 'all',
      schools: [...names].map(([value, label]) => ({ value, label })),
    }
  },
  title: (_data, t) => t('staff.training.run.new'),
  forms: {
    save: defineForm({
      action: saveRun,
      then: (result) => ({ to: `/boi-duong/lop/${result.id}`, say: 'staff.training.run.saved' }),
    }),
  },
  view: ({ courses, chosen, isDepartment, schools }, context) => {
    const { t, form } = context
    return (
      <>
        <PageHeader
          title={t('staff.training.run.new')}
          lead={t('staff.training.run.new_lead')}
          breadcrumb={[{ href: '/boi-duong', label: t('staff.training.nav') }]}
          breadcrumbLabel={t('staff.training.nav')}
        />
        <Form hidden={form.hidden('save')}>
          <Select
            {...form.field('course_id', chosen)}
            label={t('staff.training.field.course')}
            placeholder={t('staff.training.run.choose_course')}
            options={courses.map((course) => ({ value: course.id, label: course.name }))}
            required
          />
          {!isDepartment && (
            <Select
              {...form.field('institution_id', schools[0]?.value)}
              label={t('staff.training.run.giver')}
              options={schools}
            />
          )}
          <RunFields run={undefined} context={context} />
          <FormActions>
            <Button>{t('staff.training.run.save')}</Button>
          </FormActions>
        </Form>
      </>
    )
  },
})
