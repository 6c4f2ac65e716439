import { sql } from 'kysely'
import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { exampleActor } from '#platform/access.ts'
import { defineAction } from '#platform/actions/define.ts'
import { today } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import { invalid, precondition } from '#platform/errors.ts'
import { kindCodes, type KindCode } from '../../diploma.ts'
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
  find: (db, input, { app }) => findKeeper(db, input.issuer, today(app.clock)),
  about: (keeper) => ({ institution: keeper }),
  async run(tx, { input, target: keeper, today: day, actor }) {
    if (!(await institutionNames(tx, [input.issuer], day)).has(input.issuer))
      throw invalid({ issuer: 'diplomas.old.error.school' })
    if (input.year > Number(day.slice(0, 4))) throw invalid({ year: 'diplomas.old.error.year' })
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
    if (!made) throw precondition(await whyThere(tx, input, keeper))
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

type Asked = { issuer: string; kind: KindCode; year: number; volume?: string | undefined }

/** A book that is there stands in the list of its keeper: after a merger the former one, until it is handed over. */
async function whyThere(tx: Tx, { issuer, kind, year, volume }: Asked, keeper: string): Promise<string> {
  const known = await sql<{
    keeper_id: string
  }>`select keeper_id from diplomas.book where issuer_id = ${issuer}::uuid
    and purpose = 'original' and origin = 'digitised' and kind_code = ${kind} and year = ${year}
    and volume is not distinct from ${volume ?? null}`.execute(tx)
  return known.rows[0]?.keeper_id === keeper
    ? 'diplomas.old.error.book_there'
    : 'diplomas.old.error.book_elsewhere'
}
