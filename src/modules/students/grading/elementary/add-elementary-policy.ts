import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { invalid } from '#platform/errors.ts'
import { typedDay } from '../../records/typed.ts'
import { shippedPolicies } from '../policies.ts'
import { ElementaryNumbers, findElementaryFaults, makeElementaryPolicy, numbersOf } from './elementary.ts'
import { insertElementaryPolicy } from './store.ts'

/**
 * A school enters how it grades the elementary level, with the document it takes the numbers from. Cohorts that begin from
 * that day on are bound to it; it stays marked as not compared with the law until the department says so.
 */
export const addElementaryPolicy = defineAction({
  name: 'students.add-elementary-policy',
  permission: 'students.approve',
  input: z
    .object({
      institution: z.uuid({ error: 'students.error.institution' }),
      name: z.string().trim().min(5).max(200),
      document: z
        .string('students.elementary.error.document')
        .trim()
        .min(3, 'students.elementary.error.document')
        .max(120),
      from_date: typedDay,
    })
    .and(ElementaryNumbers),
  find: nothing,
  about: (_target, input) => ({ institution: input.institution }),
  async run(tx, { input }) {
    const numbers = numbersOf(input)
    const faults = findElementaryFaults(numbers)
    if (Object.keys(faults).length > 0) throw invalid(faults)
    const source = {
      code: 'SO-CAP',
      name: input.name,
      document: input.document,
      from_date: input.from_date,
    }
    const policy = makeElementaryPolicy(shippedPolicies[0]!, numbers, source)
    const id = await insertElementaryPolicy(tx, policy, input.institution)
    if (!id) throw invalid({ from_date: 'students.policy.error.same_day' })
    return {
      result: { id },
      changes: [
        {
          subject: 'students.grading_policy',
          id,
          institution: input.institution,
          before: null,
          after: { ...source, levels: ['so_cap'], numbers, is_verified: false },
        },
      ],
    }
  },
})
