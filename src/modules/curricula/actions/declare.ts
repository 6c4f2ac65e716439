import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import { invalid, precondition } from '#platform/errors.ts'
import { insertReview } from '../store/review.ts'
import { listUnits, setReadiness } from '../store/unit.ts'
import { getProgramme, getVersion } from '../store/version.ts'
import { confirmDelivery } from '../store/version-write.ts'
import { typedDay } from '../typed.ts'
import { institutionOf } from './draft.ts'

/** Which subjects have material, software and platform for online teaching. Holds for approved versions too. */
export const declareReady = defineAction({
  name: 'curricula.declare-ready',
  permission: 'curricula.edit',
  input: z.object({
    id: z.uuid(),
    units: z.array(z.uuid()).default([]),
    /** Those the page showed as ready: what somebody else declared meanwhile stays. */
    shown: z.array(z.uuid()).default([]),
  }),
  find: (db, input) => getVersion(db, input.id),
  about: institutionOf,
  async run(tx, { input, target, today }) {
    const before = (await listUnits(tx, target.id))
      .filter((unit) => unit.online_ready_on !== null)
      .map((unit) => unit.id)
    const added = input.units.filter((id) => !input.shown.includes(id))
    const taken = input.shown.filter((id) => !input.units.includes(id))
    await setReadiness(tx, target.id, { added, taken }, today)
    const after = [
      ...before.filter((id) => !taken.includes(id)),
      ...added.filter((id) => !before.includes(id)),
    ]
    return {
      result: { id: target.id },
      changes: [
        {
          subject: 'curricula.readiness',
          id: target.id,
          institution: target.institution_id,
          before: { units: before },
          after: { units: after },
        },
      ],
    }
  },
})

/** The department confirms, or takes back, that the content fits teaching in the digital environment. */
export const confirmDigital = defineAction({
  name: 'curricula.confirm-digital',
  permission: 'curricula.confirm',
  input: z.object({ id: z.uuid(), confirm: z.enum(['yes', 'no']) }),
  find: (db, input) => getVersion(db, input.id),
  about: institutionOf,
  async run(tx, { input, target, actor, today }) {
    if (input.confirm === 'yes' && target.state === 'draft')
      throw precondition('curricula.error.confirm_draft')
    if (input.confirm === 'yes' && target.delivery_note === '')
      throw precondition('curricula.error.no_delivery_note')
    const confirmed = input.confirm === 'yes' ? { on: today, by: actorLabel(actor).name } : null
    await confirmDelivery(tx, target.id, confirmed)
    return {
      result: { id: target.id },
      changes: [
        {
          subject: 'curricula.version',
          id: target.id,
          institution: target.institution_id,
          before: { delivery_confirmed_on: target.delivery_confirmed_on },
          after: { delivery_confirmed_on: confirmed?.on ?? null },
        },
      ],
    }
  },
})

/** A review that found nothing to change (Thông tư 03/2017/TT-BLĐTBXH: at least every 3 years). */
export const recordReview = defineAction({
  name: 'curricula.record-review',
  permission: 'curricula.approve',
  input: z.object({
    id: z.uuid(),
    reviewed_on: typedDay,
    minutes_no: z.string().trim().min(1).max(100),
    note: z.string().trim().max(5000).default(''),
  }),
  find: (db, input) => getProgramme(db, input.id),
  about: institutionOf,
  async run(tx, { input, target, today }) {
    if (input.reviewed_on > today) throw invalid({ reviewed_on: 'curricula.refusal.future' })
    const { id: _, ...review } = input
    const id = await insertReview(tx, target, review)
    return {
      result: { id: target.id },
      changes: [
        {
          subject: 'curricula.programme-review',
          id,
          institution: target.institution_id,
          before: null,
          after: review,
        },
      ],
    }
  },
})
