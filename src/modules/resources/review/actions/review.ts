import { z } from 'zod'
import { actorLabel } from '#platform/audit/record.ts'
import { defineAction } from '#platform/actions/define.ts'
import { today as dayOf } from '#platform/clock.ts'
import { invalid, notFound, precondition } from '#platform/errors.ts'
import type { Actor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db/database.ts'
import { findContradictions, findUnmarked, marks, verdicts, type Mark } from '../rubric.ts'
import { mayDecide, mayReview, placeOfSubmission } from '../rights.ts'
import { answerReview, completeReview, giveBackReview, listReviews, takeReview } from '../store/review.ts'
import { countOwn } from '../store/remark.ts'
import { getRubricById } from '../store/rubric.ts'
import { getSubmission, type Submission } from '../store/submission.ts'

/** A submission the actor may review. @throws AppError not_found */
async function findForReview(
  db: Db,
  id: string,
  { actor, app }: { actor: Actor; app: App },
): Promise<Submission> {
  const submission = await getSubmission(db, id)
  if (!(await mayReview(db, actor, submission, dayOf(app.clock)))) throw notFound()
  return submission
}

const change = (target: Submission, before: Record<string, unknown>, after: Record<string, unknown>) => ({
  subject: 'resources.version',
  id: target.version_id,
  institution: target.institution_id,
  before: { submission: target.id, ...before },
  after,
})

/** Takes a review on. Reviewers come from the team or hold the right by their role; nobody reviews their own work. */
export const takeOnReview = defineAction({
  name: 'resources.take-review',
  permission: 'resources.contribute',
  input: z.object({ submission: z.uuid() }),
  find: (db, input, context) => findForReview(db, input.submission, context),
  about: () => ({ anywhere: true }),
  async run(tx, { target, actor, app }) {
    if (target.state !== 'waiting') throw precondition('resources.review.error.not_open')
    const { id, name } = actorLabel(actor)
    if ((await listReviews(tx, target.id)).some((one) => one.account === id))
      return { result: { submission: target.id }, changes: [] }
    if (!(await takeReview(tx, target, { account: id, name, at: app.clock.now() })))
      throw precondition('resources.review.error.taken')
    return { result: { submission: target.id }, changes: [change(target, {}, { review: 'taken', by: name })] }
  },
})

/** Gives a review back so that somebody else can take it; who has left the team meanwhile may do that too. */
export const giveBack = defineAction({
  name: 'resources.give-back-review',
  permission: 'resources.contribute',
  input: z.object({ submission: z.uuid() }),
  async find(db, input, { actor }) {
    const submission = await getSubmission(db, input.submission)
    const reviews = await listReviews(db, submission.id)
    if (!reviews.some((one) => actor.kind === 'account' && one.account === actor.id)) throw notFound()
    return submission
  },
  about: () => ({ anywhere: true }),
  async run(tx, { target, actor }) {
    const { id, name } = actorLabel(actor)
    if ((await giveBackReview(tx, target.id, id)) === 0)
      throw precondition('resources.review.error.not_taken')
    return { result: {}, changes: [change(target, { review: 'taken', by: name }, {})] }
  },
})

/** Who decides frees a place that was taken and not answered, so that the round does not hang on one person. */
export const freePlace = defineAction({
  name: 'resources.free-review-place',
  permission: 'resources.decide',
  input: z.object({ submission: z.uuid(), review: z.uuid() }),
  async find(db, input, { actor }) {
    const submission = await getSubmission(db, input.submission)
    if (actor.kind !== 'system' && !(await mayDecide(db, actor, submission))) throw notFound()
    return submission
  },
  about: (submission) => placeOfSubmission(submission),
  async run(tx, { input, target }) {
    if (target.state !== 'waiting') throw precondition('resources.review.error.not_open')
    const held = (await listReviews(tx, target.id)).find((one) => one.id === input.review)
    if (!held || (await giveBackReview(tx, target.id, held.account)) === 0)
      throw precondition('resources.review.error.answered')
    return {
      result: { submission: target.id, name: held.account_name },
      changes: [change(target, { review: 'taken', by: held.account_name }, {})],
    }
  },
})

/** Answers a review: each criterion, a verdict, and words where it is not "accept". The last answer ends the round. */
export const answerReviewAction = defineAction({
  name: 'resources.answer-review',
  permission: 'resources.contribute',
  input: z.object({
    submission: z.uuid(),
    marks: z.record(z.string().max(40), z.enum(marks).optional()).default({}),
    verdict: z.enum(verdicts, 'resources.review.error.verdict'),
    note: z.string().trim().max(4000).optional(),
  }),
  find: (db, input, context) => findForReview(db, input.submission, context),
  about: () => ({ anywhere: true }),
  async run(tx, { input, target, actor, app }) {
    if (target.state !== 'waiting') throw precondition('resources.review.error.not_open')
    const { id, name } = actorLabel(actor)
    const own = (await listReviews(tx, target.id)).find((one) => one.account === id)
    if (!own) throw precondition('resources.review.error.not_taken')
    const rubric = await getRubricById(tx, target.rubric_id)
    const given = Object.fromEntries(
      rubric.criteria.flatMap((one) => (input.marks[one.code] ? [[one.code, input.marks[one.code]!]] : [])),
    ) as Record<string, Mark>
    const faults: Record<string, string> = {}
    for (const code of findUnmarked(rubric, given)) faults[`marks.${code}`] = 'resources.review.error.mark'
    for (const code of findContradictions(rubric, { verdict: input.verdict, marks: given }))
      faults[`marks.${code}`] = 'resources.review.error.contradiction'
    if (input.verdict !== 'accept' && !input.note && (await countOwn(tx, target.id, id)) === 0)
      faults.note = 'resources.review.error.note'
    if (Object.keys(faults).length > 0) throw invalid(faults)
    await answerReview(tx, own.id, {
      verdict: input.verdict,
      marks: given,
      note: input.note ?? null,
      at: app.clock.now(),
    })
    const isComplete = await completeReview(tx, target.id, { account: id, name })
    return {
      result: { isComplete },
      changes: [
        change(
          target,
          { verdict: own.verdict },
          { verdict: input.verdict, marks: given, ...(isComplete && { state: 'reviewed' }) },
        ),
      ],
    }
  },
})
