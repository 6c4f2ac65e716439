import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { writeTried, type Tried } from '../store/link-state.ts'

/** Writes what came of trying links. */
export const noteLinks = defineAction({
  name: 'resources.note-links',
  permission: 'resources.keep',
  input: z.object({ tried: z.custom<Tried[]>((value) => Array.isArray(value)) }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input, app }) {
    const changed = await writeTried(tx, input.tried, app.clock.now())
    return {
      result: input.tried.length,
      changes: changed.map((one) => ({
        subject: 'resources.resource',
        id: one.resource,
        institution: null,
        before: { dead_link: !one.is_dead },
        after: { dead_link: one.is_dead },
      })),
    }
  },
})
