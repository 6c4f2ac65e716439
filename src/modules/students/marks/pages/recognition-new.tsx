import { z } from 'zod'
import { listUnits } from '#modules/curricula/index.ts'
import { may, reach } from '#platform/access.ts'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  Empty,
  FileField,
  Form,
  PageHeader,
  RadioGroup,
  SearchBox,
  Select,
  Table,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { getEnrolment } from '../../store/enrolment.ts'
import { listResults } from '../../store/result.ts'
import { askRecognition, recognitionMaxBody } from '../actions/recognition.ts'
import { bases, scopes } from '../recognition.ts'
import { findLearners } from '../store/recognition.ts'

const Query = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  hs: z.uuid().optional().catch(undefined),
})
type Query = z.output<typeof Query>

/** A request for recognition: first whose, then which unit of the programme, on what ground, with what proof. */
export const recognitionNew = definePage({
  path: '/cong-nhan/moi',
  permission: 'students.edit',
  query: Query,
  load: loadNew,
  title: (_data, t) => t('students.marks.recognition.add'),
  maxBody: recognitionMaxBody,
  looks: ({ found, enrolment }) =>
    enrolment
      ? { subject: 'people.person', ids: [enrolment.person_id] }
      : found.length > 0
        ? { subject: 'people.person', ids: found.map((one) => one.person_id) }
        : undefined,
  forms: {
    ask: defineForm({
      action: askRecognition,
      input: (body, { request }) => ({
        ...body,
        enrolment: new URL(request.url).searchParams.get('hs') ?? '',
      }),
      then: (result) => ({ to: `/cong-nhan/${result.id}`, say: 'students.marks.said.recognition' }),
    }),
  },
  view: (data, context) => {
    const { t } = context
    const { enrolment } = data
    return (
      <>
        <PageHeader
          title={t('students.marks.recognition.add')}
          lead={
            enrolment &&
            [enrolment.full_name, enrolment.learner_code, enrolment.class_code].filter(Boolean).join(' · ')
          }
          breadcrumb={[{ href: '/cong-nhan', label: t('students.marks.recognition.title') }]}
          breadcrumbLabel={t('students.marks.crumbs')}
        />
        {enrolment ? <RequestForm data={data} context={context} /> : <Find data={data} context={context} />}
      </>
    )
  },
})

type Data = Awaited<ReturnType<typeof loadNew>>

async function loadNew({ db, actor, query }: LoadContext<Record<string, string>, Query>) {
  const enrolment = query.hs ? await getEnrolment(db, query.hs) : undefined
  if (enrolment && !may(actor, 'students.edit', { institution: enrolment.institution_id })) throw notFound()
  const passed = new Set(
    enrolment
      ? (await listResults(db, enrolment.id)).filter((one) => one.is_passed).map((one) => one.course_unit_id)
      : [],
  )
  return {
    query,
    enrolment,
    units: enrolment
      ? (await listUnits(db, enrolment.programme_version_id)).filter((unit) => !passed.has(unit.id))
      : [],
    found: !enrolment && query.q ? await findLearners(db, reach(actor, 'students.edit'), query.q) : [],
  }
}

function Find({ data: { query, found }, context: { t } }: { data: Data; context: ViewContext }) {
  return (
    <>
      <SearchBox
        name="q"
        value={query.q}
        label={t('students.marks.recognition.find')}
        button={t('students.marks.find')}
      />
      {query.q && (
        <Table
          caption={t('students.marks.recognition.found')}
          rows={found}
          rowKey={(one) => one.id}
          rowHref={(one) => `/cong-nhan/moi?hs=${one.id}`}
          columns={[
            { key: 'full_name', label: t('students.marks.field.learner') },
            { key: 'learner_code', label: t('students.marks.field.code') },
            {
              key: 'class_code',
              label: t('students.marks.field.class'),
              render: (one) => one.class_code ?? '–',
            },
          ]}
          empty={<Empty title={t('students.marks.recognition.nobody')} />}
        />
      )}
    </>
  )
}

function RequestForm({ data: { units }, context: { t, form } }: { data: Data; context: ViewContext }) {
  return (
    <Form multipart hidden={form.hidden('ask')}>
      <Select
        {...form.field('unit')}
        label={t('students.marks.field.unit')}
        placeholder={t('students.marks.choose')}
        options={units.map((unit) => ({ value: unit.id, label: `${unit.code} ${unit.name}` }))}
      />
      <Select
        {...form.field('basis')}
        label={t('students.marks.field.basis')}
        hint={t('students.marks.recognition.basis_hint')}
        placeholder={t('students.marks.choose')}
        options={bases.map((basis) => ({ value: basis, label: t.dynamic(`students.marks.basis.${basis}`) }))}
      />
      <RadioGroup
        {...form.field('scope', 'full')}
        label={t('students.marks.field.scope')}
        options={scopes.map((scope) => ({
          value: scope,
          label: t.dynamic(`students.marks.scope.${scope}`),
          hint: t.dynamic(`students.marks.scope_hint.${scope}`),
        }))}
      />
      <TextField
        {...form.field('grade')}
        label={t('students.marks.recognition.grade')}
        hint={t('students.marks.recognition.grade_hint')}
        optional={t('students.marks.optional')}
        width="short"
        inputmode="decimal"
      />
      <TextArea
        {...form.field('evidence')}
        label={t('students.marks.recognition.evidence')}
        hint={t('students.marks.recognition.evidence_hint')}
        rows={2}
        maxlength={500}
      />
      <FileField
        {...form.field('file')}
        label={t('students.marks.recognition.file')}
        optional={t('students.marks.optional')}
        accept=".pdf,.jpg,.jpeg,.png"
      />
      <Button>{t('students.marks.recognition.send')}</Button>
    </Form>
  )
}
