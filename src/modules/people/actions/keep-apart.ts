import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { notFound } from '#platform/errors.ts'
import { insertDistinct } from '../store/duplicates.ts'

/** Somebody looked: two records that resemble one another are two people. */
export const keepApart = defineAction({
  name: 'people.keep-apart',
  permission: 'people.merge',
  input: z.object({
    a: z.uuid(),
    b: z.uuid(),
    reason: z.string({ error: 'people.error.reason' }).trim().min(5, 'people.error.reason').max(300),
  }),
  async find(db, input) {
    const found = await db
      .selectFrom('people.person')
      .select('id')
      .where('id', 'in', [input.a, input.b])
      .execute()
    if (found.length < 2) throw notFound()
    return found
  },
  about: () => ({ province: true }),
  async run(tx, { input }) {
    await insertDistinct(tx, input.a, input.b, input.reason)
    return {
      result: { a: input.a, b: input.b },
      changes: [
        {
          subject: 'people.person',
          id: input.a,
          before: null,
          after: { distinct_from: input.b, reason: input.reason },
        },
      ],
    }
  },
})
