import { z } from 'zod'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import {
  Alert,
  Button,
  Form,
  LinkButton,
  Menu,
  PageHeader,
  Pager,
  Stat,
  Stats,
  Table,
  type Column,
} from '#ui/index.ts'
import { decideReview } from '../actions/decide-review.ts'
import { discardReview } from '../actions/discard-review.ts'
import { freezeReview } from '../actions/freeze-review.ts'
import { reviewCohort } from '../actions/review-cohort.ts'
import { listCouncils } from '../council/store.ts'
import { verdicts, type Review, type ReviewCase, type Verdict } from '../graduation.ts'
import { listStale } from '../stale.ts'
import { getReview, listCases, listCorrectedSince } from '../store/review.ts'
import { DecideForm, DiscardForm, FreezeForm } from './review-acts.tsx'
import { classText, figureText, reviewName, titleText } from '../case-words.ts'
import { Reasons, ReviewBadge, VerdictBadge } from './words.tsx'

const pageSize = 100
const Query = z.object({
  xem: z.enum(verdicts).optional().catch(undefined),
  sau: z.string().max(400).optional(),
})
type Query = z.output<typeof Query>

const here = (id: string) => `/tot-nghiep/${id}`

/** One review: everybody with yes, or each "no" and what would mend it; freezing, decision, documents. */
export const reviewPage = definePage({
  path: '/tot-nghiep/:id',
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  query: Query,
  load: loadReview,
  about: ({ review }) => ({ institution: review.institution_id }),
  looks: ({ rows }) => ({ subject: 'people.person', ids: rows.map((row) => row.person_id) }),
  title: ({ review }, t) => reviewName(review, t),
  forms: {
    run: defineForm({
      action: reviewCohort,
      then: ({ id, cases, eligible }) => ({
        to: here(id),
        say: 'students.graduation.ran',
        params: { cases, eligible },
      }),
    }),
    freeze: defineForm({
      action: freezeReview,
      then: ({ review, eligible }) => ({
        to: here(review),
        say: 'students.graduation.frozen_now',
        params: { eligible },
      }),
    }),
    decide: defineForm({
      action: decideReview,
      then: ({ review, graduated }) => ({
        to: here(review),
        say: 'students.graduation.decided_now',
        params: { graduated },
      }),
    }),
    discard: defineForm({
      action: discardReview,
      then: ({ cohort }) => ({ to: `/tot-nghiep?khoa=${cohort}`, say: 'students.graduation.discarded_now' }),
    }),
  },
  view: (data, context) => {
    const { review, stale } = data
    const { t } = context
    return (
      <>
        <PageHeader
          title={reviewName(review, t)}
          lead={stateLine(review, context)}
          state={<ReviewBadge state={review.state} t={t} />}
          breadcrumb={[{ href: '/tot-nghiep', label: t('students.graduation.title') }]}
          breadcrumbLabel={t('students.crumbs')}
          actions={<Acts review={review} context={context} />}
        />
        {stale.length > 0 && (
          <Alert kind="warning" title={t('students.graduation.stale.title')}>
            {t('students.graduation.stale.text', {
              count: stale.length,
              names: stale.slice(0, 5).join(', '),
            })}
          </Alert>
        )}
        {data.corrected.length > 0 && (
          <Alert kind="warning" title={t('students.graduation.corrected.title')}>
            {t('students.graduation.corrected.text', {
              count: data.corrected.length,
              names: data.corrected.slice(0, 5).join(', '),
            })}
          </Alert>
        )}
        {review.state === 'draft' && (
          <Alert kind="info" title={t('students.graduation.by_hand.title')}>
            {t('students.graduation.by_hand.text')}
          </Alert>
        )}
        <Counts review={review} context={context} />
        <Cases data={data} context={context} />
        <FreezeForm review={review} councils={data.councils} context={context} />
        <DecideForm review={review} isStale={stale.length > 0} context={context} />
        <DiscardForm review={review} context={context} />
      </>
    )
  },
})

type Data = Awaited<ReturnType<typeof loadReview>>

async function loadReview({ db, params, query }: LoadContext<{ id: string }, Query>) {
  const review = await getReview(db, params.id)
  const rows = await listCases(
    db,
    review.id,
    { verdict: query.xem, after: readPageMark(query.sau) },
    pageSize + 1,
  )
  return {
    review,
    query,
    rows: rows.slice(0, pageSize),
    hasMore: rows.length > pageSize,
    councils: review.state === 'draft' ? await listCouncils(db, review.cohort_id, 'graduation') : [],
    corrected: review.state === 'decided' ? await listCorrectedSince(db, review.id) : [],
    stale: review.state === 'frozen' ? await listStale(db, review) : [],
  }
}

function stateLine(review: Review, { t }: ViewContext): string {
  if (review.decision_no)
    return t('students.graduation.decided_by', {
      number: review.decision_no,
      day: t.date(review.decision_date),
    })
  return review.frozen_at
    ? t('students.graduation.frozen_at', { at: t.dateTime(review.frozen_at) })
    : t('students.graduation.made_by', { name: review.made_by_name, at: t.dateTime(review.made_at) })
}

