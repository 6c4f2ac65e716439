import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, DateField, Form, FormActions, LinkButton, PageHeader, Select } from '#ui/index.ts'
import { findSection } from '../../../store/section.ts'
import { changeTeacher } from '../../actions/change-teacher.ts'
import { listBlocks } from '../../store/blocks.ts'
import { listTeacherChoices } from '../../store/choices.ts'
import { listSectionTeachers } from '../../store/teachers.ts'

/** Another teacher from a day on: who leaves, who follows, and how many sessions move. */
export const sectionTeacher = definePage({
  path: '/lop-hoc-phan/:id/giao-vien',
  permission: 'students.edit',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, today }) {
    const section = await findSection(db, params.id, today)
    if (!section) throw notFound()
    const held = await listSectionTeachers(db, section.id)
    const ahead = await listBlocks(db, { section: section.id, from_date: today, to_date: '9999-12-31' })
    return {
      section,
      current: held.filter((one) => one.to_date === null || one.to_date >= today),
      staff: await listTeacherChoices(db, section.institution_id, today),
      ahead: ahead.filter((block) => block.state === 'planned').length,
    }
  },
  about: ({ section }) => ({ institution: section.institution_id }),
  title: (_data, t) => t('students.teaching.teachers.change'),
  forms: {
    save: defineForm({
      action: changeTeacher,
      input: (body, { params }) => ({ ...body, section: params.id }),
      then: (result) => ({
        to: `/lop-hoc-phan/${result.id}?xem=giao-vien`,
        say: `students.teaching.teachers.${result.said}`,
        params: { count: result.moved },
      }),
    }),
  },
  view: ({ section, current, staff, ahead }, { t, form, today }) => (
    <>
      <PageHeader
        title={t('students.teaching.teachers.change')}
        lead={t('students.teaching.teachers.lead', { section: section.name, count: ahead })}
        breadcrumb={[
          { href: '/lop-hoc-phan', label: t('students.teaching.sections.title') },
          { href: `/lop-hoc-phan/${section.id}`, label: section.code },
        ]}
        breadcrumbLabel={t('students.teaching.sections.title')}
      />
      <Form hidden={form.hidden('save')}>
        <Select
          {...form.field('outgoing', current[0]?.person_id)}
          label={t('students.teaching.teachers.outgoing')}
          placeholder={t('students.teaching.teachers.nobody_leaves')}
          options={current.map((one) => ({
            value: one.person_id,
            label: `${one.full_name} (${t.dynamic(`students.teaching.role.${one.role}`)})`,
          }))}
        />
        <Select
          {...form.field('successor')}
          label={t('students.teaching.teachers.successor')}
          hint={t('students.teaching.teachers.successor_hint')}
          placeholder={t('students.teaching.choose')}
          options={staff.map((one) => ({ value: one.person_id, label: one.full_name }))}
        />
        <Select
          {...form.field('role', 'main')}
          label={t('students.teaching.field.role')}
          hint={t('students.teaching.teachers.role_hint')}
          width="half"
          options={['main', 'assistant'].map((value) => ({
            value,
            label: t.dynamic(`students.teaching.role.${value}`),
          }))}
        />
        <DateField
          {...form.field('from_date', t.date(today))}
          label={t('students.teaching.teachers.from')}
          hint={t('students.teaching.teachers.from_hint')}
          required
        />
        <FormActions>
          <Button icon="save">{t('students.teaching.save')}</Button>
          <LinkButton kind="ghost" href={`/lop-hoc-phan/${section.id}`}>
            {t('students.teaching.back')}
          </LinkButton>
        </FormActions>
      </Form>
    </>
  ),
})
