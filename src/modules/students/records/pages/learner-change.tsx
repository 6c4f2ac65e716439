import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Alert, Button, Form, FormActions, LinkButton, PageHeader } from '#ui/index.ts'
import { changeStatus } from '../actions/change-status.ts'
import { changeOfPath, changePaths, rules } from '../change.ts'
import { listClasses } from '../store/class-group.ts'
import { getRecord } from '../store/learner.ts'
import { ChangeFields } from './change-fields.tsx'

/** One change of one learner's standing or class; `?qua-trinh=` names the course of study when there are several. */
export const learnerChange = definePage({
  path: '/hoc-sinh/:id/thay-doi/:loai',
  permission: 'students.edit',
  params: z.object({ id: z.uuid(), loai: z.enum(Object.values(changePaths)) }),
  query: z.object({ 'qua-trinh': z.uuid().optional().catch(undefined) }),
  async load({ db, params, query, today }) {
    const { learner, current } = await getRecord(db, params.id, query['qua-trinh'])
    const change = changeOfPath(params.loai)
    if (!current || !change) throw notFound()
    const classes = rules[change].asks.class
      ? await listClasses(db, { reach: [learner.institution_id], since: today })
      : []
    return {
      learner,
      enrolment: current,
      change,
      classes: classes.filter((one) => one.id !== current.class_group_id),
    }
  },
  about: ({ learner }) => ({ institution: learner.institution_id, person: learner.person_id }),
  looks: ({ learner }) => ({ subject: 'people.person', ids: [learner.person_id] }),
  title: ({ change }, t) => t.dynamic(`students.change.act.${change}`),
  forms: {
    change: defineForm({
      action: changeStatus,
      input: (body) => body,
      then: (result) => ({ to: `/hoc-sinh/${result.learner}`, say: 'students.change.done' }),
    }),
  },
  view: ({ learner, enrolment, change, classes }, context) => {
    const { t, form } = context
    const back = (
      <LinkButton kind="ghost" href={`/hoc-sinh/${learner.id}`}>
        {t('people.edit.cancel')}
      </LinkButton>
    )
    const seen = `${enrolment.id} ${form.isConflict || !form.sent ? enrolment.version : (seenVersion(form.values) ?? enrolment.version)}`
    return (
      <>
        <PageHeader
          title={t.dynamic(`students.change.act.${change}`)}
          lead={[learner.full_name, learner.code, enrolment.class_code, enrolment.cohort_name]
            .filter(Boolean)
            .join(' · ')}
        />
        {rules[change].from.includes(enrolment.state) ? (
          <Form hidden={{ ...form.hidden('change'), change, 'enrolments[]': seen }}>
            <ChangeFields change={change} classes={classes} context={context} />
            <FormActions>
              <Button kind={change === 'dismiss' || change === 'withdraw' ? 'danger' : 'primary'}>
                {t.dynamic(`students.change.act.${change}`)}
              </Button>
              {back}
            </FormActions>
          </Form>
        ) : (
          <>
            <Alert kind="warning" title={t('students.change.not_now')}>
              {t.dynamic(`students.change.refused.${enrolment.state}`)}
            </Alert>
            <FormActions>{back}</FormActions>
          </>
        )}
      </>
    )
  },
})

/** The version the person saw first: a form shown again keeps it. */
function seenVersion(values: Readonly<Record<string, string | string[]>>): string | undefined {
  return [values['enrolments[]'] ?? []].flat()[0]?.split(' ')[1]
}