function Acts({ review, context }: { review: Review; context: ViewContext }) {
  const { t, form, may } = context
  const path = here(review.id)
  const isFixed = review.state === 'frozen' || review.state === 'decided'
  const papers = [
    { href: `${path}/danh-sach.pdf`, label: t('students.graduation.doc.eligibility') },
    ...(isFixed ? [{ href: `${path}/bien-ban.pdf`, label: t('students.graduation.doc.minutes') }] : []),
    ...(isFixed ? [{ href: `${path}/quyet-dinh.pdf`, label: t('students.graduation.doc.decision') }] : []),
    { href: `${path}/danh-sach.xlsx`, label: t('students.graduation.export.xlsx') },
    { href: `${path}/danh-sach.csv`, label: t('students.graduation.export.csv') },
  ]
  return (
    <>
      <Menu label={t('students.graduation.papers')} icon="print" end items={papers} />
      {review.state === 'draft' && may('students.edit', { institution: review.institution_id }) && (
        <Form
          bare
          label={t('students.graduation.rerun')}
          hidden={{ ...form.hidden('run'), cohort: review.cohort_id, on_date: review.on_date }}
        >
          <Button kind="secondary" icon="refresh">
            {t('students.graduation.rerun')}
          </Button>
        </Form>
      )}
      {review.decision_id && may('diplomas.register', { institution: review.institution_id }) && (
        <LinkButton href={`/cap-bang/moi?quyet-dinh=${review.decision_id}`}>
          {t('students.graduation.issue_diplomas')}
        </LinkButton>
      )}
      <LinkButton kind="ghost" href={`/tot-nghiep/khoa/${review.cohort_id}/hoi-dong`}>
        {t('students.council.link')}
      </LinkButton>
      {review.mode === 'year' && (
        <LinkButton kind="ghost" href={`/tot-nghiep/khoa/${review.cohort_id}/thi`}>
          {t('students.graduation.exams')}
        </LinkButton>
      )}
    </>
  )
}

function Counts({ review, context: { t } }: { review: Review; context: ViewContext }) {
  const figures: [Verdict, number][] = [
    ['yes', review.eligible],
    ['no', review.cases - review.eligible - review.held_back],
    ['held', review.held_back],
  ]
  return (
    <div class="my-6">
      <Stats>
        <Stat label={t('students.graduation.cases')} figure={t.number(review.cases)} href={here(review.id)} />
        {figures.map(([verdict, count]) => (
          <Stat
            key={verdict}
            label={t.dynamic(`students.graduation.verdict.${verdict}`)}
            figure={t.number(count)}
            href={`${here(review.id)}?xem=${verdict}`}
          />
        ))}
      </Stats>
    </div>
  )
}

function Cases({ data, context }: { data: Data; context: ViewContext }) {
  const { review, rows, query, hasMore } = data
  const { t } = context
  const last = rows.at(-1)
  const filter = query.xem ? `xem=${query.xem}` : ''
  return (
    <>
      <Table
        caption={t('students.graduation.list')}
        rows={rows}
        rowKey={(row) => row.enrolment_id}
        rowHref={(row) => `${here(review.id)}/nguoi/${row.enrolment_id}`}
        columns={columns(review, context)}
        empty={<p class="text-muted">{t('students.graduation.nobody_here')}</p>}
      />
      <Pager
        label={t('students.graduation.paging')}
        previous={query.sau ? `${here(review.id)}?${filter}` : undefined}
        previousLabel={t('students.graduation.first_page')}
        next={
          hasMore && last
            ? `${here(review.id)}?${filter}${filter && '&'}sau=${encodeURIComponent(writePageMark(last.name_key, last.enrolment_id))}`
            : undefined
        }
        nextLabel={t('students.graduation.next_page')}
      />
    </>
  )
}

function columns(review: Review, { t, may }: ViewContext): Column<ReviewCase>[] {
  const linked = may('students.edit', { institution: review.institution_id })
  return [
    { key: 'full_name', label: t('people.field.full_name') },
    { key: 'learner_code', label: t('students.learner.code') },
    { key: 'class', label: t('students.field.class'), render: (row) => row.class_code ?? '–' },
    {
      key: 'score',
      label: t('students.graduation.score'),
      align: 'end',
      render: (row) => figureText(row.score, t),
    },
    {
      key: 'class_of',
      label: t('students.graduation.classification'),
      render: (row) => <ClassOf row={row} t={t} />,
    },
    {
      key: 'verdict',
      label: t('students.graduation.verdict'),
      render: (row) => (
        <div class="grid gap-2">
          <div>
            <VerdictBadge one={row} t={t} />
          </div>
          {row.is_held_back ? row.held_reason : <Reasons reasons={row.reasons} t={t} linked={linked} />}
        </div>
      ),
    },
  ]
}

/** The class, whether it was lowered, and the title of a college diploma. */
function ClassOf({ row, t }: { row: ReviewCase; t: ViewContext['t'] }) {
  const name = classText(row.classification, t)
  return (
    <>
      {row.is_downgraded ? t('students.graduation.downgraded', { to: name }) : name}
      {row.title && <span class="block text-sm text-muted">{titleText(row.title, t)}</span>}
    </>
  )
}
