import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { precondition } from '#platform/errors.ts'
import { mayBeManaged } from '../managed.ts'
import { isLastAdministrator, updateAccount } from '../store/account.ts'
import { findManaged, placeOfManaged } from './managed-account.ts'

const Input = z.object({
  id: z.uuid(),
  version: z.coerce.number().int(),
  reason: z.string('identity.error.reason_missing').min(5, 'identity.error.reason_missing').max(500),
})

/** Closes an account at once: sessions end and keys stop working until it is opened again. */
export const blockAccount = defineAction({
  name: 'identity.block-account',
  permission: 'identity.manage-accounts',
  input: Input,
  find: findManaged,
  about: placeOfManaged,
  async run(tx, { input, target, actor, today }) {
    const { account } = target
    if (actor.kind === 'account' && actor.id === account.id) throw precondition('identity.error.not_oneself')
    mayBeManaged(actor, target)
    if (account.state === 'blocked') throw precondition('identity.error.already_blocked')
    if (await isLastAdministrator(tx, { account: account.id }, today))
      throw precondition('identity.error.last_administrator')
    await updateAccount(tx, account.id, input.version, { state: 'blocked', blocked_reason: input.reason })
    await tx.deleteFrom('identity.session').where('account_id', '=', account.id).execute()
    return {
      result: { id: account.id },
      changes: [
        {
          subject: 'identity.account',
          id: account.id,
          institution: target.institution,
          before: { state: account.state },
          after: { state: 'blocked', reason: input.reason },
        },
      ],
    }
  },
})

/** Opens a blocked account again, as it was: invited people still have to answer their invitation. */
export const unblockAccount = defineAction({
  name: 'identity.unblock-account',
  permission: 'identity.manage-accounts',
  input: Input.omit({ reason: true }),
  find: findManaged,
  about: placeOfManaged,
  async run(tx, { input, target, actor }) {
    const { account } = target
    mayBeManaged(actor, target)
    if (account.state !== 'blocked') throw precondition('identity.error.not_blocked')
    const proof = await tx
      .selectFrom('identity.credential')
      .select('provider_id')
      .where('account_id', '=', account.id)
      .executeTakeFirst()
    const state = proof ? 'active' : 'invited'
    await updateAccount(tx, account.id, input.version, { state, blocked_reason: null })
    return {
      result: { id: account.id },
      changes: [
        {
          subject: 'identity.account',
          id: account.id,
          institution: target.institution,
          before: { state: 'blocked' },
          after: { state },
        },
      ],
    }
  },
})
