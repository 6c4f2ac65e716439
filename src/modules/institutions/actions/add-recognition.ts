import { defineAction } from '#platform/actions/define.ts'
import { today as dayOf } from '#platform/clock.ts'
import { checkRecognition, RecognitionInput } from '../recognition.ts'
import { getInstitution } from '../store/record.ts'

/** The department records a recognition (high-quality college, accreditation) by its decision. */
export const addRecognition = defineAction({
  name: 'institutions.add-recognition',
  permission: 'institutions.edit',
  input: RecognitionInput,
  find: (db, input, { app }) => getInstitution(db, input.code, dayOf(app.clock)),
  about: (institution) => ({ institution: institution.id }),
  async run(tx, { input, target, today }) {
    const { code, ...row } = input
    checkRecognition(row, target.type, today)
    const made = await tx
      .insertInto('institutions.recognition')
      .values({ ...row, institution_id: target.id, is_verified: true, confirmed_on: today })
      .returning('id')
      .executeTakeFirstOrThrow()
    const change = { subject: 'institutions.recognition', id: made.id, institution: target.id }
    return { result: { code }, changes: [{ ...change, before: null, after: row }] }
  },
})
