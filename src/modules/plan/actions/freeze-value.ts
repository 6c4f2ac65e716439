import { z } from 'zod'
import { actorLabel } from '#platform/audit/record.ts'
import { defineAction } from '#platform/actions/define.ts'
import { invalid, precondition } from '#platform/errors.ts'
import { indicatorCode, writtenDay } from '../input.ts'
import { measureOf } from '../store/board.ts'
import { getIndicator, holdIndicator } from '../store/definitions.ts'
import { insertEdition } from '../store/editions.ts'

/** Keeps an indicator's figure of a day for ever, with its list, formula version and units. Again for the same day: a new edition. */
export const freezeValue = defineAction({
  name: 'plan.freeze-value',
  permission: 'plan.freeze',
  input: z.object({ code: indicatorCode, as_of: writtenDay, note: z.string().max(1000).optional() }),
  find: (db, input) => getIndicator(db, input.code, input.as_of),
  about: () => ({ province: true }),
  async run(tx, { input, actor, app, today }) {
    await holdIndicator(tx, input.code)
    const indicator = await getIndicator(tx, input.code, input.as_of)
    if (input.as_of > today) throw invalid({ as_of: 'plan.error.future' })
    const measure = measureOf(app, indicator)
    if (!measure) throw precondition('plan.error.not_measured')
    const edition = await insertEdition(tx, {
      indicator,
      measure,
      asOf: input.as_of,
      note: input.note ?? null,
      by: actorLabel(actor).name,
      at: app.clock.now(),
    })
    if (!edition) throw precondition('plan.error.empty_population')
    const {
      id,
      code,
      as_of,
      numerator,
      denominator,
      members_digest,
      formula_version,
      measure_version,
      unit_tree,
    } = edition
    const after = {
      code,
      as_of,
      edition: edition.edition,
      numerator,
      denominator,
      members_digest,
      formula_version,
      measure_version,
      unit_tree,
      note: edition.note,
    }
    return {
      result: { code, as_of, edition: edition.edition },
      changes: [{ subject: 'plan.frozen_value', id, before: null, after }],
    }
  },
})
