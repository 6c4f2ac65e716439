import { z } from 'zod'
import { fieldProps } from '#modules/people/index.ts'
import { reach } from '#platform/access.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  Empty,
  Form,
  FormActions,
  HiddenInputs,
  LinkButton,
  PageHeader,
  Select,
  TextField,
} from '#ui/index.ts'
import { editClass, openClass } from '../actions/save-class.ts'
import type { ClassGroup } from '../class-group.ts'
import { getClass, listHomeroomChoices } from '../store/class-group.ts'
import { listCohorts } from '../store/cohort.ts'

type Choice = { id: string; name: string }

/** Opens a class; the address may name its cohort (`?khoa=`). */
export const classNew = definePage({
  path: '/lop/moi',
  permission: 'students.edit',
  query: z.object({ khoa: z.uuid().optional().catch(undefined) }),
  async load({ db, actor, query, today }) {
    const cohorts = (await listCohorts(db, { reach: reach(actor, 'students.edit') })).filter(
      (one) => one.planned_to_date >= today,
    )
    const cohort = cohorts.find((one) => one.id === query.khoa)
    const schools = new Set((cohort ? [cohort] : cohorts).map((one) => one.institution_id))
    const [school] = schools
    return {
      cohorts,
      cohort,
      staff: school && schools.size === 1 ? await listHomeroomChoices(db, school, today) : [],
    }
  },
  title: (_data, t) => t('students.class.new'),
  forms: {
    save: defineForm({
      action: openClass,
      then: (result) => ({ to: `/lop/${result.id}`, say: 'students.class.opened' }),
    }),
  },
  view: ({ cohorts, cohort, staff }, context) => {
    const { t, form } = context
    return (
      <>
        <PageHeader
          title={t('students.class.new')}
          lead={
            cohort && t('students.class.in_cohort', { cohort: cohort.name, programme: cohort.programme_name })
          }
        />
        {cohorts.length === 0 ? (
          <Empty
            title={t('students.class.no_cohort')}
            action={{ href: '/khoa/moi', label: t('students.cohort.new') }}
          >
            {t('students.class.no_cohort_hint')}
          </Empty>
        ) : (
          <Form hidden={form.hidden('save')}>
            {cohort ? (
              <HiddenInputs values={{ cohort: cohort.id }} />
            ) : (
              <Select
                {...form.field('cohort')}
                label={t('students.field.cohort')}
                placeholder={t('students.form.choose')}
                options={cohorts.map((one) => ({
                  value: one.id,
                  label: `${one.name} · ${one.programme_name}`,
                }))}
                required
              />
            )}
            <Fields staff={staff} context={context} />
            <Acts back="/lop" context={context} />
          </Form>
        )}
      </>
    )
  },
})

export const classEdit = definePage({
  path: '/lop/:id/sua',
  permission: 'students.edit',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, today }) {
    const group = await getClass(db, params.id)
    return { group, staff: await listHomeroomChoices(db, group.institution_id, today) }
  },
  about: ({ group }) => ({ institution: group.institution_id }),
  title: ({ group }) => group.code,
  forms: {
    save: defineForm({
      action: editClass,
      then: (result) => ({ to: `/lop/${result.id}`, say: 'students.class.saved' }),
    }),
  },
  view: ({ group, staff }, context) => (
    <>
      <PageHeader title={context.t('students.class.named', { code: group.code })} lead={group.cohort_name} />
      <Form hidden={context.form.hidden('save', { version: group.version })}>
        <Fields group={group} staff={withKept(staff, group)} context={context} />
        <Acts back={`/lop/${group.id}`} context={context} />
      </Form>
    </>
  ),
})

/** A homeroom teacher who has left stays chosen until somebody else is. */
function withKept(
  staff: readonly Choice[],
  { homeroom_person_id: id, homeroom_name: name }: ClassGroup,
): readonly Choice[] {
  if (!id || staff.some((one) => one.id === id)) return staff
  return [{ id, name: name ?? '–' }, ...staff]
}

function Fields({
  group,
  staff,
  context,
}: {
  group?: ClassGroup
  staff: readonly Choice[]
  context: ViewContext
}) {
  const { t } = context
  const optional = t('people.form.optional')
  return (
    <>
      <TextField
        {...fieldProps(context, 'code', group?.code)}
        label={t('students.class.code')}
        hint={t('students.class.code_hint')}
        width="half"
        maxlength={40}
        required
      />
      <TextField
        {...fieldProps(context, 'name', group?.name)}
        label={t('students.class.name')}
        optional={optional}
        maxlength={120}
      />
      {staff.length > 0 && (
        <Select
          {...fieldProps(context, 'homeroom', group?.homeroom_person_id, group?.homeroom_name ?? '')}
          label={t('students.class.homeroom')}
          placeholder={t('students.class.no_homeroom')}
          options={staff.map((one) => ({ value: one.id, label: one.name }))}
          optional={optional}
        />
      )}
    </>
  )
}

function Acts({ back, context: { t } }: { back: string; context: ViewContext }) {
  return (
    <FormActions>
      <Button>{t('students.form.save')}</Button>
      <LinkButton kind="ghost" href={back}>
        {t('people.edit.cancel')}
      </LinkButton>
    </FormActions>
  )
}
