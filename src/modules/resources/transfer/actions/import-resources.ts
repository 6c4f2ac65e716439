import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { takeAll, type Bringer, type Incoming } from '../take-in.ts'

/** Takes resources in as drafts, all of them or none. One whose code is here already is left alone. */
export const importResources = defineAction({
  name: 'resources.import',
  permission: 'resources.keep',
  input: z.object({
    resources: z.custom<Incoming[]>((value) => Array.isArray(value)),
    /** whose the drafts are; nobody's where left out */
    bringer: z.custom<Bringer>((value) => typeof value === 'object').optional(),
  }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input }) {
    const { taken, changes } = await takeAll(tx, input.resources, input.bringer)
    return { result: taken, changes }
  },
})
