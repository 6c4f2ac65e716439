import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { precondition } from '#platform/errors.ts'
import { authOf } from '../auth.ts'
import { SentHeaders } from '../own.ts'
import { NewPassword } from '../password.ts'
import { asking, cookiesOnly } from '../reply.ts'
import { acceptInvitation as openAccount, findInvitation } from '../store/secrets.ts'
import { setUpPath } from '../role.ts'

/** Answers an invitation: the first password is set, the account opens, and the person is signed in. */
export const acceptInvitation = defineAction({
  name: 'identity.accept-invitation',
  permission: 'public',
  input: z.object({ token: z.string().min(1).max(200), password: NewPassword, headers: SentHeaders }),
  async find(_db, input, { app }) {
    const invitation = await findInvitation(app, input.token)
    if (!invitation) throw precondition('identity.error.old_link')
    return invitation
  },
  about: () => ({ anywhere: true }),
  async run(_tx, { input, target, app }) {
    if (!(await openAccount(app, input.token, input.password))) throw precondition('identity.error.old_link')
    const body = { email: target.email, password: input.password }
    const { headers } = await asking(() =>
      authOf(app).api.signInEmail({ body, headers: input.headers, returnHeaders: true }),
    )
    return {
      result: { to: setUpPath, cookies: cookiesOnly(headers) },
      by: { id: target.account_id, name: target.name },
      changes: [
        {
          subject: 'identity.account',
          id: target.account_id,
          before: { state: 'invited' },
          after: { state: 'active' },
        },
      ],
    }
  },
})
