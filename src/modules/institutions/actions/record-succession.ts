import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { today as dayOf } from '#platform/clock.ts'
import { invalid, precondition } from '#platform/errors.ts'
import { line, neededDay, successionKinds } from '../institution.ts'
import { changeName, changeStanding } from '../store/standing.ts'
import { findInstitution, getInstitution } from '../store/record.ts'

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
  async run(tx, { input, target, today }) {
    const { kind, on_date, decision_no, source, name, short_name } = input
    if (on_date > today) throw invalid({ on_date: 'institutions.error.future' })
    if (target.status === 'merged' || target.status === 'dissolved')
      throw precondition('institutions.error.already_ended')
    const dated = { on_date, decision_no, source, today }
    if (kind === 'rename') {
      if (!name) throw invalid({ name: 'institutions.error.needed' })
      await changeName(tx, target.id, { ...dated, name, short_name })
    }
    if (kind === 'merge' || kind === 'split') {
      const other = input.to ? await findInstitution(tx, input.to, today) : undefined
      if (!other || other.id === target.id) throw invalid({ to: 'institutions.error.successor' })
      await tx
        .insertInto('institutions.succession')
        .values({
          from_institution: target.id,
          to_institution: other.id,
          kind,
          on_date,
          decision_no,
          source,
          is_verified: true,
          confirmed_on: today,
        })
        .execute()
    }
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
