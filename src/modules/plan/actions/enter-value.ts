import { z } from 'zod'
import type { App } from '#platform/app.ts'
import { actorLabel } from '#platform/audit/record.ts'
import { defineAction } from '#platform/actions/define.ts'
import { invalid, precondition } from '#platform/errors.ts'
import { FileError, receive, type Purpose } from '#platform/files/index.ts'
import type { Indicator } from '../indicator.ts'
import { indicatorCode, writtenCount, writtenDay } from '../input.ts'
import { measureOf } from '../store/board.ts'
import { getIndicator } from '../store/definitions.ts'
import { insertEntry } from '../store/entries.ts'

export const evidencePurpose: Purpose = {
  purpose: 'plan.evidence',
  maxBytes: 20 * 1024 * 1024,
  types: ['pdf', 'png', 'jpeg', 'docx', 'xlsx', 'odt', 'ods'],
}

const EntryInput = z
  .object({
    code: indicatorCode,
    as_of: writtenDay,
    numerator: writtenCount.optional(),
    denominator: writtenCount.optional(),
    is_reached: z.enum(['yes', 'no']).optional(),
    confirmed_by: z
      .string({ error: 'plan.error.confirmed_by' })
      .trim()
      .min(3, 'plan.error.confirmed_by')
      .max(200),
    valid_until: writtenDay,
    note: z.string().max(1000).optional(),
    evidence: z.instanceof(File, { error: 'plan.error.evidence' }),
  })
  .refine((input) => input.valid_until >= input.as_of, {
    path: ['valid_until'],
    message: 'plan.error.valid_until',
  })

/** Records a value that nothing here can compute, with its proof and who answers for it. A later entry takes its place; none is erased. */
export const enterValue = defineAction({
  name: 'plan.enter-value',
  permission: 'plan.enter',
  input: EntryInput,
  find: (db, input) => getIndicator(db, input.code, input.as_of),
  about: () => ({ province: true }),
  async run(tx, { input, target: indicator, actor, app, today }) {
    if (measureOf(app, indicator)) throw precondition('plan.error.is_measured')
    if (input.as_of > today) throw invalid({ as_of: 'plan.error.future' })
    const { evidence, code, as_of, confirmed_by, valid_until } = input
    const value = checkValue(indicator, input)
    const kept = await keepEvidence(app, evidence)
    const entry = {
      code,
      as_of,
      ...value,
      confirmed_by,
      valid_until,
      note: input.note ?? null,
      entered_by: actorLabel(actor).name,
      entered_at: app.clock.now(),
      evidence_hash: kept.hash,
      evidence_name: kept.name,
      evidence_kind: kept.kind,
      evidence_size: kept.size,
    }
    const id = await insertEntry(tx, entry)
    return {
      result: { id, code },
      changes: [
        {
          subject: 'plan.entered_value',
          id,
          before: null,
          after: { ...entry, entered_at: entry.entered_at.toISOString() },
        },
      ],
    }
  },
})

/** A milestone is reached or not; a share is n of N. */
function checkValue(indicator: Indicator, input: z.infer<typeof EntryInput>) {
  if (indicator.kind === 'milestone') {
    if (!input.is_reached) throw invalid({ is_reached: 'plan.error.is_reached' })
    return { numerator: null, denominator: null, is_reached: input.is_reached === 'yes' }
  }
  const { numerator, denominator } = input
  if (numerator === undefined) throw invalid({ numerator: 'plan.error.count' })
  if (denominator === undefined || denominator === 0) throw invalid({ denominator: 'plan.error.denominator' })
  if (numerator > denominator) throw invalid({ numerator: 'plan.error.too_many_counted' })
  return { numerator, denominator, is_reached: null }
}

async function keepEvidence(app: App, file: File) {
  try {
    return await receive(app.files, file.stream(), file.name, evidencePurpose)
  } catch (error) {
    if (error instanceof FileError && error.refusal === 'invalid')
      throw invalid({ evidence: 'plan.error.evidence_refused' })
    throw error
  }
}
