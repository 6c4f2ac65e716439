import { sql } from 'kysely'
import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import { invalid } from '#platform/errors.ts'
import { listBySerial } from '../store/blank.ts'
import { lockStock } from '../store/lock.ts'
import { insertMovement } from '../store/movement.ts'
import { paperNo, rangeFields, refuseFuture, serialsOf, stockFields } from './fields.ts'
import { refuseMissing } from './standing.ts'

/**
 * Sends a range of blanks to another school. Until that school has taken them in they are on their way and still stand in the books of
 * the sender, which cannot use them.
 */
export const sendBlanks = defineAction({
  name: 'diplomas.send-blanks',
  permission: 'diplomas.register',
  input: z.object({
    ...stockFields,
    ...rangeFields,
    other: z.uuid('diplomas.blanks.error.other'),
    paper_no: paperNo,
  }),
  find: nothing,
  about: (_nothing, input) => ({ institution: input.institution }),
  async run(tx, { input, actor, app, today, lang }) {
    refuseFuture(input.on_date, today)
    const { institution, kind, other } = input
    if (other === institution) throw invalid({ other: 'diplomas.blanks.error.self' })
    if (!(await institutionNames(tx, [other], today)).has(other))
      throw invalid({ other: 'diplomas.blanks.error.other' })
    const serials = serialsOf(input)
    await lockStock(tx, institution, kind)
    const found = await listBySerial(tx, institution, kind, serials)
    refuseMissing(app.catalog(lang), { field: 'first_serial', serials, found, states: ['left'] })
    const row = {
      institution_id: institution,
      kind_code: kind,
      act: 'move_out' as const,
      other_id: other,
      count: serials.length,
      first_serial: serials[0]!,
      last_serial: serials.at(-1)!,
      on_date: input.on_date,
      paper_no: input.paper_no,
    }
    const id = await insertMovement(tx, { ...row, by: actorLabel(actor) })
    await sql`update diplomas.blank set state = 'moving', moving_by = ${id}::uuid, moving_to = ${other}::uuid, version = version + 1
      where id = any(${found.map((one) => one.id)}::uuid[])`.execute(tx)
    return {
      result: { id, institution, count: serials.length },
      changes: [{ subject: 'diplomas.blank_movement', id, institution, before: null, after: row }],
    }
  },
})
