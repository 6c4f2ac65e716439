import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { kindCodes } from '../../diploma.ts'
import { savePattern } from '../store/pattern.ts'

const Row = z.object({
  kind_code: z.enum(kindCodes),
  from_date: z.iso.date(),
  serial: z.string(),
  entry: z.string(),
  source: z.string(),
})

/** Adds the patterns every school begins with, as one act. */
export const loadPatterns = defineAction({
  name: 'diplomas.load-patterns',
  permission: 'diplomas.keep-kinds',
  input: z.object({ patterns: z.array(Row).min(1) }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input }) {
    const changes = []
    for (const row of input.patterns)
      changes.push({
        subject: 'diplomas.number_pattern',
        id: await savePattern(tx, { ...row, institution_id: null, is_verified: false }),
        before: null,
        after: row,
      })
    return { result: { loaded: changes.length }, changes }
  },
})
