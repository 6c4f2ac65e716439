import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { authOf } from '../auth.ts'
import { limits } from '../limits.ts'
import { ownAccount, SentHeaders } from '../own.ts'
import { NewPassword } from '../password.ts'
import { forgetTries, guardRate } from '#platform/rate.ts'
import { asking, cookiesOnly } from '../reply.ts'

/** Changes one's own password; other sessions end, this one goes on. */
export const changePassword = defineAction({
  name: 'identity.change-password',
  permission: 'signed-in',
  input: z.object({
    current_password: z.string('identity.error.password_missing'),
    password: NewPassword,
    headers: SentHeaders,
  }),
  find: nothing,
  about: () => ({ anywhere: true }),
  async run(_tx, { input, app, actor }) {
    const id = ownAccount(actor)
    const tries = `password ${id}`
    await guardRate(app, tries, limits.wrongPasswords)
    const body = {
      currentPassword: input.current_password,
      newPassword: input.password,
      revokeOtherSessions: true,
    }
    const { headers } = await asking(() =>
      authOf(app).api.changePassword({ body, headers: input.headers, returnHeaders: true }),
    )
    await forgetTries(app, tries)
    return {
      result: { cookies: cookiesOnly(headers) },
      changes: [{ subject: 'identity.password', id, before: null, after: { by: 'own change' } }],
    }
  },
})
