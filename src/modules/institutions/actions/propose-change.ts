import { z } from 'zod'
import { actorLabel } from '#platform/audit/record.ts'
import { defineAction } from '#platform/actions/define.ts'
import { today as dayOf } from '#platform/clock.ts'
import { conflict, precondition } from '#platform/errors.ts'
import { line } from '../institution.ts'
import { markOf } from '../mark.ts'
import { changedFields, partInput, payloadOf } from '../parts.ts'
import { complete } from '../store/apply.ts'
import { readPart } from '../store/parts.ts'
import { findPending } from '../store/proposals.ts'
import { getInstitution } from '../store/record.ts'
import { sendWaiting } from '../store/waiting.ts'

/** The school asks the department to change a part of its public record. A later request about the same thing takes the place of an open one. */
export const proposeChange = defineAction({
  name: 'institutions.propose-change',
  permission: 'institutions.propose',
  /** `seen`: the open request that was on the form, empty when there was none; another one since is a conflict. */
  input: partInput({ note: line(500), seen: z.string().nullish() }),
  find: (db, input, { app }) => getInstitution(db, input.code, dayOf(app.clock)),
  about: (institution) => ({ institution: institution.id }),
  async run(tx, { input, target, actor, app, today }) {
    const { part, subject_id: subject } = input
    const pending = await findPending(tx, target.id, part, subject, today)
    if ((pending ? seenMark(pending) : '') !== (input.seen ?? '')) throw conflict()
    const { values: before } = await readPart(tx, target.id, part, subject, today)
    const values = payloadOf(part, input)
    const payload = await complete(tx, { institutionId: target.id, part, values }, before)
    const changed = changedFields(part, before, payload)
    if (changed.length === 0) throw precondition('institutions.error.no_change')
    const { id: by, name } = actorLabel(actor)
    const row = {
      part,
      subject_id: subject,
      payload: JSON.stringify(payload),
      before: JSON.stringify(before),
      note: input.note,
      proposed_by: by,
      proposed_by_name: name,
      proposed_at: app.clock.now(),
    }
    const about = { institutionId: target.id, waitingId: pending?.id }
    const id = await sendWaiting(tx, 'institutions.proposal', about, row)
    const pick = (values: Record<string, unknown>) =>
      Object.fromEntries(changed.map((field) => [field, values[field]]))
    return {
      result: { id, code: target.code },
      changes: [
        {
          subject: 'institutions.proposal',
          id,
          institution: target.id,
          before: pending ? pick(pending.payload) : null,
          after: { part, ...pick(payload) },
        },
      ],
    }
  },
})

/** Says which request, and which sending of it, a form was made from. */
export function seenMark(pending: { id: string; payload: unknown } | undefined): string {
  return pending ? markOf(pending.id, pending.payload) : ''
}
