import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import { invalid } from '#platform/errors.ts'
import { typedReason } from '../../registers/typed.ts'
import { readSerialList } from '../range.ts'
import { listBySerial } from '../store/blank.ts'
import { lockStock } from '../store/lock.ts'
import { spoilBlanks as markSpoiled } from '../store/take.ts'
import { refuseFuture, stockFields } from './fields.ts'
import { refuseMissing } from './standing.ts'

const serialList = z.string({ error: 'diplomas.blanks.error.serial' }).trim().min(1).max(20_000)

/** Marks blanks spoiled that were not used: torn, wet, misprinted before anybody's name was on them. */
export const spoilBlanks = defineAction({
  name: 'diplomas.spoil-blanks',
  permission: 'diplomas.register',
  input: z.object({
    ...stockFields,
    serials: serialList,
    reason: typedReason,
    paper_no: z.string().trim().max(100).optional(),
  }),
  find: nothing,
  about: (_nothing, input) => ({ institution: input.institution }),
  async run(tx, { input, actor, app, today, lang }) {
    refuseFuture(input.on_date, today)
    const t = app.catalog(lang)
    const { institution, kind } = input
    const read = readSerialList(input.serials)
    if (!read.serials) throw invalid({ serials: t('diplomas.blanks.error.unread', { piece: read.wrong }) })
    await lockStock(tx, institution, kind)
    const found = await listBySerial(tx, institution, kind, read.serials)
    refuseMissing(t, { field: 'serials', serials: read.serials, found, states: ['left'] })
    const { on_date, reason, paper_no = null } = input
    const ids = found.map((one) => one.id)
    const [movement] = await markSpoiled(tx, ids, { on_date, reason, paper_no, by: actorLabel(actor) })
    const after = { kind_code: kind, act: 'spoil', count: found.length, on_date, paper_no, reason }
    return {
      result: { id: movement!, institution, count: found.length },
      changes: [{ subject: 'diplomas.blank_movement', id: movement!, institution, before: null, after }],
    }
  },
})
