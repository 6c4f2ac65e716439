import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { reach } from '#platform/access.ts'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  CheckboxGroup,
  Form,
  FormActions,
  NumberField,
  PageHeader,
  Select,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { getFramework } from '../../competence/store/framework.ts'
import { saveCourse } from '../actions/save-course.ts'
import { findCourseById, type Course } from '../store/courses.ts'
import { categoryOptions, decimal } from './parts.tsx'

type Option = { value: string; label: string }
type Data = { course: Course | undefined; components: Option[]; schools: Option[] }

/** What the form offers: components of the framework, and the schools one may give courses for (none: the department). */
async function loadOptions({ db, actor, today, t }: LoadContext): Promise<Omit<Data, 'course'>> {
  const framework = await getFramework(db, today)
  const givers = reach(actor, 'staff.give-courses')
  const names = givers === 'all' ? new Map<string, string>() : await institutionNames(db, givers, today)
  const components = framework.domains.flatMap((domain) =>
    domain.components.map((one) => ({
      value: one.code,
      label: `${one.code}. ${t.lang === 'vi' ? one.name : one.name_en}`,
    })),
  )
  return { components, schools: [...names].map(([value, label]) => ({ value, label })) }
}

const save = defineForm({
  action: saveCourse,
  then: (result) => ({ to: `/boi-duong/${result.code}`, say: 'staff.training.course.saved' }),
})

/** Adds a course to the catalogue. */
export const courseNew = definePage({
  path: '/boi-duong/khoa/moi',
  permission: 'staff.give-courses',
  load: async (context): Promise<Data> => ({ course: undefined, ...(await loadOptions(context)) }),
  title: (_data, t) => t('staff.training.course.new'),
  forms: { save },
  view: (data, context) => <CourseForm data={data} context={context} />,
})

/** Changes a course. */
export const courseEdit = definePage({
  path: '/boi-duong/khoa/:id/sua',
  permission: 'staff.give-courses',
  params: z.object({ id: z.uuid() }),
  async load(context): Promise<Data> {
    const course = await findCourseById(context.db, context.params.id)
    if (!course) throw notFound()
    return { course, ...(await loadOptions(context as unknown as LoadContext)) }
  },
  about: ({ course }) =>
    course?.institution_id ? { institution: course.institution_id } : { province: true },
  title: (_data, t) => t('staff.training.course.edit'),
  forms: { save },
  view: (data, context) => <CourseForm data={data} context={context} />,
})

function CourseForm({
  data: { course, components, schools },
  context: { t, form },
}: {
  data: Data
  context: ViewContext
}) {
  const typed = form.values['components[]']
  const shown = (name: string, stored?: string | null) => {
    const { current, ...field } = form.field(name, stored)
    return current === undefined
      ? field
      : { ...field, current: t('staff.training.current', { value: current || '–' }) }
  }
  return (
    <>
      <PageHeader
        title={t(course ? 'staff.training.course.edit' : 'staff.training.course.new')}
        breadcrumb={[{ href: '/boi-duong', label: t('staff.training.nav') }]}
        breadcrumbLabel={t('staff.training.nav')}
      />
      <Form
        hidden={{
          ...form.hidden('save', course && { version: course.version }),
          id: course?.id,
          code: course?.code,
        }}
      >
        {!course && (
          <TextField
            {...form.field('code')}
            label={t('staff.training.course.code')}
            hint={t('staff.training.course.code_hint')}
            width="half"
            required
          />
        )}
        {!course && schools.length > 0 && (
          <Select
            {...form.field('institution_id', schools[0]?.value)}
            label={t('staff.training.run.giver')}
            options={schools}
          />
        )}
        <TextField {...shown('name', course?.name)} label={t('staff.training.field.name')} required />
        <Select
          {...shown('category', course?.category)}
          label={t('staff.training.field.category')}
          placeholder=""
          options={categoryOptions(t)}
          required
        />
        <NumberField
          {...shown('hours', course && decimal(course.hours, t))}
          label={t('staff.training.field.hours')}
          decimal
          required
        />
        <TextField
          {...shown('provider', course?.provider)}
          label={t('staff.training.field.provider')}
          required
        />
        <TextArea
          {...shown('content', course?.content)}
          label={t('staff.training.field.content')}
          optional={t('staff.training.optional')}
        />
        <CheckboxGroup
          name="components[]"
          label={t('staff.training.field.components')}
          hint={t('staff.training.course.components_hint')}
          values={typed === undefined ? (course?.components ?? []) : [typed].flat()}
          options={components}
        />
        <FormActions>
          <Button icon="save">{t('staff.training.course.save')}</Button>
        </FormActions>
      </Form>
    </>
  )
}
