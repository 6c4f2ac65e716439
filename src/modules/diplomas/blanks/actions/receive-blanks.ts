import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import { invalid } from '#platform/errors.ts'
import { findGiven, insertBlanks, listBySerial } from '../store/blank.ts'
import { lockStock } from '../store/lock.ts'
import { insertMovement } from '../store/movement.ts'
import { paperNo, rangeFields, refuseFuture, serialsOf, stockFields } from './fields.ts'

/** Takes blanks in from the printer: a range of serials, by delivery note or minutes. */
export const receiveBlanks = defineAction({
  name: 'diplomas.receive-blanks',
  permission: 'diplomas.register',
  input: z.object({ ...stockFields, ...rangeFields, paper_no: paperNo }),
  find: nothing,
  about: (_nothing, input) => ({ institution: input.institution }),
  async run(tx, { input, actor, app, today, lang }) {
    refuseFuture(input.on_date, today)
    const serials = serialsOf(input)
    const { institution, kind } = input
    await lockStock(tx, institution, kind)
    const t = app.catalog(lang)
    const own = await listBySerial(tx, institution, kind, serials)
    if (own.length > 0)
      throw invalid({
        first_serial: t('diplomas.blanks.error.overlap', {
          count: own.length,
          first: own[0]!.serial,
          last: own.at(-1)!.serial,
        }),
      })
    const given = await findGiven(tx, institution, kind, serials)
    if (given !== undefined)
      throw invalid({ first_serial: t('diplomas.blanks.error.given', { serial: given }) })
    const row = {
      institution_id: institution,
      kind_code: kind,
      act: 'receive' as const,
      count: serials.length,
      first_serial: serials[0]!,
      last_serial: serials.at(-1)!,
      on_date: input.on_date,
      paper_no: input.paper_no,
    }
    const id = await insertMovement(tx, { ...row, by: actorLabel(actor) })
    const made = await insertBlanks(
      tx,
      { institution_id: institution, kind_code: kind, received_by: id },
      serials,
    )
    if (made < serials.length)
      throw invalid({ first_serial: t('diplomas.blanks.error.elsewhere', { count: serials.length - made }) })
    return {
      result: { id, institution, count: serials.length },
      changes: [{ subject: 'diplomas.blank_movement', id, institution, before: null, after: row }],
    }
  },
})
