import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Badge,
  Button,
  Checkbox,
  DateField,
  Form,
  FormActions,
  NumberField,
  PageHeader,
  RadioGroup,
  Section,
  TextField,
} from '#ui/index.ts'
import { saveRubric } from '../actions/save-rubric.ts'
import { spaces, type Rubric } from '../rubric.ts'
import { listRubrics } from '../store/rubric.ts'

/** Lines of the form: all there are and room for more, as many as can be kept. */
const linesFor = (count: number) => Math.min(30, Math.max(10, count + 2))

/** What reviewers look at, by its dates; the department replaces it from a day on. */
export const rubricPage = definePage({
  path: '/hoc-lieu/tieu-chi',
  permission: 'public',
  load: async ({ db }) => ({ rubrics: await listRubrics(db) }),
  title: (_data, t) => t('resources.review.rubric'),
  forms: {
    save: defineForm({
      action: saveRubric,
      then: () => ({ to: '/hoc-lieu/tieu-chi', say: 'resources.review.rubric_saved' }),
    }),
  },
  view: ({ rubrics }, context) => {
    const { t, may, today } = context
    return (
      <>
        <PageHeader
          title={t('resources.review.rubric')}
          lead={t('resources.review.rubric_lead')}
          breadcrumb={[{ href: '/hoc-lieu', label: t('resources.catalogue.title') }]}
          breadcrumbLabel={t('resources.crumbs')}
        />
        {rubrics.map((one) => (
          <Shown key={one.id} rubric={one} isNow={isIn(one, today)} t={t} />
        ))}
        {may('resources.keep', { province: true }) && (
          <NewRubric last={rubrics.find((one) => isIn(one, today))} context={context} />
        )}
      </>
    )
  },
})

const isIn = (one: Rubric, day: string) =>
  one.from_date <= day && (one.to_date === null || one.to_date >= day)

function Shown({ rubric, isNow, t }: { rubric: Rubric; isNow: boolean; t: ViewContext['t'] }) {
  return (
    <Section
      title={t.dynamic(`resources.review.space.${rubric.space}`)}
      lead={t('resources.review.rubric_dates', {
        from: t.date(rubric.from_date),
        to: rubric.to_date ? t.date(rubric.to_date) : 'none',
        count: rubric.reviewers,
      })}
    >
      <p class="mb-3 flex flex-wrap gap-2">
        {isNow && <Badge kind="success">{t('resources.review.rubric_now')}</Badge>}
        {!rubric.is_verified && <Badge kind="warning">{t('resources.review.rubric_unverified')}</Badge>}
        {rubric.days !== null && <Badge>{t('resources.review.rubric_days', { days: rubric.days })}</Badge>}
      </p>
      <ol class="list-decimal pl-6">
        {rubric.criteria.map((one) => (
          <li key={one.code}>
            {t.lang === 'en' ? one.name_en : one.name}
            {one.is_required && <span class="text-muted"> ({t('resources.review.required')})</span>}
          </li>
        ))}
      </ol>
      <p class="mt-2 text-sm text-muted">{rubric.source}</p>
    </Section>
  )
}

function NewRubric({ last, context }: { last: Rubric | undefined; context: ViewContext }) {
  const { t, form } = context
  return (
    <Section title={t('resources.review.rubric_new')} lead={t('resources.review.rubric_new_lead')}>
      <Form label={t('resources.review.rubric_new')} hidden={form.hidden('save')}>
        <RadioGroup
          {...form.field('space', last?.space ?? 'school')}
          label={t('resources.review.space')}
          options={spaces.map((value) => ({ value, label: t.dynamic(`resources.review.space.${value}`) }))}
          inline
        />
        <DateField
          {...form.field('from_date')}
          label={t('resources.review.rubric_from')}
          hint={t('resources.review.day_hint')}
          required
        />
        <NumberField
          {...form.field('reviewers', last?.reviewers)}
          label={t('resources.review.rubric_reviewers')}
          width="short"
          required
        />
        <NumberField
          {...form.field('days', last?.days)}
          label={t('resources.review.rubric_days_field')}
          optional={t('resources.catalogue.optional')}
          width="short"
        />
        <TextField
          {...form.field('source')}
          label={t('resources.review.rubric_source')}
          hint={t('resources.review.rubric_source_hint')}
          maxlength={500}
          required
        />
        {Array.from({ length: linesFor(last?.criteria.length ?? 0) }, (_, at) => (
          <div key={at} class="panel mb-4">
            <TextField
              {...form.field(`criteria.${at}.name`, last?.criteria[at]?.name)}
              label={t('resources.review.criterion_number', { number: at + 1 })}
              maxlength={300}
            />
            <TextField
              {...form.field(`criteria.${at}.name_en`, last?.criteria[at]?.name_en)}
              label={t('resources.review.criterion_en')}
              optional={t('resources.catalogue.optional')}
              maxlength={300}
            />
            <Checkbox
              name={`criteria.${at}.required`}
              label={t('resources.review.criterion_required')}
              checked={
                form.sent
                  ? form.values[`criteria.${at}.required`] === 'true'
                  : (last?.criteria[at]?.is_required ?? false)
              }
            />
          </div>
        ))}
        <FormActions>
          <Button>{t('resources.review.rubric_save')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}
