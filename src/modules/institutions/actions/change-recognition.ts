import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { today as dayOf } from '#platform/clock.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { markOf } from '../mark.ts'
import { checkRecognition, RecognitionInput } from '../recognition.ts'
import { lockRecognition } from '../store/details.ts'
import { getInstitution } from '../store/record.ts'

/** The department corrects a recognition, or ends it early where it was withdrawn. */
export const changeRecognition = defineAction({
  name: 'institutions.change-recognition',
  permission: 'institutions.edit',
  /** `seen`: mark of the recognition as the form had it. */
  input: RecognitionInput.extend({ id: z.uuid(), seen: z.string() }),
  find: (db, input, { app }) => getInstitution(db, input.code, dayOf(app.clock)),
  about: (institution) => ({ institution: institution.id }),
  async run(tx, { input, target, today }) {
    const { code, id, seen, ...row } = input
    checkRecognition(row, target.type, today)
    const before = await lockRecognition(tx, target.id, id)
    if (!before) throw notFound()
    if (markOf(id, before) !== seen) throw conflict()
    await tx
      .updateTable('institutions.recognition')
      .set({ ...row, is_verified: true, confirmed_on: today, is_demo: false })
      .where('id', '=', id)
      .execute()
    const change = { subject: 'institutions.recognition', id, institution: target.id }
    return { result: { code }, changes: [{ ...change, before, after: row }] }
  },
})
