import { z } from 'zod'
import { fieldProps } from '#modules/people/index.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Badge,
  Button,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Pager,
  Section,
  Select,
  Stat,
  Stats,
  Table,
  TextArea,
} from '#ui/index.ts'
import { Reasons } from '../pages/words.tsx'
import { getCohortFacts } from '../store/facts.ts'
import { listExamLines, type ExamLine } from '../store/marks.ts'
import { admitByException, takeBackException } from './admit.ts'
import { admissions, kindOf, type Admission, type AdmissionKind } from './candidates.ts'
import { readAdmissions } from './store.ts'

const pageSize = 100
const here = (cohort: string) => `/tot-nghiep/khoa/${cohort}/du-thi`
const kinds = { fit: 'success', exception: 'warning', unfit: 'error' } as const

const Query = z.object({
  xem: z.enum(admissions).optional().catch(undefined),
  sau: z.string().max(400).optional(),
})
type Query = z.output<typeof Query>
type Row = ExamLine & { admission: Admission }

/** Who may sit the graduation examination of a cohort, each "no" with what would mend it, exceptions with their reason. */
export const candidatesPage = definePage({
  path: '/tot-nghiep/khoa/:id/du-thi',
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  query: Query,
  load: loadCandidates,
  about: ({ cohort }) => ({ institution: cohort.institution_id }),
  looks: ({ rows }) => ({ subject: 'people.person', ids: rows.map((row) => row.person_id) }),
  title: ({ cohort }, t) => t('students.candidates.title', { cohort: cohort.name }),
  forms: {
    admit: defineForm({
      action: admitByException,
      then: ({ cohort }) => ({ to: here(cohort), say: 'students.candidates.admitted_now' }),
    }),
    back: defineForm({
      action: takeBackException,
      then: ({ cohort }) => ({ to: here(cohort), say: 'students.candidates.taken_back_now' }),
    }),
  },
  view: (data, context) => {
    const { t } = context
    const { cohort } = data
    return (
      <>
        <PageHeader
          title={t('students.candidates.title', { cohort: cohort.name })}
          lead={t('students.candidates.lead')}
          breadcrumb={[
            { href: '/tot-nghiep', label: t('students.graduation.title') },
            {
              href: `/tot-nghiep/khoa/${cohort.id}/thi`,
              label: t('students.graduation.exam.title', { cohort: cohort.name }),
            },
          ]}
          breadcrumbLabel={t('students.crumbs')}
          actions={
            <LinkButton
              kind="secondary"
              icon="print"
              href={`/tot-nghiep/khoa/${cohort.id}/thi/dieu-kien.pdf`}
            >
              {t('students.candidates.doc')}
            </LinkButton>
          }
        />
        {cohort.mode === 'credit' ? (
          <Alert kind="info" title={t('students.graduation.exam.error.credit')} />
        ) : (
          <Candidates data={data} context={context} />
        )}
      </>
    )
  },
})

type Data = Awaited<ReturnType<typeof loadCandidates>>
type Props = { data: Data; context: ViewContext }

async function loadCandidates({ db, params, query, today }: LoadContext<{ id: string }, Query>) {
  const cohort = await getCohortFacts(db, params.id)
  const known = await readAdmissions(db, cohort.id, today)
  const all: Row[] = (await listExamLines(db, cohort.id)).flatMap((line) => {
    const admission = known.get(line.enrolment_id)
    return admission ? [{ ...line, admission }] : []
  })
  const chosen = query.xem ? all.filter((row) => kindOf(row.admission) === query.xem) : all
  const after = readPageMark(query.sau)
  const start = after ? chosen.findIndex((row) => row.enrolment_id === after.id) + 1 : 0
  return {
    cohort,
    query,
    all,
    rows: chosen.slice(start, start + pageSize),
    hasMore: chosen.length > start + pageSize,
  }
}

