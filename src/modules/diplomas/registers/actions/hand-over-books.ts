import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { invalid, precondition } from '#platform/errors.ts'
import { moveBooks } from '../store/book.ts'
import { findKeeper } from '../store/keeper.ts'
import { typedDay } from '../typed.ts'

/**
 * Hands the books of a school to their keeper: by itself the school it was merged into. What stands in them stays under the name of
 * the school that issued it.
 */
export const handOverBooks = defineAction({
  name: 'diplomas.hand-over-books',
  permission: 'diplomas.move-books',
  input: z.object({
    issuer: z.uuid('diplomas.registers.error.issuer'),
    keeper: z.uuid().optional(),
    on_date: typedDay,
    paper_no: z
      .string({ error: 'diplomas.registers.error.paper' })
      .trim()
      .min(1, 'diplomas.registers.error.paper')
      .max(100),
  }),
  find: nothing,
  about: (_nothing, input) => ({ institution: input.issuer }),
  async run(tx, { input, today }) {
    if (input.on_date > today) throw invalid({ on_date: 'diplomas.registers.error.future' })
    const keeper = input.keeper ?? (await findKeeper(tx, input.issuer, input.on_date))
    if (!input.keeper && keeper === input.issuer)
      throw invalid({ keeper: 'diplomas.registers.error.no_heir' })
    if (!(await institutionNames(tx, [keeper], today)).has(keeper))
      throw invalid({ keeper: 'diplomas.registers.error.keeper' })
    const moved = await moveBooks(tx, input.issuer, keeper)
    if (moved.length === 0) throw precondition('diplomas.registers.error.nothing_to_hand')
    const ids = [keeper, ...moved.map((book) => book.keeper_id)]
    const names = await institutionNames(tx, ids, today)
    return {
      result: { issuer: input.issuer, keeper: names.get(keeper)!, books: moved.length },
      changes: moved.map((book) => ({
        subject: 'diplomas.book',
        id: book.id,
        institution: keeper,
        before: { keeper_id: book.keeper_id, keeper: names.get(book.keeper_id) ?? null },
        after: {
          keeper_id: keeper,
          keeper: names.get(keeper)!,
          on_date: input.on_date,
          paper_no: input.paper_no,
        },
      })),
    }
  },
})
