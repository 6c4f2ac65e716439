import { z } from 'zod'
import { isPublished, listVersions, type Version } from '#modules/curricula/index.ts'
import { fieldProps } from '#modules/people/index.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Alert, Button, Form, FormActions, LinkButton, PageHeader, RadioGroup, TextArea } from '#ui/index.ts'
import { moveCohort } from '../actions/cohort.ts'
import { getCohort, hasResults } from '../store/cohort.ts'

/** Binds a cohort to another version of its programme, as long as nothing hangs on the one it has. */
export const cohortMove = definePage({
  path: '/khoa/:id/chuyen-chuong-trinh',
  permission: 'students.approve',
  params: z.object({ id: z.uuid() }),
  async load({ db, params }) {
    const cohort = await getCohort(db, params.id)
    const versions = await listVersions(db, cohort.programme_id)
    return {
      cohort,
      bound: await hasResults(db, cohort.id),
      versions: versions.filter((one) => mayTake(one, cohort.programme_version_id)),
    }
  },
  about: ({ cohort }) => ({ institution: cohort.institution_id }),
  title: (_data, t) => t('students.cohort.move'),
  forms: {
    move: defineForm({
      action: moveCohort,
      then: (result) => ({ to: `/khoa/${result.id}`, say: 'students.cohort.moved' }),
    }),
  },
  view: ({ cohort, bound, versions }, context) => {
    const { t, form } = context
    const back = (
      <LinkButton kind="ghost" href={`/khoa/${cohort.id}`}>
        {t('people.edit.cancel')}
      </LinkButton>
    )
    const why = refusal(bound, versions.length)
    return (
      <>
        <PageHeader
          title={t('students.cohort.move')}
          lead={t('students.cohort.move_lead', {
            cohort: cohort.name,
            code: cohort.programme_code,
            number: cohort.version_number,
          })}
        />
        {why ? (
          <>
            <Alert kind="warning" title={t('students.cohort.move_refused')}>
              {t.dynamic(why.key, { count: why.count })}
            </Alert>
            <FormActions>{back}</FormActions>
          </>
        ) : (
          <Form hidden={form.hidden('move', { version: cohort.version })}>
            <RadioGroup
              {...fieldProps(context, 'programme_version')}
              label={t('students.cohort.move_to')}
              options={versions.map((one) => ({
                value: one.id,
                label: t('students.cohort.version_named', { code: one.code, number: one.number }),
                hint: [one.decision_no, t.date(one.decision_date)].filter(Boolean).join(', '),
              }))}
              required
            />
            <TextArea
              {...fieldProps(context, 'reason')}
              label={t('students.field.reason')}
              rows={3}
              required
            />
            <FormActions>
              <Button>{t('students.cohort.move_act')}</Button>
              {back}
            </FormActions>
          </Form>
        )}
      </>
    )
  },
})

const mayTake = (version: Version, current: string): boolean =>
  version.id !== current && isPublished(version.state) && version.state !== 'retired'

function refusal(bound: { results: number; sections: number }, choices: number) {
  if (bound.results > 0) return { key: 'students.cohort.error.has_results', count: bound.results }
  if (bound.sections > 0) return { key: 'students.cohort.error.has_sections', count: bound.sections }
  return choices === 0 ? { key: 'students.cohort.move_nowhere', count: 0 } : undefined
}
