import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, precondition } from '#platform/errors.ts'
import { endKey, getKey } from '../store/key.ts'

/** Stops using a key from today on. What it signed stays signed; the key itself is no longer opened. */
export const endSigningKey = defineAction({
  name: 'diplomas.end-key',
  permission: 'diplomas.keys',
  input: z.object({
    key: z.uuid(),
    version: z.coerce.number().int(),
    reason: z
      .string({ error: 'diplomas.keys.error.reason' })
      .trim()
      .min(5, 'diplomas.keys.error.reason')
      .max(500),
  }),
  find: (db, input) => getKey(db, input.key),
  about: (key) => ({ institution: key.institution_id }),
  async run(tx, { input, target: key, today }) {
    if (key.revoked_on) throw precondition('diplomas.keys.error.ended')
    if (key.version !== input.version || (await endKey(tx, key, today)) === 0) throw conflict()
    return {
      result: { institution: key.institution_id },
      changes: [
        {
          subject: 'diplomas.signing_key',
          id: key.id,
          institution: key.institution_id,
          before: { revoked_on: null },
          after: { revoked_on: today, reason: input.reason, name: key.name },
        },
      ],
    }
  },
})
