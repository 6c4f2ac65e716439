import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { today as dayOf } from '#platform/clock.ts'
import { invalid } from '#platform/errors.ts'
import { line, writtenDay } from '../institution.ts'
import { changeStanding, withdrawMergers } from '../store/standing.ts'
import { getInstitution } from '../store/record.ts'
import { nextVersion } from '../store/version.ts'

/**
 * The department records whether the institution works, from a day on. Without a day it corrects (or confirms) the
 * standing that is on record now; where that was a merger recorded by mistake, the mark of the merger goes too.
 */
export const setStanding = defineAction({
  name: 'institutions.set-standing',
  permission: 'institutions.edit',
  input: z.object({
    code: z.string(),
    status: z.enum(['active', 'suspended', 'dissolved', 'unknown']),
    on_date: writtenDay,
    decision_no: line(120),
    source: z.string().trim().min(1, 'institutions.error.source').max(200),
    version: z.coerce.number().int(),
  }),
  find: (db, input, { app }) => getInstitution(db, input.code, dayOf(app.clock)),
  about: (institution) => ({ institution: institution.id }),
  async run(tx, { input, target, today }) {
    if (input.on_date && input.on_date > today) throw invalid({ on_date: 'institutions.error.future' })
    await nextVersion(tx, target.id, input.version)
    const { status, on_date, decision_no, source } = input
    const withdrawn = target.status === 'merged' && !on_date ? await withdrawMergers(tx, target.id) : []
    await changeStanding(tx, target.id, { status, on_date, decision_no, source, today })
    return {
      result: { code: target.code },
      changes: [
        {
          subject: 'institutions.standing',
          id: target.id,
          institution: target.id,
          before: { status: target.status, ...(withdrawn.length > 0 ? { merged_into: withdrawn } : {}) },
          after: { status, on_date, decision_no, source },
        },
      ],
    }
  },
})
