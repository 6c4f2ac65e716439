import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { today as dayOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import { invalid, precondition } from '#platform/errors.ts'
import { line, neededDay, successionKinds } from '../institution.ts'
import { changeName, changeStanding } from '../store/standing.ts'
import { findInstitution, getInstitution } from '../store/record.ts'
import { nextVersion } from '../store/version.ts'

/** What happened, as the form and its check page carry it. */
export const Succession = z.object({
  code: z.string(),
  kind: z.enum(successionKinds),
  /** Merge, split: code of the institution it goes into, or that was split off. */
  to: line(60),
  /** Rename: the new name. */
  name: line(200),
  short_name: line(60),
  on_date: neededDay,
  decision_no: z.string().trim().min(1, 'institutions.error.decision_no').max(120),
  source: z.string().trim().min(1, 'institutions.error.source').max(200),
})

/**
 * Records a merger, a split, a new name or an end by its decision. Nothing is deleted: the record of the one that ended
 * stays at its address and says what it became.
 */
export const recordSuccession = defineAction({
  name: 'institutions.record-succession',
  permission: 'institutions.edit',
  input: Succession,
  find: (db, input, { app }) => getInstitution(db, input.code, dayOf(app.clock)),
  about: (institution) => ({ institution: institution.id }),
  async run(tx, { input, target: { id }, today }) {
    const { kind, on_date, decision_no, source, name, short_name } = input
    if (on_date > today) throw invalid({ on_date: 'institutions.error.future' })
    await nextVersion(tx, id)
    // Read again under the lock: a colleague may just have recorded the same decision.
    const target = await getInstitution(tx, input.code, today)
    if (target.status === 'merged' || target.status === 'dissolved')
      throw precondition('institutions.error.already_ended')
    const dated = { on_date, decision_no, source, today }
    if (kind === 'rename') {
      if (!name) throw invalid({ name: 'institutions.error.needed' })
      if (name === target.name) throw invalid({ name: 'institutions.error.same_name' })
      await changeName(tx, target.id, { ...dated, name, short_name })
    }
    if (kind === 'merge' || kind === 'split') await linkTo(tx, target.id, input, today)
    if (kind === 'merge') await changeStanding(tx, target.id, { ...dated, status: 'merged' })
    if (kind === 'dissolve') await changeStanding(tx, target.id, { ...dated, status: 'dissolved' })
    return {
      result: { code: target.code, kind },
      changes: [
        {
          subject: 'institutions.succession',
          id: target.id,
          institution: target.id,
          before: { name: target.name, status: target.status },
          after: input,
        },
      ],
    }
  },
})

/** Joins it with the one it goes into or that was split off, which must still be open. */
async function linkTo(tx: Tx, id: string, input: z.infer<typeof Succession>, today: string): Promise<void> {
  const other = input.to ? await findInstitution(tx, input.to, today) : undefined
  const hasEnded = other?.status === 'merged' || other?.status === 'dissolved'
  if (!other || other.id === id || hasEnded) throw invalid({ to: 'institutions.error.successor' })
  const { kind, on_date, decision_no, source } = input
  const made = await tx
    .insertInto('institutions.succession')
    .values({
      from_institution: id,
      to_institution: other.id,
      kind,
      on_date,
      decision_no,
      source,
      is_verified: true,
      confirmed_on: today,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw invalid({ to: 'institutions.error.already_linked' })
}