function Candidates({ data, context }: Props) {
  const { t, may } = context
  const { cohort, query, all, rows, hasMore } = data
  const about = { institution: cohort.institution_id }
  const count = (kind: AdmissionKind) => all.filter((row) => kindOf(row.admission) === kind).length
  const last = rows.at(-1)
  const filter = query.xem ? `xem=${query.xem}&` : ''
  return (
    <>
      <div class="my-6">
        <Stats>
          {admissions.map((kind) => (
            <Stat
              key={kind}
              label={t.dynamic(`students.candidates.kind.${kind}`)}
              figure={t.number(count(kind))}
              href={`${here(cohort.id)}?xem=${kind}`}
            />
          ))}
        </Stats>
      </div>
      <Table
        caption={t('students.candidates.list')}
        rows={rows}
        rowKey={(row) => row.enrolment_id}
        rowHref={(row) => `/hoc-sinh/${row.learner_id}`}
        columns={[
          { key: 'full_name', label: t('people.field.full_name') },
          { key: 'learner_code', label: t('students.learner.code') },
          { key: 'class', label: t('students.field.class'), render: (row) => row.class_code ?? '–' },
          {
            key: 'verdict',
            label: t('students.candidates.verdict'),
            render: (row) => <Verdict row={row} data={data} context={context} />,
          },
        ]}
        empty={<p class="text-muted">{t('students.graduation.nobody_here')}</p>}
      />
      <Pager
        label={t('students.graduation.paging')}
        previous={query.sau ? `${here(cohort.id)}?${filter}` : undefined}
        previousLabel={t('students.graduation.first_page')}
        next={
          hasMore && last
            ? `${here(cohort.id)}?${filter}sau=${encodeURIComponent(writePageMark(last.name_key, last.enrolment_id))}`
            : undefined
        }
        nextLabel={t('students.graduation.next_page')}
      />
      {may('students.approve', about) && <AdmitForm data={data} context={context} />}
    </>
  )
}

function Verdict({ row, data: { cohort }, context: { t, form, may } }: Props & { row: Row }) {
  const { admission } = row
  const kind = kindOf(admission)
  const about = { institution: cohort.institution_id }
  return (
    <div class="grid gap-2">
      <div>
        <Badge kind={kinds[kind]}>{t.dynamic(`students.candidates.kind.${kind}`)}</Badge>
      </div>
      <Reasons reasons={admission.reasons} t={t} linked={may('students.edit', about)} />
      {admission.exception && (
        <p>
          {t('students.candidates.because', {
            name: admission.exception.by_name,
            reason: admission.exception.reason,
          })}
        </p>
      )}
      {admission.exception && may('students.approve', about) && (
        <Form
          bare
          hidden={{ ...form.hidden('back'), enrolment: row.enrolment_id }}
          label={t('students.candidates.take_back_of', { name: row.full_name })}
        >
          <Button kind="ghost">{t('students.candidates.take_back')}</Button>
        </Form>
      )}
    </div>
  )
}

function AdmitForm({ data: { all }, context }: Props) {
  const { t, form } = context
  const unfit = all.filter((row) => kindOf(row.admission) === 'unfit')
  if (unfit.length === 0) return null
  return (
    <Section title={t('students.candidates.admit')} lead={t('students.candidates.admit_lead')}>
      <Form hidden={form.hidden('admit')} label={t('students.candidates.admit')}>
        <Select
          {...fieldProps(context, 'enrolment')}
          label={t('students.candidates.who')}
          placeholder={t('students.form.choose')}
          options={unfit.map((row) => ({
            value: row.enrolment_id,
            label: `${row.full_name} (${row.learner_code})`,
          }))}
          required
        />
        <TextArea
          {...fieldProps(context, 'reason')}
          label={t('students.candidates.reason')}
          rows={2}
          maxlength={500}
          required
        />
        <FormActions>
          <Button kind="secondary">{t('students.candidates.admit_act')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}
