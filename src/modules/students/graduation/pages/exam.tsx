import { z } from 'zod'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Button,
  DateField,
  FieldMessages,
  Form,
  FormActions,
  LinkButton,
  Menu,
  PageHeader,
  Table,
  Tabs,
} from '#ui/index.ts'
import { hasEnded } from '../../enrolment.ts'
import { dayText } from '../../records/typed.ts'
import { getPolicy } from '../../store/policy.ts'
import { kindOf } from '../candidates/candidates.ts'
import { readAdmissions } from '../candidates/store.ts'
import { saveExamMarks } from '../actions/save-exam-marks.ts'
import { cellText } from '../exam-cell.ts'
import { roundSitting, sittingFault, sittingsOf } from '../exam-sheet.ts'
import { examKinds, mostSittings, type ExamKind, type ExamMark } from '../graduation.ts'
import { findMarking } from '../marking/store.ts'
import { getCohortFacts } from '../store/facts.ts'
import { listExamLines, listPart, type ExamLine } from '../store/marks.ts'

const Query = z.object({
  phan: z.enum(examKinds).default('theory').catch('theory'),
  lan: z.coerce.number().int().min(1).max(mostSittings).default(1).catch(1),
})
type Query = z.output<typeof Query>
const sheetPath = (cohort: string, kind: ExamKind, sitting: number) =>
  `/tot-nghiep/khoa/${cohort}/thi?phan=${kind}&lan=${sitting}`

/** Entry sheet of the graduation examinations of a cohort, one part and sitting at a time. */
export const examPage = definePage({
  path: '/tot-nghiep/khoa/:id/thi',
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  query: Query,
  load: loadSheet,
  about: ({ cohort }) => ({ institution: cohort.institution_id }),
  looks: ({ lines }) => ({ subject: 'people.person', ids: lines.map((line) => line.person_id) }),
  title: ({ cohort }, t) => t('students.graduation.exam.title', { cohort: cohort.name }),
  forms: {
    save: defineForm({
      action: saveExamMarks,
      then: ({ cohort, kind, sitting, written }) => ({
        to: sheetPath(cohort, kind, sitting),
        say: 'students.graduation.exam.saved',
        params: { count: written },
      }),
    }),
  },
  view: (data, context) => {
    const { cohort, query, most } = data
    const { t } = context
    return (
      <>
        <PageHeader
          title={t('students.graduation.exam.title', { cohort: cohort.name })}
          lead={t('students.graduation.exam.lead')}
          breadcrumb={[{ href: '/tot-nghiep', label: t('students.graduation.title') }]}
          breadcrumbLabel={t('students.crumbs')}
          actions={cohort.mode === 'year' && <Acts data={data} context={context} />}
        />
        {cohort.mode === 'credit' ? (
          <Alert kind="info" title={t('students.graduation.exam.error.credit')} />
        ) : (
          <>
            <Tabs
              label={t('students.graduation.exam.parts')}
              items={examKinds.map((kind) => ({
                href: sheetPath(cohort.id, kind, 1),
                label: t.dynamic(`students.graduation.exam.${kind}`),
                current: kind === query.phan,
              }))}
            />
            <nav aria-label={t('students.graduation.exam.sittings')} class="my-4 flex flex-wrap gap-4">
              {Array.from({ length: most }, (_, at) => at + 1).map((sitting) => (
                <a
                  key={sitting}
                  href={sheetPath(cohort.id, query.phan, sitting)}
                  aria-current={sitting === query.lan ? 'page' : undefined}
                >
                  {t('students.graduation.exam.sitting', { sitting })}
                </a>
              ))}
            </nav>
            {data.round?.state === 'open' && (
              <Alert kind="info" title={t('students.marking.in_round')}>
                {t('students.marking.error.in_round')}
              </Alert>
            )}
            <Sheet data={data} context={context} />
          </>
        )}
      </>
    )
  },
})

/** Independent marking of this part and sitting, and its papers. */
function Acts({ data: { cohort, query, round }, context: { t } }: { data: Data; context: ViewContext }) {
  const of = `?phan=${query.phan}&lan=${query.lan}`
  const base = `/tot-nghiep/khoa/${cohort.id}`
  return (
    <>
      <LinkButton kind="secondary" href={`${base}/cham${of}`}>
        {t(round?.state === 'open' ? 'students.marking.link_open' : 'students.marking.link')}
      </LinkButton>
      <LinkButton kind="secondary" href={`${base}/du-thi`}>
        {t('students.candidates.link')}
      </LinkButton>
      <LinkButton kind="ghost" href={`${base}/hoi-dong`}>
        {t('students.council.link')}
      </LinkButton>
      <Menu
        label={t('students.graduation.papers')}
        icon="print"
        end
        items={[
          { href: `${base}/thi/dieu-kien.pdf`, label: t('students.candidates.doc') },
          { href: `${base}/thi/du-thi.pdf${of}`, label: t('students.graduation.doc.exam_list') },
          { href: `${base}/thi/bang-diem.pdf${of}`, label: t('students.graduation.doc.exam_marks') },
          { href: `${base}/thi/bien-ban.pdf${of}`, label: t('students.graduation.doc.exam_minutes') },
        ]}
      />
    </>
  )
}

