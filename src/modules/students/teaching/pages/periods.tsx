import { z } from 'zod'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Form, FormActions, LinkButton, PageHeader, TextArea } from '#ui/index.ts'
import { savePeriods } from '../actions/save-periods.ts'
import { listPeriods } from '../store/choices.ts'
import { choosePlace } from './place.tsx'

/** When the periods of the school begin and end. */
export const periodsEdit = definePage({
  path: '/thoi-khoa-bieu/tiet-hoc',
  permission: 'students.edit',
  query: z.object({ 'co-so': z.string().max(100).optional() }),
  async load({ db, actor, query, today }) {
    const { here } = await choosePlace(db, actor, today, query['co-so'])
    return { here, periods: await listPeriods(db, here.id) }
  },
  about: ({ here }) => ({ institution: here.id }),
  title: (_data, t) => t('students.teaching.periods.title'),
  forms: {
    save: defineForm({
      action: savePeriods,
      then: (result) => ({
        to: '/thoi-khoa-bieu',
        say: 'students.teaching.periods.saved',
        params: { count: result.count },
      }),
    }),
  },
  view: ({ here, periods }, { t, form }) => (
    <>
      <PageHeader
        title={t('students.teaching.periods.title')}
        lead={t('students.teaching.periods.lead')}
        breadcrumb={[{ href: '/thoi-khoa-bieu', label: t('students.teaching.timetable.title') }]}
        breadcrumbLabel={t('students.teaching.timetable.title')}
      />
      <Form hidden={{ ...form.hidden('save'), institution: here.id }}>
        <TextArea
          {...form.field(
            'lines',
            periods.map((one) => `${one.number}: ${one.from_time}-${one.to_time}`).join('\n'),
          )}
          label={t('students.teaching.periods.lines')}
          hint={t('students.teaching.periods.hint')}
          rows={12}
        />
        <FormActions>
          <Button icon="save">{t('students.teaching.save')}</Button>
          <LinkButton kind="ghost" href="/thoi-khoa-bieu">
            {t('students.teaching.back')}
          </LinkButton>
        </FormActions>
      </Form>
    </>
  ),
})
