import { z } from 'zod'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Form, FormActions, LinkButton, PageHeader, TextArea } from '#ui/index.ts'
import { periodLines, savePeriods } from '../../actions/save-periods.ts'
import { listPeriods } from '../../store/choices.ts'
import { backInPlace, choosePlace, inPlace, placeName, shown } from '../place.tsx'

/** When the periods of the school begin and end. */
export const periodsEdit = definePage({
  path: '/thoi-khoa-bieu/tiet-hoc',
  permission: 'students.edit',
  query: z.object({ 'co-so': z.string().max(100).optional() }),
  async load({ db, actor, query, today }) {
    const place = await choosePlace(db, actor, today, query['co-so'])
    return { place, lines: periodLines(await listPeriods(db, place.here.id)) }
  },
  about: ({ place }) => ({ institution: place.here.id }),
  title: (_data, t) => t('students.teaching.periods.title'),
  forms: {
    save: defineForm({
      action: savePeriods,
      then: (result, context) => ({
        to: backInPlace(context, '/thoi-khoa-bieu'),
        say: 'students.teaching.periods.saved',
        params: { count: result.count },
      }),
    }),
  },
  view: ({ place, lines }, context) => {
    const { t, form } = context
    return (
      <>
        <PageHeader
          title={t('students.teaching.periods.title')}
          lead={[placeName(place), t('students.teaching.periods.lead')].filter(Boolean).join(' · ')}
          breadcrumb={[
            { href: inPlace(place, '/thoi-khoa-bieu'), label: t('students.teaching.timetable.title') },
          ]}
          breadcrumbLabel={t('students.teaching.timetable.title')}
        />
        <Form hidden={{ ...form.hidden('save', { seen: lines.join('; ') }), institution: place.here.id }}>
          <TextArea
            {...shown(context, 'lines', lines.join('\n'))}
            label={t('students.teaching.periods.lines')}
            hint={t('students.teaching.periods.hint')}
            rows={12}
          />
          <FormActions>
            <Button icon="save">{t('students.teaching.save')}</Button>
            <LinkButton kind="ghost" href={inPlace(place, '/thoi-khoa-bieu')}>
              {t('students.teaching.back')}
            </LinkButton>
          </FormActions>
        </Form>
      </>
    )
  },
})
