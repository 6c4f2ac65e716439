import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel, type Change } from '#platform/audit/record.ts'
import { precondition } from '#platform/errors.ts'
import { findBuiltOn, getReorganisation, listChangedUnits, lockTree } from '../store/reorganisations.ts'

/**
 * Takes a reorganisation back: its new units and successions go, its old units are in force again.
 * Boundaries imported for the new units go with them.
 * @throws AppError precondition when something newer stands on it
 */
export const undoReorganisation = defineAction({
  name: 'places.undo-reorganisation',
  permission: 'places.reorganise',
  input: z.object({ id: z.uuid() }),
  find: (db, { id }) => getReorganisation(db, id),
  about: () => ({ province: true }),
  async run(tx, { input, actor, app }) {
    await lockTree(tx)
    const done = await getReorganisation(tx, input.id)
    if (done.state !== 'done') throw precondition('places.reorganise.not_done')
    const built = await findBuiltOn(tx, done.id)
    if (built.later > 0) throw precondition('places.reorganise.built_on', { count: built.later })
    if (built.uses > 0) throw precondition('places.reorganise.in_use', { count: built.uses })
    const { ended, begun } = await listChangedUnits(tx, done.id)
    await sql`delete from places.boundary b using places.unit u where u.id = b.unit_id and u.begun_by = ${done.id}::uuid`.execute(
      tx,
    )
    await tx.deleteFrom('places.succession').where('reorganisation_id', '=', done.id).execute()
    await tx.deleteFrom('places.unit').where('begun_by', '=', done.id).execute()
    await tx
      .updateTable('places.unit')
      .set({ to_date: null, ended_by: null })
      .where('ended_by', '=', done.id)
      .execute()
    await sql`update places.reorganisation set state = 'undone', undone_by = ${actorLabel(actor).name}, undone_at = ${app.clock.now()}
      where id = ${done.id}::uuid`.execute(tx)
    const changes: Change[] = [
      {
        subject: 'places.reorganisation',
        id: done.id,
        before: { title: done.title, state: 'done' },
        after: { title: done.title, state: 'undone' },
      },
      ...begun.map((unit) => ({
        subject: 'places.unit',
        id: unit.id,
        before: { code: unit.code, name: unit.name, from_date: unit.from_date },
        after: null,
      })),
      ...ended.map((unit) => ({
        subject: 'places.unit',
        id: unit.id,
        before: { code: unit.code, name: unit.name, to_date: unit.to_date },
        after: { code: unit.code, name: unit.name, to_date: null },
      })),
    ]
    return { result: { id: done.id }, changes }
  },
})
