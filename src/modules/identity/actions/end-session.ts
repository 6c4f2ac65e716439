import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { notFound } from '#platform/errors.ts'
import { ownAccount } from '../own.ts'

/** Ends one of one's own sessions. */
export const endSession = defineAction({
  name: 'identity.end-session',
  permission: 'signed-in',
  input: z.object({ session: z.uuid() }),
  find: nothing,
  about: () => ({ anywhere: true }),
  async run(tx, { input, actor }) {
    const id = ownAccount(actor)
    const gone = await tx
      .deleteFrom('identity.session')
      .where('id', '=', input.session)
      .where('account_id', '=', id)
      .executeTakeFirst()
    if (gone.numDeletedRows === 0n) throw notFound()
    return {
      result: undefined,
      changes: [{ subject: 'identity.session', id, before: { session: input.session }, after: null }],
    }
  },
})

/** Ends every session of one's own but this one. */
export const endOtherSessions = defineAction({
  name: 'identity.end-other-sessions',
  permission: 'signed-in',
  input: z.object({}),
  find: nothing,
  about: () => ({ anywhere: true }),
  async run(tx, { actor }) {
    const id = ownAccount(actor)
    const here = actor.kind === 'account' ? actor.sessionId : undefined
    let others = tx.deleteFrom('identity.session').where('account_id', '=', id)
    if (here) others = others.where('id', '<>', here)
    const gone = await others.executeTakeFirst()
    const ended = Number(gone.numDeletedRows)
    return {
      result: { ended },
      changes: [{ subject: 'identity.session', id, before: { others: ended }, after: null }],
    }
  },
})
