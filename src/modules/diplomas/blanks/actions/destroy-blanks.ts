import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import { invalid, precondition } from '#platform/errors.ts'
import { readSerialList } from '../range.ts'
import { listBySerial, listSpoiled } from '../store/blank.ts'
import { lockStock } from '../store/lock.ts'
import { insertMovement } from '../store/movement.ts'
import { paperNo, refuseFuture, stockFields } from './fields.ts'
import { refuseMissing } from './standing.ts'

/** Destroys spoiled blanks by minutes: those named, or all that wait. Their serials stay in the books for ever. */
export const destroyBlanks = defineAction({
  name: 'diplomas.destroy-blanks',
  permission: 'diplomas.register',
  input: z.object({
    ...stockFields,
    serials: z.string().trim().max(20_000).optional(),
    reason: z.string().trim().max(500).optional(),
    paper_no: paperNo,
  }),
  find: nothing,
  about: (_nothing, input) => ({ institution: input.institution }),
  async run(tx, { input, actor, app, today, lang }) {
    refuseFuture(input.on_date, today)
    const t = app.catalog(lang)
    const { institution, kind } = input
    const read = readSerialList(input.serials ?? '')
    if (!read.serials) throw invalid({ serials: t('diplomas.blanks.error.unread', { piece: read.wrong }) })
    await lockStock(tx, institution, kind)
    const isAll = read.serials.length === 0
    const found = isAll
      ? await listSpoiled(tx, institution, kind)
      : await listBySerial(tx, institution, kind, read.serials)
    if (isAll && found.length === 0) throw precondition('diplomas.blanks.error.none_spoiled')
    refuseMissing(t, { field: 'serials', serials: read.serials, found, states: ['spoiled'] })
    const row = {
      institution_id: institution,
      kind_code: kind,
      act: 'destroy' as const,
      count: found.length,
      first_serial: found[0]!.serial,
      last_serial: found.at(-1)!.serial,
      on_date: input.on_date,
      paper_no: input.paper_no,
      reason: input.reason ?? null,
    }
    const id = await insertMovement(tx, { ...row, by: actorLabel(actor) })
    await sql`update diplomas.blank set destroyed_by = ${id}::uuid, version = version + 1
      where id = any(${found.map((one) => one.id)}::uuid[])`.execute(tx)
    return {
      result: { id, institution, count: found.length },
      changes: [{ subject: 'diplomas.blank_movement', id, institution, before: null, after: row }],
    }
  },
})
