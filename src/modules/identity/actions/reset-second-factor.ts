import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { precondition } from '#platform/errors.ts'
import { mayBeManaged } from '../managed.ts'
import { updateAccount } from '../store/account.ts'
import { findManaged, placeOfManaged } from './managed-account.ts'

/**
 * Takes a lost device off somebody else's account: the second factor must be set up anew, passkeys are forgotten, and
 * every session ends.
 * Always a second person's act: nobody resets their own.
 */
export const resetSecondFactor = defineAction({
  name: 'identity.reset-second-factor',
  permission: 'identity.manage-accounts',
  input: z.object({
    id: z.uuid(),
    reason: z.string('identity.error.reason_missing').min(5, 'identity.error.reason_missing').max(500),
  }),
  find: findManaged,
  about: placeOfManaged,
  async run(tx, { input, target, actor }) {
    if (actor.kind === 'account' && actor.id === target.account.id)
      throw precondition('identity.error.not_oneself')
    mayBeManaged(actor, target)
    if (!target.account.two_factor_enabled) throw precondition('identity.error.not_on')
    await updateAccount(tx, target.account.id, target.account.version, { two_factor_enabled: false })
    await tx.deleteFrom('identity.two_factor').where('account_id', '=', target.account.id).execute()
    // The lost device may hold passkeys too, and each opens the account by itself.
    await tx.deleteFrom('identity.passkey').where('account_id', '=', target.account.id).execute()
    await tx.deleteFrom('identity.session').where('account_id', '=', target.account.id).execute()
    return {
      result: { id: target.account.id },
      changes: [
        {
          subject: 'identity.second-factor',
          id: target.account.id,
          institution: target.institution,
          before: { on: true },
          after: { on: false, reason: input.reason },
        },
      ],
    }
  },
})
