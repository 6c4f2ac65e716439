import { may, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import { defineForm, type FormContext } from '#platform/pages/page.ts'
import { changePart } from '../actions/change-part.ts'
import { proposeChange, seenMark } from '../actions/propose-change.ts'
import { changedFields, type PartName, type PartValues } from '../parts.ts'
import { readPart } from '../store/parts.ts'
import { findPending, listReturned, type Proposal, type Returned } from '../store/proposals.ts'
import { getInstitution, type Institution } from '../store/record.ts'

/** What a form about one part needs: the confirmed values, or those of the open request; and how to send it. */
export type PartEditing = {
  institution: Institution
  part: PartName
  subjectId: string | null
  /** The department writes the record itself; the school asks. */
  isDirect: boolean
  values: PartValues
  pending: Proposal | undefined
  /** Why the last request about this part (this campus, this item) came back. */
  returnedFor: string | undefined
  hidden: Record<string, string | number>
}

export async function loadPart(
  db: Db,
  actor: Actor,
  today: string,
  code: string,
  part: PartName,
  subjectId: string | null,
): Promise<PartEditing> {
  const institution = await getInstitution(db, code, today)
  const { id } = institution
  const isDirect = may(actor, 'institutions.edit', { institution: id })
  const [state, found, returned] = await Promise.all([
    readPart(db, id, part, subjectId, today),
    findPending(db, id, part, subjectId, today),
    listReturned(db, [id], today),
  ])
  const pending = isDirect ? undefined : found
  const back = isDirect
    ? undefined
    : returned.find((one) => one.kind === 'proposal' && one.part === part && one.subject_id === subjectId)
  const sending = isDirect ? { version: state.version } : { seen: seenMark(pending) }
  return {
    institution,
    part,
    subjectId,
    isDirect,
    values: pending?.payload ?? (back ? askedAgain(state.values, part, back) : state.values),
    pending: found,
    returnedFor: back?.reason,
    hidden: { part, ...(subjectId ? { subject_id: subjectId } : {}), ...sending },
  }
}

/** The record of today with what was asked for laid over it, so that only the fault is to be mended. */
function askedAgain(now: PartValues, part: PartName, { before, payload }: Returned): PartValues {
  const asked = changedFields(part, before ?? {}, payload ?? {})
  return { ...now, ...Object.fromEntries(asked.map((field) => [field, payload?.[field] ?? null])) }
}

const input = (body: Record<string, unknown>, { params }: FormContext) => ({ ...body, code: params.code })

/** The two ways a part's form is sent. */
export const partForms = {
  propose: defineForm({
    action: proposeChange,
    input,
    then: ({ code }) => ({ to: `/co-so/${code}`, say: 'institutions.said.proposed' }),
  }),
  change: defineForm({
    action: changePart,
    input,
    then: ({ code }) => ({ to: `/co-so/${code}`, say: 'institutions.said.changed' }),
  }),
}
