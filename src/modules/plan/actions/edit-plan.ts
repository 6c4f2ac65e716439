import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { writtenDay } from '../input.ts'
import { getPlan } from '../store/definitions.ts'

/** Fills in what the sources did not give: number, date, period. */
export const editPlan = defineAction({
  name: 'plan.edit-plan',
  permission: 'plan.edit',
  input: z.object({
    version: z.coerce.number().int(),
    title: z.string().trim().min(5).max(300),
    number: z.string().trim().max(60).optional(),
    issued_on: writtenDay.optional(),
    issuer: z.string().trim().max(200).optional(),
    period_from: writtenDay.optional(),
    period_to: writtenDay.optional(),
  }),
  find: (db) => getPlan(db),
  about: () => ({ province: true }),
  async run(tx, { input, target: plan }) {
    const { version, title } = input
    const given = {
      title,
      number: input.number ?? null,
      issued_on: input.issued_on ?? null,
      issuer: input.issuer ?? null,
      period_from: input.period_from ?? null,
      period_to: input.period_to ?? null,
    }
    if (given.period_from && given.period_to && given.period_to < given.period_from)
      throw invalid({ period_to: 'plan.error.period' })
    const done = await tx
      .updateTable('plan.plan')
      .set({ ...given, version: version + 1 })
      .where('id', '=', plan.id)
      .where('version', '=', version)
      .executeTakeFirst()
    if (Number(done.numUpdatedRows) === 0) throw conflict()
    const { number, issued_on, issuer, period_from, period_to } = plan
    const before = { title: plan.title, number, issued_on, issuer, period_from, period_to }
    return { result: { id: plan.id }, changes: [{ subject: 'plan.plan', id: plan.id, before, after: given }] }
  },
})
