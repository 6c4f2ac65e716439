import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { may } from '#platform/access.ts'
import { addDays } from '#platform/clock.ts'
import { conflict, precondition } from '#platform/errors.ts'
import { actorLabel } from '#platform/audit/record.ts'
import { accesses } from '../../resource.ts'
import { assess, readWhole } from '../../catalogue/assess.ts'
import { mayHandIn } from '../../catalogue/checks.ts'
import { isWider } from '../../catalogue/licence.ts'
import { getDraft, getWorkable, isOwn, placeOf } from '../../catalogue/rights.ts'
import { lockResource } from '../../catalogue/store/draft.ts'
import { spaceFor } from '../rubric.ts'
import { moveVersion } from '../store/life.ts'
import { getRubric } from '../store/rubric.ts'
import { findOpenSubmission, insertSubmission } from '../store/submission.ts'

/** Hands a draft in: to the school's team, or to the shared one when its readers are beyond the school. */
export const handIn = defineAction({
  name: 'resources.hand-in',
  permission: 'resources.contribute',
  input: z.object({
    id: z.uuid(),
    version: z.coerce.number().int(),
    note: z.string().trim().max(2000).optional(),
  }),
  find: (db, input, { actor }) => getDraft(db, actor, input.id),
  about: () => ({ anywhere: true }),
  async run(tx, { input, target, actor, app, today }) {
    if (target.version !== input.version) throw conflict('resources.review.error.changed')
    if (target.withdrawn_at) throw precondition('resources.catalogue.error.withdrawn')
    if (!mayHandIn(await assess(tx, await readWhole(tx, target))))
      throw precondition('resources.review.error.incomplete')
    const space = spaceFor(target.access)
    if (!(await moveVersion(tx, target, 'submitted', actor, { note: input.note }))) throw conflict()
    const submission = await open(
      tx,
      { target, space, access: target.access, note: input.note },
      { actor, app, today },
    )
    return {
      result: { code: target.code, submission },
      changes: [
        {
          subject: 'resources.version',
          id: target.id,
          institution: target.institution_id,
          before: { state: 'draft' },
          after: { state: 'submitted', submission, space },
        },
      ],
    }
  },
})

/** Offers what a school published to wider readers: the same version, looked at by the shared team. */
export const shareWider = defineAction({
  name: 'resources.share-wider',
  permission: 'resources.contribute',
  input: z.object({
    id: z.uuid(),
    access: z.enum(accesses, 'resources.review.error.access'),
    note: z.string().trim().max(2000).optional(),
  }),
  find: (db, input, { actor }) => getWorkable(db, actor, input.id),
  about: () => ({ anywhere: true }),
  async run(tx, { input, target, actor, app, today }) {
    const { resource_access: now } = target
    if (target.state !== 'published' || target.withdrawn_at || now === 'private')
      throw precondition('resources.review.error.not_published')
    if (!isWider(input.access, now)) throw precondition('resources.review.error.not_wider')
    await lockResource(tx, target.resource_id)
    if (await findOpenSubmission(tx, target.id)) throw precondition('resources.review.error.open')
    const whole = await readWhole(tx, { ...target, access: input.access })
    if (!mayHandIn(await assess(tx, whole))) throw precondition('resources.review.error.incomplete')
    const submission = await open(
      tx,
      { target, space: 'province', access: input.access, note: input.note },
      { actor, app, today },
    )
    return {
      result: { code: target.code, submission },
      changes: [
        {
          subject: 'resources.version',
          id: target.id,
          institution: target.institution_id,
          before: { access: now },
          after: { asked_access: input.access, submission },
        },
      ],
    }
  },
})

type Tx = Parameters<typeof insertSubmission>[0]
type Context = Pick<Parameters<typeof handIn.run>[1], 'actor' | 'app' | 'today'>
type Opened = {
  target: Parameters<typeof handIn.run>[1]['target']
  space: ReturnType<typeof spaceFor>
  access: (typeof accesses)[number]
  note: string | undefined
}

async function open(
  tx: Tx,
  { target, space, access, note }: Opened,
  { actor, app, today }: Context,
): Promise<string> {
  const rubric = await getRubric(tx, space, today)
  const { id, name } = actorLabel(actor)
  return insertSubmission(tx, {
    version_id: target.id,
    institution_id: target.institution_id,
    space,
    access,
    rubric_id: rubric.id,
    is_deciders_own:
      space === 'school' &&
      may(actor, 'resources.decide', placeOf(target)) &&
      (await isOwn(tx, actor, target)),
    note: note ?? null,
    submitted_by: id,
    submitted_by_name: name,
    submitted_at: app.clock.now(),
    due_on: rubric.days === null ? null : addDays(today, rubric.days),
  })
}
