import { z } from 'zod'
import { actorLabel } from '#platform/audit/record.ts'
import { defineAction } from '#platform/actions/define.ts'
import { today as dayOf } from '#platform/clock.ts'
import { conflict, precondition } from '#platform/errors.ts'
import { InfrastructureProfile, profileFields } from '../infrastructure.ts'
import { listDeclarations, sentMark } from '../store/infrastructure.ts'
import { getInstitution } from '../store/record.ts'
import { sendWaiting } from '../store/waiting.ts'

/** The institution says what it has today. It counts once the department has confirmed it; a later one takes the place of one that still waits. */
export const declareInfrastructure = defineAction({
  name: 'institutions.declare-infrastructure',
  permission: 'institutions.propose',
  /** `seen`: when the one that waits was sent, as the form had it, empty when none waited; another one since is a conflict. */
  input: InfrastructureProfile.extend({ code: z.string(), seen: z.string().nullish() }),
  find: (db, input, { app }) => getInstitution(db, input.code, dayOf(app.clock)),
  about: (institution) => ({ institution: institution.id }),
  async run(tx, { input, target, actor, app, today }) {
    const { code: _code, seen, ...profile } = input
    if (profileFields.every((field) => profile[field] === null))
      throw precondition('institutions.error.nothing_declared')
    const waiting = (await listDeclarations(tx, target.id)).find((one) => one.state === 'declared')
    if (sentMark(waiting) !== (seen ?? '')) throw conflict()
    const { id: by, name } = actorLabel(actor)
    const row = {
      ...profile,
      declared_on: today,
      declared_by: by,
      declared_by_name: name,
      declared_at: app.clock.now(),
    }
    const about = { institutionId: target.id, waitingId: waiting?.id }
    const id = await sendWaiting(tx, 'institutions.infrastructure', about, row)
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
