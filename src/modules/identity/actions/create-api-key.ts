import { z } from 'zod'
import { findGrant, may, type Actor } from '#platform/access.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { invalid, notFound, precondition } from '#platform/errors.ts'
import { parseDate } from '#platform/text/index.ts'
import { authOf } from '../auth.ts'
import { limits } from '../limits.ts'
import { ownAccount } from '../own.ts'
import { asking } from '../reply.ts'

const dayMs = 24 * 3600_000

/** Permissions the actor holds, and so may hand to a key. */
export function ownPermissions(actor: Actor): string[] {
  if (actor.kind !== 'account') return []
  return [...new Set(actor.grants.flatMap((grant) => [...grant.permissions]))].toSorted()
}

function isHeld(actor: Actor, permission: string, institution: string | null): boolean {
  return institution ? findGrant(actor, permission, { institution }) !== undefined : may(actor, permission)
}

/** Makes a key for a program: some of one's own permissions, in all of one's area or one school of it, until a day. */
export const createApiKey = defineAction({
  name: 'identity.create-api-key',
  permission: 'signed-in',
  input: z.object({
    name: z
      .string('identity.error.key_name')
      .min(2, 'identity.error.key_name')
      .max(32, 'identity.error.key_name'),
    permissions: z.array(z.string()).min(1, 'identity.error.key_permissions'),
    institution: z.uuid().optional(),
    until: z.string('identity.error.key_end'),
  }),
  find: nothing,
  about: () => ({ anywhere: true }),
  async run(_tx, { input, app, actor, today }) {
    const id = ownAccount(actor)
    const institution = input.institution ?? null
    if (!input.permissions.every((permission) => isHeld(actor, permission, institution)))
      throw invalid({ permissions: 'identity.error.wider_than_own' })
    const until = parseDate(input.until)
    if (!until) throw invalid({ until: 'identity.error.date_form' })
    // The key works through the whole of its last day in Vietnam.
    const seconds = Math.floor((Date.parse(`${until}T23:59:59+07:00`) - app.clock.now().getTime()) / 1000)
    if (until < today || seconds < 1 || seconds * 1000 > limits.apiKeyDays * dayMs)
      throw invalid({ until: 'identity.error.key_end' })
    const scope = { permissions: input.permissions, institution }
    const made = await asking(() =>
      authOf(app).api.createApiKey({
        body: { name: input.name, userId: id, expiresIn: seconds, metadata: scope },
      }),
    )
    return {
      result: { id: made.id, key: made.key },
      changes: [
        {
          subject: 'identity.api-key',
          id: made.id,
          institution,
          before: null,
          after: { name: input.name, until, ...scope },
        },
      ],
    }
  },
})

/** Switches a key off for good. */
export const revokeApiKey = defineAction({
  name: 'identity.revoke-api-key',
  permission: 'signed-in',
  input: z.object({ key: z.uuid() }),
  find: nothing,
  about: () => ({ anywhere: true }),
  async run(tx, { input, actor }) {
    const id = ownAccount(actor)
    const key = await tx
      .selectFrom('identity.api_key')
      .select(['id', 'enabled', 'name'])
      .where('id', '=', input.key)
      .where('account_id', '=', id)
      .executeTakeFirst()
    if (!key) throw notFound()
    if (!key.enabled) throw precondition('identity.error.key_off')
    await tx.updateTable('identity.api_key').set({ enabled: false }).where('id', '=', key.id).execute()
    return {
      result: undefined,
      changes: [
        {
          subject: 'identity.api-key',
          id: key.id,
          before: { name: key.name, enabled: true },
          after: { enabled: false },
        },
      ],
    }
  },
})
