import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { notFound } from '#platform/errors.ts'
import { ownAccount } from '../own.ts'

/** Notes a passkey that one has just added through better-auth's own ceremony. */
export const noteNewPasskey = defineAction({
  name: 'identity.add-passkey',
  permission: 'signed-in',
  input: z.object({ passkey: z.uuid() }),
  find: nothing,
  about: () => ({ anywhere: true }),
  async run(tx, { input, actor }) {
    const id = ownAccount(actor)
    const found = await tx
      .selectFrom('identity.passkey')
      .select('name')
      .where('id', '=', input.passkey)
      .where('account_id', '=', id)
      .executeTakeFirst()
    if (!found) throw notFound()
    return {
      result: undefined,
      changes: [
        {
          subject: 'identity.passkey',
          id: input.passkey,
          before: null,
          after: { account: id, name: found.name },
        },
      ],
    }
  },
})
