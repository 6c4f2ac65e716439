import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { AppError, conflict, invalid, precondition } from '#platform/errors.ts'
import { decisionFields, findDecisionFaults, typedReason } from '../../../records/typed.ts'
import { keepDecision } from '../../../store/decision.ts'
import { getPolicy } from '../../../store/policy.ts'
import { getCohortFacts } from '../../store/facts.ts'
import { councilKinds, findCouncilFault, findRowFaults, sizeOf, TypedMember } from '../council.ts'
import { getCouncil, insertCouncil, withdrawCouncil } from '../store.ts'

/** Most rows the form sends. */
const mostRows = 30

/**
 * Enters the decision that names a council of a cohort's graduation, with its members and their roles
 * (Circular 04/2022/TT-BLĐTBXH, Art. 23–27, 34–35). It is never changed: another decision makes another council.
 */
export const nameCouncil = defineAction({
  name: 'students.name-council',
  permission: 'students.edit',
  input: z.object({
    cohort: z.uuid(),
    kind: z.enum(councilKinds),
    members: z
      .union([z.array(TypedMember), z.record(z.string(), TypedMember)])
      .default([])
      .transform((rows): TypedMember[] => Object.values(rows))
      .pipe(z.array(z.custom<TypedMember>()).max(mostRows)),
    ...decisionFields,
  }),
  find: (db, input) => getCohortFacts(db, input.cohort),
  about: (cohort) => ({ institution: cohort.institution_id }),
  async run(tx, { input, target: cohort, today }) {
    const faults = {
      ...findDecisionFaults(input, { today, isNeeded: true }),
      ...findRowFaults(input.members),
    }
    if (Object.keys(faults).length > 0) throw invalid(faults)
    const members = input.members.flatMap(({ name, role, capacity }) =>
      name && role ? [{ name, role, ...(capacity ? { capacity } : {}) }] : [],
    )
    const { policy } = await getPolicy(tx, cohort.grading_policy_id)
    const size = sizeOf(policy, input.kind)
    const fault = findCouncilFault(members, size)
    if (fault)
      throw new AppError('precondition', {
        key: fault,
        params: { least: size.least, most: size.most ?? 0, have: members.length },
      })
    const decision = await keepDecision(tx, cohort.institution_id, 'council', {
      number: input.decision_no!,
      signed_on: input.decision_date!,
      ...(input.signer ? { signer: input.signer } : {}),
    })
    const row = {
      institution_id: cohort.institution_id,
      cohort_id: cohort.id,
      kind: input.kind,
      decision_id: decision.id,
      members,
    }
    const id = await insertCouncil(tx, row)
    return {
      result: { cohort: cohort.id, council: id },
      changes: [
        ...decision.changes,
        { subject: 'students.council', id, institution: cohort.institution_id, before: null, after: row },
      ],
    }
  },
})

/** Takes back a council that was entered by mistake; one that a frozen list rests on stays. */
export const takeBackCouncil = defineAction({
  name: 'students.withdraw-council',
  permission: 'students.edit',
  input: z.object({ council: z.uuid(), reason: typedReason }),
  find: (db, input) => getCouncil(db, input.council),
  about: (council) => ({ institution: council.institution_id }),
  async run(tx, { input, target: council }) {
    if (!(await withdrawCouncil(tx, council.id, input.reason))) throw conflict()
    // Asked once the council is held: a list that somebody was freezing on it is seen.
    if ((await getCouncil(tx, council.id)).is_used) throw precondition('students.council.error.used')
    return {
      result: { cohort: council.cohort_id },
      changes: [
        {
          subject: 'students.council',
          id: council.id,
          institution: council.institution_id,
          before: { withdrawn_reason: null },
          after: { withdrawn_reason: input.reason },
        },
      ],
    }
  },
})
