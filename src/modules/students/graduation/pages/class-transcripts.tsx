import { z } from 'zod'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Form, FormActions, PageHeader, RadioGroup, Section, Table } from '#ui/index.ts'
import { getClass, listClassLines } from '../../records/store/class-group.ts'
import { makeClassTranscripts } from '../actions/make-transcripts.ts'

/** Transcripts of a class: one by one, or all as one file that a job makes. */
export const classTranscripts = definePage({
  path: '/lop/:id/bang-diem-toan-khoa',
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  async load({ db, params }) {
    const group = await getClass(db, params.id)
    return { group, lines: await listClassLines(db, group.id) }
  },
  about: ({ group }) => ({ institution: group.institution_id }),
  looks: ({ lines }) => ({ subject: 'people.person', ids: lines.map((line) => line.person_id) }),
  title: ({ group }, t) => t('students.graduation.class_transcripts', { code: group.code }),
  forms: {
    make: defineForm({ action: makeClassTranscripts, then: ({ run }) => `/cong-viec/${run}` }),
  },
  view: ({ group, lines }, { t, form }) => (
    <>
      <PageHeader
        title={t('students.graduation.class_transcripts', { code: group.code })}
        breadcrumb={[{ href: `/lop/${group.id}`, label: t('students.class.named', { code: group.code }) }]}
        breadcrumbLabel={t('students.crumbs')}
      />
      {lines.length > 0 && (
        <Form
          hidden={{ ...form.hidden('make'), class_group: group.id }}
          label={t('students.graduation.make_transcripts')}
        >
          <RadioGroup
            {...form.field('lang', 'vi')}
            label={t('students.graduation.language')}
            options={[
              { value: 'vi', label: t('students.graduation.language.vi') },
              { value: 'en', label: t('students.graduation.language.en') },
            ]}
            inline
          />
          <FormActions>
            <Button icon="print">{t('students.graduation.make_transcripts')}</Button>
          </FormActions>
        </Form>
      )}
      <Section title={t('students.class.roster')}>
        <Table
          caption={t('students.class.roster')}
          rows={lines}
          rowKey={(line) => line.id}
          rowHref={(line) => `/hoc-sinh/${line.learner_id}/tot-nghiep`}
          columns={[
            { key: 'full_name', label: t('people.field.full_name') },
            { key: 'code', label: t('students.learner.code') },
          ]}
          empty={<p class="text-muted">{t('students.graduation.exam.nobody')}</p>}
        />
      </Section>
    </>
  ),
})
