import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { reach } from '#platform/access.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import {
  Button,
  DateField,
  Form,
  FormActions,
  NumberField,
  PageHeader,
  Select,
  TextField,
} from '#ui/index.ts'
import { saveRun } from '../actions/save-run.ts'
import { modes } from '../course.ts'
import { listCourses } from '../store/courses.ts'

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
  view: ({ courses, chosen, isDepartment, schools }, { t, form }) => (
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
        <TextField {...form.field('code')} label={t('staff.training.field.code')} width="half" required />
        <DateField
          {...form.field('from_date')}
          label={t('staff.training.field.from')}
          hint={t('staff.training.field.day_hint')}
          required
        />
        <DateField {...form.field('to_date')} label={t('staff.training.field.to')} required />
        <DateField
          {...form.field('register_until')}
          label={t('staff.training.field.register_until')}
          hint={t('staff.training.field.register_hint')}
          optional={t('staff.training.optional')}
        />
        <Select
          {...form.field('mode', 'blended')}
          label={t('staff.training.field.mode')}
          options={modes.map((value) => ({ value, label: t.dynamic(`staff.training.mode.${value}`) }))}
        />
        <TextField
          {...form.field('place')}
          label={t('staff.training.field.place')}
          optional={t('staff.training.optional')}
        />
        <NumberField
          {...form.field('quota')}
          label={t('staff.training.field.quota')}
          hint={t('staff.training.field.quota_hint')}
          optional={t('staff.training.optional')}
        />
        <FormActions>
          <Button>{t('staff.training.run.save')}</Button>
        </FormActions>
      </Form>
    </>
  ),
})
