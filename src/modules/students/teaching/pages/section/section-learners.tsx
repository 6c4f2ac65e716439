import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import {
  Button,
  DateField,
  Empty,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  SearchBox,
  Select,
  Table,
} from '#ui/index.ts'
import { findSection } from '../../../store/section.ts'
import { addLearners } from '../../actions/change-roster.ts'
import { findCandidates } from '../../store/roster.ts'

/** Finds learners by name, code or class and puts them on the roster. */
export const sectionLearners = definePage({
  path: '/lop-hoc-phan/:id/them-hoc-sinh',
  permission: 'students.edit',
  params: z.object({ id: z.uuid() }),
  query: z.object({ tim: z.string().trim().max(100).optional() }),
  async load({ db, params, query, today }) {
    const section = await findSection(db, params.id, today)
    if (!section) throw notFound()
    return { section, text: query.tim, found: query.tim ? await findCandidates(db, section, query.tim) : [] }
  },
  about: ({ section }) => ({ institution: section.institution_id }),
  title: (_data, t) => t('students.teaching.roster.add'),
  looks: ({ found }) => ({ subject: 'people.person', ids: found.map((one) => one.person_id) }),
  forms: {
    add: defineForm({
      action: addLearners,
      input: (body, { params }) => ({ ...body, learners: body.learners ?? [], section: params.id }),
      then: (result) => ({
        to: `/lop-hoc-phan/${result.id}`,
        say: 'students.teaching.roster.added',
        params: { count: result.count },
      }),
    }),
  },
  view: ({ section, text, found }, { t, form, today }) => (
    <>
      <PageHeader
        title={t('students.teaching.roster.add')}
        lead={`${section.name} (${section.code})`}
        breadcrumb={[
          { href: '/lop-hoc-phan', label: t('students.teaching.sections.title') },
          { href: `/lop-hoc-phan/${section.id}`, label: section.code },
        ]}
        breadcrumbLabel={t('students.teaching.sections.title')}
      />
      <SearchBox
        name="tim"
        label={t('students.teaching.roster.search')}
        value={text}
        button={t('students.teaching.find')}
      />
      {text && found.length === 0 && (
        <Empty title={t('students.teaching.roster.nobody_found', { text })}>
          {t('students.teaching.roster.nobody_hint')}
        </Empty>
      )}
      {found.length > 0 && (
        <Form bare hidden={form.hidden('add')}>
          <Table
            caption={t('students.teaching.roster.add')}
            rows={found}
            rowKey={(one) => one.enrolment_id}
            select={{
              name: 'learners[]',
              value: (one) => one.enrolment_id,
              label: (one) => one.full_name,
              columnLabel: t('students.teaching.choose'),
              checked: (one) =>
                found.length === 1 || [form.values['learners[]'] ?? []].flat().includes(one.enrolment_id),
            }}
            columns={[
              { key: 'full_name', label: t('students.teaching.field.learner') },
              { key: 'learner_code', label: t('students.teaching.field.learner_code') },
              {
                key: 'class_code',
                label: t('students.teaching.field.class'),
                render: (one) => one.class_code ?? '–',
              },
            ]}
          />
          <div class="form mt-4">
            <Select
              {...form.field('attempt', 'first')}
              label={t('students.teaching.field.attempt')}
              width="half"
              options={['first', 'relearn', 'improve'].map((value) => ({
                value,
                label: t.dynamic(`students.teaching.attempt.${value}`),
              }))}
            />
            <DateField
              {...form.field('from_date', t.date(today))}
              label={t('students.teaching.roster.from')}
              hint={t('students.teaching.day_hint')}
            />
            <FormActions>
              <Button icon="plus">{t('students.teaching.roster.add_act')}</Button>
              <LinkButton kind="ghost" href={`/lop-hoc-phan/${section.id}`}>
                {t('students.teaching.back')}
              </LinkButton>
            </FormActions>
          </div>
        </Form>
      )}
    </>
  ),
})
