import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { authOf } from '../auth.ts'
import { asking } from '../reply.ts'
import { NewPassword } from '../password.ts'
import { forgetTries } from '../rate.ts'

/** Sets a new password by the link of the letter; every session of the account ends, and a lock of wrong tries with it. */
export const resetPassword = defineAction({
  name: 'identity.reset-password',
  permission: 'public',
  input: z.object({ token: z.string().min(1).max(200), password: NewPassword }),
  find: nothing,
  about: () => ({ anywhere: true }),
  async run(_tx, { input, app }) {
    const auth = authOf(app)
    const link = await (
      await auth.$context
    ).internalAdapter.findVerificationValue(`reset-password:${input.token}`)
    await asking(() => auth.api.resetPassword({ body: { newPassword: input.password, token: input.token } }))
    const account = link?.value ?? ''
    const found = await app.database.owner.query<{ email: string }>(
      `select email from identity.account where id::text = $1`,
      [account],
    )
    const tries = `sign-in ${found.rows[0]?.email ?? ''}`
    await Promise.all([forgetTries(app, tries), forgetTries(app, `closed ${tries}`)])
    return {
      result: undefined,
      changes: [{ subject: 'identity.password', id: account, before: null, after: { by: 'reset link' } }],
    }
  },
})
