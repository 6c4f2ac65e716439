import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { KindInput } from '../kind.ts'
import { insertKind } from '../store/kind.ts'

/** Adds kinds as they are shipped, as one act. */
export const loadKinds = defineAction({
  name: 'diplomas.load-kinds',
  permission: 'diplomas.keep-kinds',
  input: z.object({ kinds: z.array(KindInput).min(1) }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input }) {
    const changes = []
    for (const kind of input.kinds)
      changes.push({
        subject: 'diplomas.kind',
        id: await insertKind(tx, kind),
        before: null,
        after: { code: kind.code, from_date: kind.from_date, source: kind.source },
      })
    return { result: { loaded: changes.length }, changes }
  },
})
