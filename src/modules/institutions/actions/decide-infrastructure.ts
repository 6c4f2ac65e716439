import { z } from 'zod'
import { actorLabel } from '#platform/audit/record.ts'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, invalid, notFound, precondition } from '#platform/errors.ts'
import { line } from '../institution.ts'
import { findDeclaration, lockDeclaration, sentMark } from '../store/infrastructure.ts'

/** The department confirms a declaration of infrastructure, or returns it with a reason. */
export const decideInfrastructure = defineAction({
  name: 'institutions.decide-infrastructure',
  permission: 'institutions.confirm',
  input: z.object({
    id: z.uuid(),
    decision: z.enum(['accept', 'return'], 'institutions.error.decision'),
    reason: line(500),
    /** When the declaration that was looked at was sent, ISO. */
    seen: z.string(),
  }),
  async find(db, { id }) {
    const declaration = await findDeclaration(db, id)
    if (!declaration) throw notFound()
    return declaration
  },
  about: (declaration) => ({ institution: declaration.institution_id }),
  async run(tx, { input, target, actor, app, today }) {
    const declaration = await lockDeclaration(tx, target.id)
    if (declaration?.state !== 'declared') throw precondition('institutions.error.decided')
    if (sentMark(declaration) !== input.seen) throw conflict('institutions.error.proposal_changed')
    if (input.decision === 'return' && !input.reason) throw invalid({ reason: 'institutions.error.reason' })
    const { id: by, name } = actorLabel(actor)
    const state = input.decision === 'accept' ? ('confirmed' as const) : ('returned' as const)
    await tx
      .updateTable('institutions.infrastructure')
      .set({
        state,
        reason: input.reason,
        decided_by: by,
        decided_by_name: name,
        decided_at: app.clock.now(),
        decided_on: today,
      })
      .where('id', '=', target.id)
      .execute()
    return {
      result: { state },
      changes: [
        {
          subject: 'institutions.infrastructure',
          id: target.id,
          institution: target.institution_id,
          before: { state: 'declared' },
          after: { state, reason: input.reason },
        },
      ],
    }
  },
})
