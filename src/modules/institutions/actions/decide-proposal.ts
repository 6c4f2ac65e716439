import { z } from 'zod'
import { actorLabel } from '#platform/audit/record.ts'
import { defineAction } from '#platform/actions/define.ts'
import { today as dayOf } from '#platform/clock.ts'
import { conflict, invalid, notFound, precondition } from '#platform/errors.ts'
import { line } from '../institution.ts'
import { changedFields } from '../parts.ts'
import { applyPart } from '../store/apply.ts'
import { readPart } from '../store/parts.ts'
import { findProposal, lockProposal } from '../store/proposals.ts'
import { seenMark } from './propose-change.ts'

/** The department accepts a proposal, which changes the public record with today's date, or returns it with a reason. */
export const decideProposal = defineAction({
  name: 'institutions.decide-proposal',
  permission: 'institutions.confirm',
  input: z.object({
    id: z.uuid(),
    decision: z.enum(['accept', 'return'], 'institutions.error.decision'),
    reason: line(500),
    /** Mark of the sending that was looked at. */
    seen: z.string(),
  }),
  async find(db, { id }, { app }) {
    const proposal = await findProposal(db, id, dayOf(app.clock))
    if (!proposal) throw notFound()
    return proposal
  },
  about: (proposal) => ({ institution: proposal.institution_id }),
  async run(tx, { input, target, actor, app, today }) {
    const proposal = await lockProposal(tx, target.id, today)
    if (proposal?.state !== 'pending') throw precondition('institutions.error.decided')
    if (seenMark(proposal) !== input.seen) throw conflict('institutions.error.proposal_changed')
    if (input.decision === 'return' && !input.reason) throw invalid({ reason: 'institutions.error.reason' })
    const { institution_id: institutionId, part, subject_id: subjectId } = proposal
    const changes = []
    if (input.decision === 'accept') {
      const now = await readPart(tx, institutionId, part, subjectId, today)
      const asked = changedFields(part, proposal.before, proposal.payload)
      const moved = changedFields(part, proposal.before, now.values).filter((field) => asked.includes(field))
      if (moved.length > 0) throw conflict('institutions.error.record_changed')
      // Only what was asked is written; what others changed meanwhile in other fields stays.
      const values = {
        ...now.values,
        ...Object.fromEntries(asked.map((field) => [field, proposal.payload[field] ?? null])),
      }
      const source = `${proposal.institution_name} đề xuất, Sở xác nhận`
      const apply = { institutionId, part, subjectId, values, source, today, looked: asked }
      changes.push(...(await applyPart(tx, apply)))
    }
    const { id: by, name } = actorLabel(actor)
    const state = input.decision === 'accept' ? ('accepted' as const) : ('returned' as const)
    await tx
      .updateTable('institutions.proposal')
      .set({
        state,
        reason: input.reason,
        decided_by: by,
        decided_by_name: name,
        decided_at: app.clock.now(),
      })
      .where('id', '=', proposal.id)
      .execute()
    changes.push({
      subject: 'institutions.proposal',
      id: proposal.id,
      institution: institutionId,
      before: { state: 'pending' },
      after: { state, reason: input.reason },
    })
    return { result: { state, code: proposal.institution_code }, changes }
  },
})
