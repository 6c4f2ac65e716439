import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { indicatorCode } from '../input.ts'

/**
 * Gives indicators that nothing could count so far the measure a newer release brings. Every definition of the code
 * gets it: the days before are counted by the same records. What the measure leaves out is said with it, where nothing
 * was said yet.
 */
export const bindMeasures = defineAction({
  name: 'plan.bind-measures',
  permission: 'plan.edit',
  input: z.object({
    /** Measure name by indicator code. */
    measures: z.record(indicatorCode, z.string().min(1)),
    /** What the measure does not cover, by indicator code. */
    caveats: z.record(indicatorCode, z.object({ vi: z.string().min(1), en: z.string().min(1) })).default({}),
  }),
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
      const caveat = input.caveats[code]
      if (caveat)
        await sql`update plan.indicator set words = jsonb_set(jsonb_set(words, '{vi,caveat}', to_jsonb(${caveat.vi}::text)),
            '{en,caveat}', to_jsonb(${caveat.en}::text))
          where id = any(${bound.map((row) => row.id)}::uuid[]) and words #>> '{vi,caveat}' is null`.execute(
          tx,
        )
      for (const { id } of bound)
        changes.push({
          subject: 'plan.indicator',
          id,
          before: { code, measure: null },
          after: { code, measure, ...(caveat ? { caveat } : {}) },
        })
    }
    return { result: { bound: changes.length }, changes }
  },
})
