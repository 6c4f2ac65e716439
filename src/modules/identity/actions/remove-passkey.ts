import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { notFound } from '#platform/errors.ts'
import { ownAccount } from '../own.ts'

/** Forgets one of one's own passkeys. */
export const removePasskey = defineAction({
  name: 'identity.remove-passkey',
  permission: 'signed-in',
  input: z.object({ passkey: z.uuid() }),
  find: nothing,
  about: () => ({ anywhere: true }),
  async run(tx, { input, actor }) {
    const id = ownAccount(actor)
    const gone = await tx
      .deleteFrom('identity.passkey')
      .where('id', '=', input.passkey)
      .where('account_id', '=', id)
      .executeTakeFirst()
    if (gone.numDeletedRows === 0n) throw notFound()
    return {
      result: undefined,
      changes: [{ subject: 'identity.passkey', id: input.passkey, before: { account: id }, after: null }],
    }
  },
})
