import { z } from 'zod'
import { actorLabel } from '#platform/audit/record.ts'
import { defineAction } from '#platform/actions/define.ts'
import { today as dayOf } from '#platform/clock.ts'
import { precondition } from '#platform/errors.ts'
import { InfrastructureProfile, profileFields } from '../infrastructure.ts'
import { listDeclarations } from '../store/infrastructure.ts'
import { getInstitution } from '../store/record.ts'

/** The institution says what it has today. It counts once the department has confirmed it; a later one takes the place of one that still waits. */
export const declareInfrastructure = defineAction({
  name: 'institutions.declare-infrastructure',
  permission: 'institutions.propose',
  input: InfrastructureProfile.extend({ code: z.string() }),
  find: (db, input, { app }) => getInstitution(db, input.code, dayOf(app.clock)),
  about: (institution) => ({ institution: institution.id }),
  async run(tx, { input, target, actor, app, today }) {
    const { code: _, ...profile } = input
    if (profileFields.every((field) => profile[field] === null))
      throw precondition('institutions.error.nothing_declared')
    const waiting = (await listDeclarations(tx, target.id)).find((one) => one.state === 'declared')
    const { id: by, name } = actorLabel(actor)
    const row = {
      ...profile,
      declared_on: today,
      declared_by: by,
      declared_by_name: name,
      declared_at: app.clock.now(),
    }
    const id = waiting
      ? (
          await tx
            .updateTable('institutions.infrastructure')
            .set(row)
            .where('id', '=', waiting.id)
            .returning('id')
            .executeTakeFirstOrThrow()
        ).id
      : (
          await tx
            .insertInto('institutions.infrastructure')
            .values({ ...row, institution_id: target.id })
            .returning('id')
            .executeTakeFirstOrThrow()
        ).id
    const before = waiting ? Object.fromEntries(profileFields.map((field) => [field, waiting[field]])) : null
    return {
      result: { id, code: target.code },
      changes: [
        {
          subject: 'institutions.infrastructure',
          id,
          institution: target.id,
          before,
          after: { ...profile, declared_on: today },
        },
      ],
    }
  },
})