type Data = Awaited<ReturnType<typeof loadSheet>>

async function loadSheet({ db, params, query, today }: LoadContext<{ id: string }, Query>) {
  const cohort = await getCohortFacts(db, params.id)
  const { policy } = await getPolicy(db, cohort.grading_policy_id)
  const part = await listPart(db, cohort.id, query.phan)
  const { at: stored, before } = roundSitting(part, query.lan)
  const all = await listExamLines(db, cohort.id, { kind: query.phan, sitting: query.lan })
  const lines = all.filter(
    ({ enrolment_id: id }) => stored.has(id) || !sittingFault(policy, { sitting: query.lan }, before.get(id)),
  )
  const round = await findMarking(db, cohort.id, query.phan, query.lan)
  const admitted = await readAdmissions(db, cohort.id, today)
  return { cohort, query, lines, stored, round, admitted, most: sittingsOf(policy, part) }
}

function Sheet({ data, context }: { data: Data; context: ViewContext }) {
  const { cohort, query, lines, stored } = data
  const { t, form, today, may } = context
  if (lines.length === 0) return <p class="text-muted">{t('students.graduation.exam.nobody')}</p>
  if (!may('students.edit', { institution: cohort.institution_id }))
    return (
      <Table
        caption={t.dynamic(`students.graduation.exam.${query.phan}`)}
        rows={lines}
        rowKey={(line) => line.enrolment_id}
        columns={[
          ...nameColumns(data, t),
          {
            key: 'mark',
            label: t('students.graduation.exam.mark'),
            render: (line) => cellText(stored.get(line.enrolment_id)) || '–',
          },
        ]}
      />
    )
  const [known] = stored.values()
  const seen = Object.fromEntries([...stored].map(([id, mark]) => [`seen.${id}`, mark.version]))
  return (
    <Form
      hidden={{ ...form.hidden('save', seen), cohort: cohort.id, kind: query.phan, sitting: query.lan }}
      label={t('students.graduation.exam.enter')}
    >
      <DateField
        {...form.field('on_date', dayText(known?.on_date ?? today))}
        label={t('students.graduation.exam.on_date')}
        required
      />
      <DateField
        {...form.field('results_on', dayText(known ? known.results_on : today))}
        label={t('students.graduation.exam.results_on')}
        hint={t('students.graduation.exam.results_hint')}
        required
      />
      <p class="mb-3 text-sm text-muted">{t('students.graduation.exam.legend')}</p>
      <Table
        caption={t.dynamic(`students.graduation.exam.${query.phan}`)}
        rows={lines}
        rowKey={(line) => line.enrolment_id}
        columns={[
          ...nameColumns(data, t),
          {
            key: 'mark',
            label: t('students.graduation.exam.mark'),
            render: (line) =>
              hasEnded(line.state) ? (
                cellText(stored.get(line.enrolment_id))
              ) : (
                <Cell line={line} stored={stored.get(line.enrolment_id)} context={context} />
              ),
          },
        ]}
      />
      <FormActions>
        <Button>{t('students.graduation.exam.save')}</Button>
      </FormActions>
    </Form>
  )
}

const nameColumns = ({ admitted }: Data, t: ViewContext['t']) => [
  { key: 'name', label: t('people.field.full_name'), render: (line: ExamLine) => line.full_name },
  { key: 'code', label: t('students.learner.code'), render: (line: ExamLine) => line.learner_code },
  {
    key: 'admission',
    label: t('students.candidates.verdict'),
    render: (line: ExamLine) => {
      const admission = admitted.get(line.enrolment_id)
      return admission ? t.dynamic(`students.candidates.kind.${kindOf(admission)}`) : '–'
    },
  },
]

function Cell({
  line,
  stored,
  context,
}: {
  line: ExamLine
  stored: ExamMark | undefined
  context: ViewContext
}) {
  const { form, t } = context
  const { name, value, error, current } = form.field(`marks.${line.enrolment_id}`, cellText(stored))
  const id = `hv-${line.enrolment_id}`
  return (
    <>
      <input
        class="input input-short"
        id={id}
        name={name}
        value={value}
        inputMode="decimal"
        autocomplete="off"
        maxLength={20}
        aria-label={t('students.graduation.exam.cell', { name: line.full_name })}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
      />
      <FieldMessages
        id={id}
        error={error}
        current={
          current === undefined ? undefined : t('students.graduation.exam.now', { value: current || '–' })
        }
      />
    </>
  )
}
