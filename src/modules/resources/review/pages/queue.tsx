import { z } from 'zod'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { Empty, LinkButton, PageHeader, Queue, type QueueItem } from '#ui/index.ts'
import { kindText, titleText } from '../../catalogue/pages/words.tsx'
import { listFaults, readWhole } from '../../catalogue/assess.ts'
import { getVersion } from '../../catalogue/store/version.ts'
import { loadSeen } from '../../files/load.ts'
import { decideSubmission } from '../actions/decide.ts'
import { addRemark } from '../actions/remark.ts'
import { answerReviewAction, freePlace, giveBack, takeOnReview } from '../actions/review.ts'
import { decideReach, getReviewable, mayDecide, mayReview, reviewReach } from '../rights.ts'
import { listRemarks } from '../store/remark.ts'
import { listReviews } from '../store/review.ts'
import { getRubricById } from '../store/rubric.ts'
import { listInHand, listToDecide, listToReview, type Submission } from '../store/submission.ts'
import { ItemInHand } from './queue-item.tsx'
import { waitText } from './parts.tsx'

const path = '/hoc-lieu/tham-dinh'
const most = 100
const Query = z.object({ tep: z.uuid().optional().catch(undefined) })
type Query = z.output<typeof Query>

/** Everything that waits for the reader as reviewer or as who decides. */
async function loadQueue({ db, actor, today }: Pick<LoadContext, 'db' | 'actor' | 'today'>) {
  const who =
    actor.kind === 'account'
      ? { account: actor.id, person: actor.personId }
      : { account: '', person: undefined }
  const toReview = await listToReview(db, who, await reviewReach(db, actor, today), most)
  const deciding = decideReach(actor)
  return {
    toReview,
    toDecide: await listToDecide(db, who, deciding, most),
    inHand: await listInHand(db, who, deciding, most),
  }
}

export const reviewQueue = definePage({
  path,
  permission: 'resources.contribute',
  load: loadQueue,
  title: (_data, t) => t('resources.review.queue'),
  view: (data, context) => (
    <>
      <QueueHeader context={context} />
      <QueueOf data={data} context={context}>
        <Empty title={emptyTitle(context, data)} icon="inbox">
          {context.t('resources.review.queue_hint')}
        </Empty>
      </QueueOf>
    </>
  ),
})

const emptyTitle = (
  { t }: ViewContext,
  data: { toReview: readonly unknown[]; toDecide: readonly unknown[]; inHand: readonly unknown[] },
): string =>
  data.toReview.length + data.toDecide.length + data.inHand.length > 0
    ? t('resources.review.choose')
    : t('resources.review.nothing')

const then = (id: string) => `${path}/${id}`

