import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Form, FormActions, LinkButton, PageHeader, TextArea, TextField } from '#ui/index.ts'
import { GraduatedAlert } from '../../graduation/pages/graduated.tsx'
import { findGraduation } from '../../graduation/store/own.ts'
import { askCorrection } from '../actions/requests.ts'
import { markText, shownMark } from '../mark.ts'
import { columnText } from '../stored-words.ts'
import { readResult } from '../store/result-page.ts'
import { readSheet } from '../store/sheet.ts'

/** Proposing other marks for a posted result: nothing changes until somebody else agrees. */
export const correctionNew = definePage({
  path: '/ket-qua/:id/sua',
  permission: 'students.teach',
  params: z.object({ id: z.uuid() }),
  async load({ db, actor, params, today }) {
    const { result, section, reader } = await readResult(db, params.id, { actor, today })
    if (!section || !reader.teaches || !result.is_current) throw notFound()
    const sheet = await readSheet(db, section, today, [result.enrolment_id])
    return {
      result,
      graduation: await findGraduation(db, result.enrolment_id),
      columns: sheet.columns.filter((one) => one.is_closed),
      marks: sheet.lines[0]?.marks ?? new Map(),
    }
  },
  title: ({ result }, t) =>
    t('students.marks.request.correct_title', { unit: result.unit_name, name: result.full_name }),
  looks: ({ result }) => ({ subject: 'people.person', ids: [result.person_id] }),
  forms: {
    ask: defineForm({
      action: askCorrection,
      input: (body, { params }) => ({ ...body, result: params.id }),
      then: (result) => ({ to: `/de-nghi-diem/${result.id}`, say: 'students.marks.said.correction' }),
    }),
  },
  view: ({ result, graduation, columns, marks }, { t, form }) => (
    <>
      <PageHeader
        title={t('students.marks.request.correct')}
        lead={`${result.full_name} (${result.learner_code}) · ${result.unit_code} ${result.unit_name}`}
        breadcrumb={[{ href: `/ket-qua/${result.id}`, label: t('students.marks.result.short') }]}
        breadcrumbLabel={t('students.marks.crumbs')}
      />
      <GraduatedAlert by={graduation} t={t} />
      <p class="mb-4 max-w-prose text-muted">{t('students.marks.request.correct_hint')}</p>
      <Form hidden={form.hidden('ask')}>
        {columns.map((column) => (
          <TextField
            key={column.id}
            {...form.field(`cells.${column.id}`, shownMark(markText(marks.get(column.id)), t.lang))}
            label={columnText(t, column.name)}
            width="short"
            inputmode="decimal"
          />
        ))}
        <TextArea
          {...form.field('reason')}
          label={t('students.marks.field.reason')}
          rows={3}
          maxlength={500}
        />
        <FormActions>
          <Button>{t('students.marks.request.send')}</Button>
          <LinkButton kind="ghost" href={`/ket-qua/${result.id}`}>
            {t('students.marks.cancel')}
          </LinkButton>
        </FormActions>
      </Form>
    </>
  ),
})
