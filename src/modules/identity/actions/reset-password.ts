import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { authOf } from '../auth.ts'
import { asking } from '../reply.ts'
import { findResetLink } from '../store/secrets.ts'
import { NewPassword } from '../password.ts'
import { forgetTries } from '#platform/rate.ts'

/** Sets a new password by the link of the letter; every session of the account ends, and a lock of wrong tries with it. */
export const resetPassword = defineAction({
  name: 'identity.reset-password',
  permission: 'public',
  input: z.object({ token: z.string().min(1).max(200), password: NewPassword }),
  find: nothing,
  about: () => ({ anywhere: true }),
  async run(_tx, { input, app }) {
    const account = (await findResetLink(app, input.token)) ?? ''
    const body = { newPassword: input.password, token: input.token }
    await asking(() => authOf(app).api.resetPassword({ body }))
    const found = await app.database.owner.query<{ id: string; name: string; email: string }>(
      `select id, name, email from identity.account where id::text = $1`,
      [account],
    )
    const owner = found.rows[0]
    const tries = `sign-in ${owner?.email ?? ''}`
    await Promise.all([forgetTries(app, tries), forgetTries(app, `closed ${tries}`)])
    return {
      result: undefined,
      by: owner && { id: owner.id, name: owner.name },
      changes: [{ subject: 'identity.password', id: account, before: null, after: { by: 'reset link' } }],
    }
  },
})
