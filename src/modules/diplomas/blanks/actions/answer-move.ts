import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import { typedDay, typedReason } from '../../registers/typed.ts'
import { standingOf, type Movement } from '../stock.ts'
import { lockStock } from '../store/lock.ts'
import { getMovement, insertMovement } from '../store/movement.ts'
import { refuseFuture } from './fields.ts'

/** Holds the stock of both schools, always in one order, and reads the move again: nobody else has answered it meanwhile. */
async function holdMove(tx: Tx, { id, institution_id, other_id, kind_code }: Movement): Promise<Movement> {
  for (const school of [institution_id, other_id ?? institution_id].toSorted())
    await lockStock(tx, school, kind_code)
  const move = await getMovement(tx, id)
  if (move.act !== 'move_out' || standingOf(move) !== 'moving')
    throw precondition('diplomas.blanks.error.answered')
  return move
}

/** The school the blanks were sent to takes them in: both sides are written in this act and name each other. */
export const acceptBlanks = defineAction({
  name: 'diplomas.accept-blanks',
  permission: 'diplomas.register',
  input: z.object({ movement: z.uuid(), on_date: typedDay, paper_no: z.string().trim().max(100).optional() }),
  find: (db, input) => getMovement(db, input.movement),
  about: (move) => ({ institution: move.other_id ?? undefined }),
  async run(tx, { input, target, actor, today }) {
    refuseFuture(input.on_date, today)
    const move = await holdMove(tx, target)
    const institution = move.other_id!
    const row = {
      institution_id: institution,
      kind_code: move.kind_code,
      act: 'move_in' as const,
      other_id: move.institution_id,
      other_movement_id: move.id,
      count: move.count,
      first_serial: move.first_serial,
      last_serial: move.last_serial,
      on_date: input.on_date,
      paper_no: input.paper_no ?? move.paper_no,
    }
    const id = await insertMovement(tx, { ...row, by: actorLabel(actor) })
    await tx
      .updateTable('diplomas.blank_movement')
      .set({ other_movement_id: id })
      .where('id', '=', move.id)
      .execute()
    await sql`update diplomas.blank set state = 'left', institution_id = ${institution}::uuid, moving_by = null, moving_to = null,
      version = version + 1 where moving_by = ${move.id}::uuid`.execute(tx)
    return {
      result: { id, institution, count: move.count },
      changes: [
        { subject: 'diplomas.blank_movement', id, institution, before: null, after: row },
        {
          subject: 'diplomas.blank_movement',
          id: move.id,
          institution: move.institution_id,
          before: { other_movement_id: null },
          after: { other_movement_id: id },
        },
      ],
    }
  },
})

const undoing = (name: string, side: (move: Movement) => string | undefined) =>
  defineAction({
    name,
    permission: 'diplomas.register',
    input: z.object({ movement: z.uuid(), reason: typedReason }),
    find: (db, input) => getMovement(db, input.movement),
    about: (move) => ({ institution: side(move) }),
    async run(tx, { input, target, today }) {
      const move = await holdMove(tx, target)
      await sql`select diplomas.return_blanks(${move.id}::uuid)`.execute(tx)
      await tx
        .updateTable('diplomas.blank_movement')
        .set({ undone_on: today, undone_reason: input.reason })
        .where('id', '=', move.id)
        .execute()
      return {
        result: { id: move.id, institution: side(move) ?? move.institution_id, count: move.count },
        changes: [
          {
            subject: 'diplomas.blank_movement',
            id: move.id,
            institution: move.institution_id,
            before: { undone_on: null },
            after: { undone_on: today, undone_reason: input.reason },
          },
        ],
      }
    },
  })

/** The sender takes the blanks back before they were taken in. */
export const recallBlanks = undoing('diplomas.recall-blanks', (move) => move.institution_id)
/** The other school does not take them. */
export const refuseBlanks = undoing('diplomas.refuse-blanks', (move) => move.other_id ?? undefined)