/** One submission: the thing itself, the criteria beside it, remarks at their places. */
export const reviewPage = definePage({
  path: '/hoc-lieu/tham-dinh/:id',
  permission: 'resources.contribute',
  params: z.object({ id: z.uuid() }),
  query: Query,
  async load(context: LoadContext<{ id: string }, Query>) {
    const { db, actor, params, query, today } = context
    const submission = await getReviewable(db, actor, params.id, today)
    const version = await getVersion(db, submission.version_id)
    const whole = await readWhole(db, version)
    const reviews = await listReviews(db, submission.id)
    const own = reviews.find((one) => actor.kind === 'account' && one.account === actor.id)
    const isReviewer = await mayReview(db, actor, submission, today)
    const isDecider = await mayDecide(db, actor, submission)
    // Others' opinions are shown once one has given one's own, so that nobody follows the first.
    const isBlind =
      submission.state === 'waiting' &&
      !own?.answered_at &&
      (own !== undefined || !isDecider || (isReviewer && submission.taken < submission.reviewers))
    const remarks = await listRemarks(db, version.id)
    const chosen =
      whole.files.find((file) => file.id === query.tep) ?? whole.files.find((file) => file.role === 'content')
    return {
      submission,
      whole,
      reviews,
      rubric: await getRubricById(db, submission.rubric_id),
      remarks: isBlind
        ? remarks.filter(
            (one) =>
              one.submission_id !== submission.id || (actor.kind === 'account' && one.account === actor.id),
          )
        : remarks,
      own,
      isReviewer,
      isDecider,
      faults:
        isDecider && submission.state === 'reviewed'
          ? await listFaults(db, { ...version, access: submission.access })
          : [],
      isBlind,
      chosen,
      seen: await loadSeen(db, whole.files, chosen),
      queue: await loadQueue(context),
    }
  },
  title: ({ submission }, t) => t('resources.review.of', { title: titleText(submission, t) }),
  forms: {
    take: defineForm({
      action: takeOnReview,
      then: ({ submission }) => ({ to: then(submission), say: 'resources.review.taken_now' }),
    }),
    giveBack: defineForm({
      action: giveBack,
      then: () => ({ to: path, say: 'resources.review.given_back' }),
    }),
    free: defineForm({
      action: freePlace,
      then: ({ submission, name }) => ({
        to: then(submission),
        say: 'resources.review.freed',
        params: { name },
      }),
    }),
    answer: defineForm({
      action: answerReviewAction,
      then: ({ isComplete }) => ({
        to: path,
        say: isComplete ? 'resources.review.answered_last' : 'resources.review.answered',
      }),
    }),
    remark: defineForm({
      action: addRemark,
      then: ({ submission }, { request }) => ({
        to: `${then(submission)}${new URL(request.url).search}#remarks`,
        say: 'resources.review.remarked',
      }),
    }),
    decide: defineForm({
      action: decideSubmission,
      then: ({ submission, isAccepted }) => ({
        to: then(submission),
        say: isAccepted ? 'resources.review.accepted_now' : 'resources.review.returned_now',
      }),
    }),
  },
  view: (data, context) => (
    <>
      <QueueHeader context={context} />
      <QueueOf data={data.queue} context={context} current={data.submission.id}>
        <ItemInHand data={data} context={context} />
      </QueueOf>
    </>
  ),
})

export type ReviewData = Awaited<ReturnType<typeof reviewPage.load>>

function QueueHeader({ context: { t, may } }: { context: ViewContext }) {
  return (
    <PageHeader
      title={t('resources.review.queue')}
      breadcrumb={[{ href: '/hoc-lieu', label: t('resources.catalogue.title') }]}
      breadcrumbLabel={t('resources.crumbs')}
      actions={
        <>
          {may('resources.decide') && (
            <LinkButton href="/hoc-lieu/to-tham-dinh" kind="secondary" icon="users">
              {t('resources.review.team')}
            </LinkButton>
          )}
          <LinkButton href="/hoc-lieu/tieu-chi" kind="ghost">
            {t('resources.review.rubric')}
          </LinkButton>
        </>
      }
    />
  )
}

function QueueOf(props: {
  data: Awaited<ReturnType<typeof loadQueue>>
  context: ViewContext
  current?: string
  children: preact.ComponentChildren
}) {
  const { data, context, current } = props
  const { t, app } = context
  const item = (submission: Submission, act: string): QueueItem => ({
    href: then(submission.id),
    title: titleText(submission, t),
    note: `${act} · ${kindText(submission.kind, t)} · ${waitText(submission, app.clock.now(), t)}`,
    current: submission.id === current,
  })
  return (
    <Queue
      label={t('resources.review.queue')}
      summary={t('resources.review.queue_count', {
        review: data.toReview.length,
        decide: data.toDecide.length,
      })}
      items={[
        ...data.toDecide.map((one) => item(one, t('resources.review.to_decide'))),
        ...data.toReview.map((one) =>
          item(one, one.is_mine ? t('resources.review.to_answer') : t('resources.review.to_take')),
        ),
        ...data.inHand.map((one) => item(one, t('resources.review.in_hand'))),
      ]}
      itemLabel={t('resources.review.item')}
    >
      {props.children}
    </Queue>
  )
}
