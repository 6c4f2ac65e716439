import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, precondition } from '#platform/errors.ts'
import { hasDecision } from '../../review/store/submission.ts'
import { getDraft, getWorkable } from '../rights.ts'
import { deleteDraft, findOpenId, insertNextVersion, lockResource } from '../store/draft.ts'
import { listVersions } from '../store/version.ts'

/** Starts the next version of a published resource as a copy of the one given; the published one stays where it is. */
export const startVersion = defineAction({
  name: 'resources.start-version',
  permission: 'resources.contribute',
  input: z.object({ id: z.uuid() }),
  find: (db, input, { actor }) => getWorkable(db, actor, input.id),
  about: () => ({ anywhere: true }),
  async run(tx, { target, actor }) {
    await lockResource(tx, target.resource_id)
    if (await findOpenId(tx, target.resource_id)) throw precondition('resources.catalogue.error.open_version')
    if (target.withdrawn_at) throw precondition('resources.catalogue.error.withdrawn')
    if (target.owner_account.startsWith('harvest:')) throw precondition('resources.oai.error.no_version')
    const owner = actor.kind === 'account' && target.owner_account === '' ? actor.id : target.owner_account
    const made = await insertNextVersion(tx, target, owner)
    return {
      result: { code: target.code, number: made.number },
      changes: [
        {
          subject: 'resources.version',
          id: made.id,
          institution: target.institution_id,
          before: null,
          after: { resource_id: target.resource_id, number: made.number, copy_of: target.number },
        },
      ],
    }
  },
})

/** Throws a draft away, and with the first one the resource. Bytes stay until their retention ends; so does what was decided about. */
export const discardDraft = defineAction({
  name: 'resources.discard-draft',
  permission: 'resources.contribute',
  input: z.object({ id: z.uuid(), version: z.coerce.number().int() }),
  find: (db, input, { actor }) => getDraft(db, actor, input.id),
  about: () => ({ anywhere: true }),
  async run(tx, { input, target }) {
    if (target.version !== input.version) throw conflict()
    if (await hasDecision(tx, target.id)) throw precondition('resources.catalogue.error.decided')
    const rest = (await listVersions(tx, target.resource_id)).length - 1
    const isGone = await deleteDraft(tx, target)
    return {
      result: { code: isGone ? null : target.code, rest },
      changes: [
        {
          subject: 'resources.version',
          id: target.id,
          institution: target.institution_id,
          before: { number: target.number, title: target.title },
          after: null,
        },
      ],
    }
  },
})
