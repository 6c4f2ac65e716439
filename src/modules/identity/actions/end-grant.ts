import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { AppError, precondition } from '#platform/errors.ts'
import { grantToGiveBy, placeOfWish, type GrantRow, type GrantWish } from '../grant.ts'
import type { Role } from '../role.ts'
import { getGrant, isLastAdministrator, revokeGrant } from '../store/account.ts'

function wishOf(row: GrantRow): GrantWish {
  return {
    role: row.role as Role,
    area: { kind: row.area_kind, id: row.area_id },
    institution: row.institution_id,
  }
}

/** Ends a grant at once; it stays in the history with who ended it and why. */
export const endGrant = defineAction({
  name: 'identity.end-grant',
  permission: 'identity.manage-accounts',
  input: z.object({ grant: z.uuid(), reason: z.string().max(500).optional() }),
  find: (db, input) => getGrant(db, input.grant),
  about: (grant) => placeOfWish(wishOf(grant)),
  async run(tx, { input, target, actor, today }) {
    if (target.revoked_at) throw precondition('identity.error.grant_ended')
    if (actor.kind !== 'system' && !grantToGiveBy(actor, wishOf(target)))
      throw new AppError('forbidden', 'identity.error.wider_than_own')
    if (await isLastAdministrator(tx, { grant: target.id }, today))
      throw precondition('identity.error.last_administrator')
    await revokeGrant(tx, target.id, actor.kind === 'account' ? actor.id : null, input.reason ?? null)
    const ended = {
      role: target.role,
      area_kind: target.area_kind,
      area_id: target.area_id,
      reason: input.reason ?? null,
    }
    return {
      result: { account: target.account_id },
      changes: [
        {
          subject: 'identity.grant',
          id: target.id,
          institution: target.institution_id,
          before: { ...ended, ended: false },
          after: { ...ended, ended: true },
        },
      ],
    }
  },
})
