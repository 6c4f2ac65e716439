import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { authOf } from '../auth.ts'
import { SentHeaders } from '../own.ts'
import { cookiesOnly } from '../reply.ts'

/** Ends the session of this browser; harmless when there is none. */
export const signOut = defineAction({
  name: 'identity.sign-out',
  permission: 'public',
  input: z.object({ headers: SentHeaders }),
  find: nothing,
  about: () => ({ anywhere: true }),
  async run(_tx, { input, app, actor }) {
    const { headers } = await authOf(app).api.signOut({ headers: input.headers, returnHeaders: true })
    const changes =
      actor.kind === 'account'
        ? [{ subject: 'identity.session', id: actor.id, before: { session: actor.sessionId }, after: null }]
        : []
    return { result: { cookies: cookiesOnly(headers) }, changes }
  },
})
