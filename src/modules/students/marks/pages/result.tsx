import { z } from 'zod'
import { today as dayOf } from '#platform/clock.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Badge,
  Button,
  Disclosure,
  Facts,
  Form,
  LinkButton,
  PageHeader,
  Section,
  Table,
  TextArea,
} from '#ui/index.ts'
import { explain } from '../../grading/explain.ts'
import { askRemark } from '../actions/requests.ts'
import { shownGrade, shownMark } from '../mark.ts'
import { mayAskRemark } from '../request.ts'
import { reasonText } from '../stored-words.ts'
import { listRequestsOf, remarkDays } from '../store/request.ts'
import { listHistory, readResult, type ResultDetail } from '../store/result-page.ts'
import { getRules } from '../../store/policy.ts'
import { RequestList } from './request-list-part.tsx'

/** One result: "vì sao 7,5?", its calculation in words with the articles, what it was before, and who asked for what. */
export const resultPage = definePage({
  path: '/ket-qua/:id',
  permission: 'signed-in',
  params: z.object({ id: z.uuid() }),
  load: loadResult,
  title: ({ result }, t) =>
    t('students.marks.result.title', { unit: result.unit_name, name: result.full_name }),
  looks: ({ result, reader }) =>
    reader.isOwn ? undefined : { subject: 'people.person', ids: [result.person_id] },
  forms: {
    remark: defineForm({
      action: askRemark,
      input: (body, { params }) => ({ ...body, result: params.id }),
      then: (result) => ({ to: `/ket-qua/${result.result}`, say: 'students.marks.said.remark' }),
    }),
  },
  view: (data, context) => {
    const { result, policy, requests } = data
    const { t } = context
    return (
      <>
        <ResultHeader data={data} context={context} />
        {!result.is_current && (
          <Alert kind="warning" title={t('students.marks.result.superseded')}>
            <a href={`/ket-qua/${data.history[0]!.id}`}>{t('students.marks.result.current')}</a>
          </Alert>
        )}
        <ResultFacts result={result} context={context} />
        <Section
          title={
            result.grade
              ? t('students.marks.result.why', { grade: shownMark(result.grade, t.lang) })
              : t('students.marks.result.why_none')
          }
        >
          <ol class="grid max-w-prose list-decimal gap-2 pl-6">
            {explain(t, policy, result.steps).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ol>
        </Section>
        {data.mayAsk && <AskRemark data={data} context={context} />}
        {requests.length > 0 && (
          <Section title={t('students.marks.request.title')}>
            <RequestList requests={requests} context={context} />
          </Section>
        )}
        {data.history.length > 1 && <History rows={data.history} context={context} />}
      </>
    )
  },
})

function ResultHeader({ data, context: { t } }: { data: Data; context: ViewContext }) {
  const { result, section, reader } = data
  const place = reader.isOwn
    ? { href: '/hoc-tap/ket-qua', label: t('students.marks.own.title') }
    : { href: `/hoc-sinh/${result.learner_id}`, label: result.full_name }
  return (
    <PageHeader
      title={`${result.unit_code} ${result.unit_name}`}
      lead={[result.full_name, result.learner_code, result.term_name].filter(Boolean).join(' · ')}
      state={<ResultBadge result={result} t={t} />}
      breadcrumb={[
        place,
        ...(section && reader.teaches ? [{ href: `/bang-diem/${section.id}`, label: section.code }] : []),
      ]}
      breadcrumbLabel={t('students.marks.crumbs')}
      actions={
        reader.teaches &&
        result.is_current &&
        section && (
          <LinkButton kind="secondary" href={`/ket-qua/${result.id}/sua`}>
            {t('students.marks.request.correct')}
          </LinkButton>
        )
      }
    />
  )
}

type Data = Awaited<ReturnType<typeof loadResult>>

async function loadResult({ db, actor, params, today }: LoadContext<{ id: string }>) {
  const found = await readResult(db, params.id, { actor, today })
  const history = await listHistory(db, found.result)
  const remark = await remarkDays(db, today)
  const requests = await listRequestsOf(
    db,
    history.map((row) => row.id),
  )
  const { result, reader } = found
  return {
    ...found,
    history,
    remark,
    requests,
    policy: await getRules(db, result.grading_policy_id),
    mayAsk:
      reader.isOwn &&
      result.is_current &&
      result.exam !== null &&
      mayAskRemark(dayOf({ now: () => result.posted_at }), today, remark.days) &&
      !requests.some((one) => one.state === 'open'),
  }
}

export function ResultBadge({
  result,
  t,
}: {
  result: Pick<ResultDetail, 'is_passed' | 'grade' | 'is_eligible'>
  t: ViewContext['t']
}) {
  if (result.is_passed) return <Badge kind="success">{t('students.marks.row.passed')}</Badge>
  if (!result.is_eligible) return <Badge kind="error">{t('students.marks.result.not_eligible')}</Badge>
  if (result.grade === null) return <Badge kind="info">{t('students.marks.row.exam_open')}</Badge>
  return <Badge kind="error">{t('students.marks.row.failed')}</Badge>
}

function ResultFacts({ result, context: { t } }: { result: ResultDetail; context: ViewContext }) {
  const figure = (value: string | null) => shownGrade(value, t.lang)
  return (
    <Facts
      items={[
        { label: t('students.marks.field.average'), value: figure(result.average) },
        { label: t('students.marks.field.exam'), value: figure(result.exam) },
        { label: t('students.marks.field.grade'), value: figure(result.grade) },
        ...(result.letter ? [{ label: t('students.marks.field.letter'), value: result.letter }] : []),
        ...(result.first_grade !== null && result.first_grade !== result.grade
          ? [{ label: t('students.marks.field.first_grade'), value: figure(result.first_grade) }]
          : []),
        {
          label: t('students.marks.field.attempt'),
          value: t.dynamic(`students.marks.attempt.${result.attempt}`),
        },
        {
          label: t('students.marks.field.posted'),
          value: `${t.dateTime(result.posted_at)} · ${result.posted_by_name}`,
        },
        ...(result.reason
          ? [
              {
                label: t('students.marks.field.reason'),
                value: [reasonText(t, result.reason), result.approved_by_name].filter(Boolean).join(' · '),
                wide: true,
              },
            ]
          : []),
      ]}
    />
  )
}

function AskRemark({ data: { remark }, context: { t, form } }: { data: Data; context: ViewContext }) {
  return (
    <Section title={t('students.marks.remark.title')}>
      <Disclosure label={t('students.marks.remark.ask')} open={form.sent === 'remark'}>
        <p class="mb-3 max-w-prose">
          {t('students.marks.remark.window', { days: remark.days })}{' '}
          {!remark.isVerified && t('students.marks.remark.unverified')}
        </p>
        <Form hidden={form.hidden('remark')}>
          <TextArea
            {...form.field('reason')}
            label={t('students.marks.remark.reason')}
            optional={t('students.marks.optional')}
            rows={2}
            maxlength={500}
          />
          <Button>{t('students.marks.remark.send')}</Button>
        </Form>
      </Disclosure>
    </Section>
  )
}

function History({ rows, context: { t } }: { rows: readonly ResultDetail[]; context: ViewContext }) {
  return (
    <Section title={t('students.marks.result.history')} lead={t('students.marks.result.history_lead')}>
      <Table
        caption={t('students.marks.result.history')}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/ket-qua/${row.id}`}
        columns={[
          { key: 'at', label: t('students.marks.field.posted'), render: (row) => t.dateTime(row.posted_at) },
          {
            key: 'grade',
            label: t('students.marks.field.grade'),
            align: 'end',
            render: (row) => (row.grade ? shownMark(row.grade, t.lang) : '–'),
          },
          {
            key: 'reason',
            label: t('students.marks.field.reason'),
            render: (row) => (row.reason ? reasonText(t, row.reason) : t('students.marks.result.first')),
          },
          {
            key: 'by',
            label: t('students.marks.field.approved_by'),
            render: (row) => row.approved_by_name ?? row.posted_by_name,
          },
        ]}
      />
    </Section>
  )
}
