import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { LearnerFields } from '../learner.ts'
import { getLearner, isLearnerCodeTaken, updateLearner } from '../store/learner.ts'
import { unitIdOf } from './add-learner.ts'

/** Changes what the school keeps of a learner: code, schooling, address. An unchanged ward stays the one of its day. */
export const editLearner = defineAction({
  name: 'students.edit-learner',
  permission: 'students.edit',
  input: LearnerFields.extend({
    id: z.uuid(),
    version: z.coerce.number().int(),
    code: z
      .string({ error: 'students.learner.error.code' })
      .trim()
      .min(1, 'students.learner.error.code')
      .max(30),
    /** The ward is kept as it was written. */
    keep_unit: z.literal('true').optional(),
  }),
  find: (db, input) => getLearner(db, input.id),
  about: (learner) => ({ institution: learner.institution_id }),
  async run(tx, { input, target, today }) {
    if (await isLearnerCodeTaken(tx, target.institution_id, input.code, target.person_id))
      throw invalid({ code: 'students.learner.error.code_taken' })
    const unit = input.keep_unit && !input.unit ? target.unit_id : await unitIdOf(tx, input.unit, today)
    const after = {
      code: input.code,
      schooling: input.schooling ?? null,
      address: input.address ?? null,
      unit_id: unit,
    }
    if ((await updateLearner(tx, target.id, input.version, after)) === 0) throw conflict()
    const { code, schooling, address, unit_id } = target
    return {
      result: { id: target.id },
      changes: [
        {
          subject: 'students.learner',
          id: target.id,
          institution: target.institution_id,
          before: { code, schooling, address, unit_id },
          after,
        },
      ],
    }
  },
})
