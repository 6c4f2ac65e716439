import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import { getPolicy } from '../../store/policy.ts'
import {
  fieldOf,
  findNumberFaults,
  makeOwnPolicy,
  ownFields,
  OwnPolicyFields,
  type OwnNumbers,
} from '../own-policy.ts'
import { insertOwnPolicy, markVerified } from '../store/policy.ts'

/**
 * A school's own grading regulation from a day on: a copy of one in force with the numbers the principal decides. Cohorts
 * that begin from that day on are bound to it; those bound to another keep theirs.
 */
export const addOwnPolicy = defineAction({
  name: 'students.add-own-policy',
  permission: 'students.approve',
  input: OwnPolicyFields.extend({
    base: z.uuid(),
    institution: z.uuid({ error: 'students.error.institution' }),
  }),
  find: (db, input) => getPolicy(db, input.base),
  about: (_base, input) => ({ institution: input.institution }),
  async run(tx, { input, target, today }) {
    const typed = input as Record<string, unknown>
    const numbers = Object.fromEntries(
      ownFields.map(({ path }) => [path, typed[fieldOf(path)]]),
    ) as OwnNumbers
    const faults = findNumberFaults(numbers)
    if (input.from_date < today) faults.from_date = 'students.policy.error.past'
    if (target.institution_id && target.institution_id !== input.institution)
      throw precondition('students.policy.error.other_school')
    if (Object.keys(faults).length > 0) throw invalid(faults)
    const policy = makeOwnPolicy(target.policy, {
      code: target.institution_id ? target.code : `${target.code}-RIENG`,
      name: input.name,
      from_date: input.from_date,
      document: input.decision_no,
      numbers,
    })
    const id = await insertOwnPolicy(tx, policy, input.institution)
    if (!id) throw invalid({ from_date: 'students.policy.error.same_day' })
    return {
      result: { id },
      changes: [
        {
          subject: 'students.grading_policy',
          id,
          institution: input.institution,
          before: null,
          after: {
            code: policy.code,
            name: policy.title_vi,
            from_date: policy.from_date,
            document: policy.document,
            numbers,
          },
        },
      ],
    }
  },
})

/** The department has compared a national policy with the text of the law. */
export const verifyPolicy = defineAction({
  name: 'students.verify-policy',
  permission: 'students.keep-policies',
  input: z.object({ id: z.uuid() }),
  find: (db, input) => getPolicy(db, input.id),
  about: () => ({ province: true }),
  async run(tx, { target }) {
    if ((await markVerified(tx, target.id)) === 0) throw conflict()
    return {
      result: { id: target.id },
      changes: [
        {
          subject: 'students.grading_policy',
          id: target.id,
          before: { is_verified: false },
          after: { is_verified: true },
        },
      ],
    }
  },
})
