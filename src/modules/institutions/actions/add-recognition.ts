import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { today as dayOf } from '#platform/clock.ts'
import { invalid } from '#platform/errors.ts'
import { line, neededDay, recognitionKinds, writtenDay } from '../institution.ts'
import { getInstitution } from '../store/record.ts'

/** The department records a recognition (high-quality college, accreditation) by its decision. */
export const addRecognition = defineAction({
  name: 'institutions.add-recognition',
  permission: 'institutions.edit',
  input: z.object({
    code: z.string(),
    kind: z.enum(recognitionKinds),
    decision_no: z.string().trim().min(1, 'institutions.error.needed').max(120),
    decision_date: neededDay,
    issuer: line(160),
    valid_from: neededDay,
    valid_to: writtenDay,
    source: z.string().trim().min(1, 'institutions.error.source').max(200),
  }),
  find: (db, input, { app }) => getInstitution(db, input.code, dayOf(app.clock)),
  about: (institution) => ({ institution: institution.id }),
  async run(tx, { input, target, today }) {
    const { code: _, ...row } = input
    if (row.kind === 'high_quality_college' && target.type !== 'college')
      throw invalid({ kind: 'institutions.error.only_college' })
    if (row.valid_to && row.valid_to < row.valid_from)
      throw invalid({ valid_to: 'institutions.error.day_order' })
    const made = await tx
      .insertInto('institutions.recognition')
      .values({ ...row, institution_id: target.id, is_verified: true, confirmed_on: today })
      .returning('id')
      .executeTakeFirstOrThrow()
    return {
      result: { code: target.code },
      changes: [
        {
          subject: 'institutions.recognition',
          id: made.id,
          institution: target.id,
          before: null,
          after: row,
        },
      ],
    }
  },
})
