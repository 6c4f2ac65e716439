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
import { endOwnPolicy, insertOwnPolicy, markVerified } from '../store/policy.ts'
import { typedDay } from '../typed.ts'

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

/** Ends a school's own regulation: cohorts that begin later are bound to the national one of their day. */
export const endPolicy = defineAction({
  name: 'students.end-own-policy',
  permission: 'students.approve',
  input: z.object({ id: z.uuid(), to_date: typedDay }),
  find: (db, input) => getPolicy(db, input.id),
  about: (policy) => ({ institution: policy.institution_id ?? undefined }),
  async run(tx, { input, target, today }) {
    if (!target.institution_id) throw precondition('students.policy.error.not_own')
    if (target.to_date && target.to_date < today) throw precondition('students.policy.error.ended')
    if (input.to_date < today || input.to_date < target.from_date)
      throw invalid({ to_date: 'students.policy.error.past' })
    await endOwnPolicy(tx, target.id, input.to_date)
    return {
      result: { id: target.id },
      changes: [
        {
          subject: 'students.grading_policy',
          id: target.id,
          institution: target.institution_id,
          before: { to_date: target.to_date },
          after: { to_date: input.to_date },
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
