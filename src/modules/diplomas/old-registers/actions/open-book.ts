import { z } from 'zod'
import { exampleActor } from '#platform/access.ts'
import { defineAction } from '#platform/actions/define.ts'
import { invalid, precondition } from '#platform/errors.ts'
import { kindCodes } from '../../diploma.ts'
import { findKeeper } from '../../registers/store/keeper.ts'

const firstYear = 1950

/** Opens an old register to be brought in: whose it was, of what kind and year, which volume. */
export const openOldBook = defineAction({
  name: 'diplomas.open-old-book',
  permission: 'diplomas.register',
  input: z.object({
    issuer: z.uuid('diplomas.old.error.school'),
    kind: z.enum(kindCodes, 'diplomas.old.error.kind'),
    year: z.coerce
      .number('diplomas.old.error.year')
      .int()
      .min(firstYear, 'diplomas.old.error.year')
      .max(2200),
    volume: z.string().trim().max(40).optional(),
  }),
  // Of a school that was merged, whoever keeps its papers today.
  find: async (db, input, { app }) =>
    findKeeper(db, input.issuer, app.clock.now().toISOString().slice(0, 10)),
  about: (keeper) => ({ institution: keeper }),
  async run(tx, { input, target: keeper, today, actor }) {
    if (input.year > Number(today.slice(0, 4))) throw invalid({ year: 'diplomas.old.error.year' })
    const made = await tx
      .insertInto('diplomas.book')
      .values({
        issuer_id: input.issuer,
        keeper_id: keeper,
        origin: 'digitised',
        kind_code: input.kind,
        year: input.year,
        volume: input.volume ?? null,
        is_demo: actor === exampleActor,
      })
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) throw precondition('diplomas.old.error.book_there')
    const { kind, year, volume, issuer } = input
    return {
      result: { id: made.id },
      changes: [
        {
          subject: 'diplomas.book',
          id: made.id,
          institution: keeper,
          before: null,
          after: { origin: 'digitised', issuer_id: issuer, kind, year, volume: volume ?? null },
        },
      ],
    }
  },
})
