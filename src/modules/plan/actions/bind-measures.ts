import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { indicatorCode } from '../input.ts'

/**
 * Gives indicators that nothing could count so far the measure a newer release brings. Every definition of the code
 * gets it: the days before are counted by the same records.
 */
export const bindMeasures = defineAction({
  name: 'plan.bind-measures',
  permission: 'plan.edit',
  /** Measure name by indicator code. */
  input: z.object({ measures: z.record(indicatorCode, z.string().min(1)) }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input }) {
    const changes = []
    for (const [code, measure] of Object.entries(input.measures)) {
      const bound = await tx
        .updateTable('plan.indicator')
        .set({ measure })
        .where('code', '=', code)
        .where('measure', 'is', null)
        .returning('id')
        .execute()
      for (const { id } of bound)
        changes.push({
          subject: 'plan.indicator',
          id,
          before: { code, measure: null },
          after: { code, measure },
        })
    }
    return { result: { bound: changes.length }, changes }
  },
})
