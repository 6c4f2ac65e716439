import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { IndicatorWords, kinds } from '../indicator.ts'

const day = z.iso.date()

const PlanInput = z.object({
  plan: z.object({
    key: z.string().min(1),
    title: z.string().min(1),
    title_en: z.string().min(1),
    number: z.string().nullable(),
    issued_on: day.nullable(),
    issuer: z.string().nullable(),
    period_from: day.nullable(),
    period_to: day.nullable(),
    path_from: day,
    path_from_value: z.number().min(0).max(100),
    source: z.string().min(1),
  }),
  task_groups: z.array(
    z.object({ code: z.string(), name: z.string(), name_en: z.string(), position: z.number().int() }),
  ),
  indicators: z.array(
    z.object({
      code: z.string().regex(/^[A-Z]\d{2}$/),
      kind: z.enum(kinds),
      task_group: z.string(),
      measure: z.string().nullable(),
      formula_version: z.string(),
      certainty: z.enum(['seen', 'proposed']),
      from_date: day,
      words: z.object({ vi: IndicatorWords, en: IndicatorWords }),
      targets: z.array(
        z.object({
          year: z.number().int(),
          due_on: day,
          value: z.number().min(0).max(100).nullable(),
          comparator: z.enum(['at_least', 'done']),
          source: z.string().min(1),
        }),
      ),
    }),
  ),
})

/** Brings a plan in with its task groups, indicators and targets, as one act. */
export const loadPlan = defineAction({
  name: 'plan.load-plan',
  permission: 'plan.edit',
  input: PlanInput,
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input }) {
    const plan = await tx
      .insertInto('plan.plan')
      .values({ ...input.plan, path_from_value: String(input.plan.path_from_value) })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('plan.task_group')
      .values(input.task_groups)
      .onConflict((oc) => oc.column('code').doNothing())
      .execute()
    await sql`with given as (
        select * from jsonb_to_recordset(${JSON.stringify(input.indicators)}::jsonb) as r(code text, kind text, task_group text, measure text,
          formula_version text, certainty text, from_date date, words jsonb, targets jsonb)),
      made as (
        insert into plan.indicator (plan_id, code, kind, task_group, words, measure, formula_version, certainty, from_date)
        select ${plan.id}::uuid, code, kind, task_group, words, measure, formula_version, certainty, from_date from given
        returning id, code)
      insert into plan.target (indicator_id, year, due_on, value, comparator, source)
      select made.id, t.year, t.due_on, t.value, t.comparator, t.source
      from given join made using (code),
        jsonb_to_recordset(given.targets) as t(year integer, due_on date, value numeric, comparator text, source text)`.execute(
      tx,
    )
    const after = { ...input.plan, indicators: input.indicators.map((indicator) => indicator.code) }
    return { result: { id: plan.id }, changes: [{ subject: 'plan.plan', id: plan.id, before: null, after }] }
  },
})
