import { z } from 'zod'
import { may, type Actor } from '#platform/access.ts'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, precondition } from '#platform/errors.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { getWorkable, placeOf } from '../../catalogue/rights.ts'
import { getResourceById } from '../../catalogue/store/version.ts'
import { withdrawals, type Resource, type Version } from '../../resource.ts'
import { moveVersion } from '../../review/store/life.ts'
import { endSubmission, isOpenRound, listSubmissions } from '../../review/store/submission.ts'
import { findWithdrawer } from '../store/write.ts'
import { withdraw } from '../withdraw.ts'

type Target = { resource: Resource; version: Version }

async function findTarget(db: Db, id: string, actor: Actor): Promise<Target> {
  const version = await getWorkable(db, actor, id)
  return { version, resource: await getResourceById(db, version.resource_id) }
}

const change = ({ resource }: Target, before: Record<string, unknown>, after: Record<string, unknown>) => ({
  subject: 'resources.resource',
  id: resource.id,
  institution: resource.institution_id,
  before,
  after,
})

/** Takes a resource down with a reason. Its address stays and says so; files are served to nobody but who is responsible. */
export const takeDown = defineAction({
  name: 'resources.take-down',
  permission: 'resources.contribute',
  input: z.object({
    id: z.uuid(),
    version: z.coerce.number().int(),
    kind: z.enum(withdrawals, 'resources.reuse.error.withdrawal'),
    reason: z.string('resources.reuse.error.reason').trim().min(5, 'resources.reuse.error.reason').max(1000),
  }),
  find: (db, input, { actor }) => findTarget(db, input.id, actor),
  about: () => ({ anywhere: true }),
  async run(tx, { input, target, actor, app }) {
    const { resource, version } = target
    if (!resource.published_id || resource.withdrawn_at || version.id !== resource.published_id)
      throw precondition('resources.reuse.error.not_published')
    await endRounds(tx, resource.id, actor)
    const down = { kind: input.kind, reason: input.reason }
    const held = { id: resource.id, version: input.version, published_id: resource.published_id }
    await withdraw(tx, held, { at: app.clock.now(), down }, actor)
    return {
      result: { code: resource.code },
      changes: [
        change(target, { withdrawn: false }, { withdrawn: true, kind: input.kind, reason: input.reason }),
      ],
    }
  },
})

/** What is under review of it goes back to its authors: nobody decides about what is taken down. */
async function endRounds(tx: Tx, resourceId: string, actor: Actor): Promise<void> {
  for (const one of (await listSubmissions(tx, resourceId)).filter(isOpenRound)) {
    if (!(await endSubmission(tx, one, { state: 'taken_back' }))) throw conflict()
    const state = one.version_state
    if (state === 'submitted' || state === 'reviewed')
      await moveVersion(tx, { id: one.version_id, state }, 'draft', actor)
  }
}

/** Who took it down may bring it back, and who decides. What the owner took down is any author's to bring back. */
export async function mayBringBack(db: Db, actor: Actor, resource: Resource): Promise<boolean> {
  if (may(actor, 'resources.decide', placeOf(resource))) return true
  const by = resource.published_id && (await findWithdrawer(db, resource.published_id))
  return by === resource.owner_account || (actor.kind === 'account' && by === actor.id)
}

/** Brings it back. What somebody else took down comes back only by who decides. */
export const bringBack = defineAction({
  name: 'resources.bring-back',
  permission: 'resources.contribute',
  input: z.object({ id: z.uuid(), version: z.coerce.number().int() }),
  find: (db, input, { actor }) => findTarget(db, input.id, actor),
  about: () => ({ anywhere: true }),
  async run(tx, { input, target, actor, app }) {
    const { resource } = target
    if (!resource.withdrawn_at || !resource.published_id)
      throw precondition('resources.reuse.error.not_withdrawn')
    if (actor.kind !== 'system' && !(await mayBringBack(tx, actor, resource)))
      throw precondition('resources.reuse.error.not_yours_to_bring_back')
    const held = { id: resource.id, version: input.version, published_id: resource.published_id }
    await withdraw(tx, held, { at: app.clock.now() }, actor)
    return {
      result: { code: resource.code },
      changes: [change(target, { withdrawn: true, reason: resource.withdrawn_reason }, { withdrawn: false })],
    }
  },
})
