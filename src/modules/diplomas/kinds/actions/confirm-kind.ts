import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { precondition } from '#platform/errors.ts'
import { getKind, updateKind } from '../store/kind.ts'
import { typedSource } from './add-kind-version.ts'

/** Says that somebody has compared a version with its text, and where it stands there. */
export const confirmKind = defineAction({
  name: 'diplomas.confirm-kind',
  permission: 'diplomas.keep-kinds',
  input: z.object({ kind: z.uuid(), source: typedSource }),
  find: (db, input) => getKind(db, input.kind),
  about: () => ({ province: true }),
  async run(tx, { input, target: kind }) {
    if (kind.is_verified) throw precondition('diplomas.kinds.error.confirmed')
    await updateKind(tx, kind.id, { is_verified: true, source: input.source })
    return {
      result: { id: kind.id },
      changes: [
        {
          subject: 'diplomas.kind',
          id: kind.id,
          before: { is_verified: false, source: kind.source },
          after: { is_verified: true, source: input.source },
        },
      ],
    }
  },
})
