import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { today as dayOf } from '#platform/clock.ts'
import { partInput, payloadOf } from '../parts.ts'
import { applyPart } from '../store/apply.ts'
import { getInstitution } from '../store/record.ts'

/** The department writes a part of the record itself; everything in it counts as confirmed today, with the source it names. */
export const changePart = defineAction({
  name: 'institutions.change-part',
  permission: 'institutions.edit',
  input: partInput({
    source: z.string().trim().min(1, 'institutions.error.source').max(200),
    version: z.coerce.number().int().min(0),
  }),
  find: (db, input, { app }) => getInstitution(db, input.code, dayOf(app.clock)),
  about: (institution) => ({ institution: institution.id }),
  async run(tx, { input, target, today }) {
    const { part, subject_id: subjectId, source, version } = input
    const changes = await applyPart(tx, {
      institutionId: target.id,
      part,
      subjectId,
      values: payloadOf(part, input),
      source,
      today,
      version,
    })
    return { result: { code: target.code }, changes }
  },
})
