import { z } from 'zod'
import { actorLabel } from '#platform/audit/record.ts'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, invalid, notFound, precondition } from '#platform/errors.ts'
import { listFaults } from '../../catalogue/assess.ts'
import { isNarrower } from '../../catalogue/licence.ts'
import { getWorkable } from '../../catalogue/rights.ts'
import { findOpenId } from '../../catalogue/store/draft.ts'
import { getVersion } from '../../catalogue/store/version.ts'
import { mayDecide, placeOfSubmission } from '../rights.ts'
import { isUnanimous } from '../rubric.ts'
import { markAccepted, moveVersion, publishVersion, waitsForItsDay, widenAccess } from '../store/life.ts'
import { listReviews } from '../store/review.ts'
import { endSubmission, getSubmission } from '../store/submission.ts'

/** Decides about a reviewed version: accept it (and publish it at once), or return it with words. */
export const decideSubmission = defineAction({
  name: 'resources.decide',
  permission: 'resources.decide',
  input: z.object({
    submission: z.uuid(),
    version: z.coerce.number().int(),
    decision: z.enum(['accept', 'return'], 'resources.review.error.decision'),
    publish: z.stringbool().default(false),
    decision_no: z.string().trim().max(100).optional(),
    note: z.string().trim().max(4000).optional(),
  }),
  async find(db, input, { actor }) {
    const submission = await getSubmission(db, input.submission)
    if (actor.kind !== 'system' && !(await mayDecide(db, actor, submission))) throw notFound()
    return submission
  },
  about: (submission) => placeOfSubmission(submission),
  async run(tx, { input, target, actor, app, today }) {
    if (target.state !== 'reviewed') throw precondition('resources.review.error.not_reviewed')
    if (target.version !== input.version) throw conflict()
    const isAccepted = input.decision === 'accept'
    const version = await getVersion(tx, target.version_id)
    const isPromotion = version.state === 'published'
    if (!isPromotion && version.state !== 'reviewed') throw precondition('resources.review.error.overtaken')
    if (isAccepted && version.withdrawn_at) throw precondition('resources.catalogue.error.withdrawn')
    if (isAccepted && isNarrower({ ...version, access: target.access }))
      throw precondition('resources.review.error.narrower')
    if (isAccepted && (await listFaults(tx, { ...version, access: target.access })).length > 0)
      throw precondition('resources.review.error.unfit')
    const isAgreed = isUnanimous(await listReviews(tx, target.id))
    if (isAccepted && !isAgreed && !input.note) throw invalid({ note: 'resources.review.error.disagreement' })
    if (!isAccepted && !input.note) throw invalid({ note: 'resources.review.error.return_note' })
    const at = app.clock.now()
    const { id, name } = actorLabel(actor)
    const ended = await endSubmission(tx, target, {
      state: isAccepted ? 'accepted' : 'returned',
      decided: { by: id, name, at, no: input.decision_no ?? null, note: input.note ?? null },
    })
    if (!ended) throw conflict()
    if (isAccepted) await markAccepted(tx, version.id, today)
    if (isPromotion && isAccepted) await widenAccess(tx, version, target.access, at)
    if (
      !isPromotion &&
      !(await moveVersion(tx, version, isAccepted ? 'accepted' : 'draft', actor, { note: input.note }))
    )
      throw conflict()
    const isPublished = isAccepted && !isPromotion && input.publish && !waitsForItsDay(version, today)
    if (isPublished) await publishVersion(tx, version, target.access, at, actor)
    const state = isPublished || isPromotion ? 'published' : isAccepted ? 'accepted' : 'draft'
    return {
      result: { code: target.code, submission: target.id, state, isAccepted },
      changes: [
        {
          subject: 'resources.version',
          id: version.id,
          institution: target.institution_id,
          before: { state: version.state, submission: target.id },
          after: {
            state,
            decision: input.decision,
            decision_no: input.decision_no ?? null,
            access: target.access,
          },
        },
      ],
    }
  },
})

/** Publishes an accepted version: its address shows it from now on, the one before says that there is a newer one. */
export const publish = defineAction({
  name: 'resources.publish',
  permission: 'resources.contribute',
  input: z.object({ id: z.uuid() }),
  find: (db, input, { actor }) => getWorkable(db, actor, input.id),
  about: () => ({ anywhere: true }),
  async run(tx, { target, actor, app, today }) {
    if (target.state !== 'accepted' || (await findOpenId(tx, target.resource_id)) !== target.id)
      throw precondition('resources.review.error.not_accepted')
    if (target.withdrawn_at) throw precondition('resources.catalogue.error.withdrawn')
    if (isNarrower(target)) throw precondition('resources.review.error.narrower_own')
    if ((await listFaults(tx, target)).length > 0) throw precondition('resources.review.error.unfit_own')
    if (waitsForItsDay(target, today)) throw precondition('resources.sharing.error.waits')
    await publishVersion(tx, target, target.access, app.clock.now(), actor)
    return {
      result: { code: target.code },
      changes: [
        {
          subject: 'resources.version',
          id: target.id,
          institution: target.institution_id,
          before: { state: 'accepted' },
          after: { state: 'published', access: target.access },
        },
      ],
    }
  },
})
