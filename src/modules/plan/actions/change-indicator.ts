import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { IndicatorWords, type Indicator, type Target } from '../indicator.ts'
import { indicatorCode, writtenDay, writtenPercent } from '../input.ts'
import { getLatestIndicator, holdIndicator } from '../store/definitions.ts'

const Text = z.object({ formula: z.string().trim().min(1), exclusions: z.string().trim().min(1) })

/**
 * Defines an indicator anew from a day on: its formula in words, what is left out, and the targets still ahead.
 * The old definition stays for the days before, and with it every figure frozen on it.
 */
export const changeIndicator = defineAction({
  name: 'plan.change-indicator',
  permission: 'plan.edit',
  input: z.object({
    code: indicatorCode,
    /** The definition the person saw. */
    seen: z.uuid(),
    from_date: writtenDay,
    basis: z.string().trim().min(5).max(500),
    vi: Text,
    en: Text,
    is_confirmed: z.stringbool().default(false),
    /** Per cent by year (`y2030`); absent: the source states none. */
    targets: z.record(z.string().regex(/^y\d{4}$/), writtenPercent.optional()).default({}),
  }),
  find: (db, input) => getLatestIndicator(db, input.code),
  about: () => ({ province: true }),
  async run(tx, { input }) {
    await holdIndicator(tx, input.code)
    const before = await getLatestIndicator(tx, input.code)
    if (before.id !== input.seen) throw conflict()
    const last = await lastFixedDay(tx, before)
    if (input.from_date <= last) throw invalid({ from_date: 'plan.error.version_day' })
    const after = changed(before, input)
    await closeVersion(tx, before.id, input.from_date)
    const id = await insertVersion(tx, before.id, after, input.basis)
    return {
      result: { code: before.code },
      changes: [{ subject: 'plan.indicator', id, before: record(before), after: record(after, input.basis) }],
    }
  },
})

type Change = {
  from_date: string
  basis: string
  vi: z.infer<typeof Text>
  en: z.infer<typeof Text>
  is_confirmed: boolean
  targets: Record<string, number | undefined>
}

/** The definition with the change in it. A new wording of the formula is a new formula version; closed targets stay. */
function changed(before: Indicator, input: Change): Indicator {
  const words = {
    vi: IndicatorWords.parse({ ...before.words.vi, ...input.vi }),
    en: IndicatorWords.parse({ ...before.words.en, ...input.en }),
  }
  const isNewFormula = (['vi', 'en'] as const).some(
    (lang) =>
      words[lang].formula !== before.words[lang].formula ||
      words[lang].exclusions !== before.words[lang].exclusions,
  )
  return {
    ...before,
    from_date: input.from_date,
    words,
    formula_version: isNewFormula ? String(Number(before.formula_version) + 1) : before.formula_version,
    certainty: input.is_confirmed ? 'seen' : 'proposed',
    targets: before.targets.map((target) => changedTarget(target, input)),
  }
}

function changedTarget(target: Target, input: Change): Target {
  if (target.due_on < input.from_date || target.comparator === 'done') return target
  const value = input.targets[`y${target.year}`] ?? null
  return value === target.value ? target : { ...target, value, source: input.basis }
}

/** The latest day that must keep its definition: where the present one begins, or a figure was frozen. */
async function lastFixedDay(db: Db, { code, from_date }: Indicator): Promise<string> {
  const found = await sql<{ day: string | null }>`
    select max(as_of) as day from plan.frozen_value where code = ${code}`.execute(db)
  const frozen = found.rows[0]?.day ?? from_date
  return frozen > from_date ? frozen : from_date
}

async function closeVersion(tx: Tx, id: string, from: string): Promise<void> {
  await sql`update plan.indicator set to_date = ${from}::date - 1 where id = ${id}::uuid`.execute(tx)
}

async function insertVersion(tx: Tx, from: string, after: Indicator, basis: string): Promise<string> {
  const made = await sql<{ id: string }>`
    insert into plan.indicator (plan_id, code, kind, task_group, words, measure, formula_version, certainty, from_date, basis)
    select plan_id, code, kind, task_group, ${JSON.stringify(after.words)}::jsonb, measure, ${after.formula_version},
      ${after.certainty}, ${after.from_date}::date, ${basis}
    from plan.indicator where id = ${from}::uuid returning id`.execute(tx)
  const { id } = made.rows[0]!
  const targets = after.targets.map((target) => ({
    ...target,
    indicator_id: id,
    value: target.value === null ? null : String(target.value),
  }))
  if (targets.length > 0) await tx.insertInto('plan.target').values(targets).execute()
  return id
}

function record(indicator: Indicator, basis?: string) {
  const { code, from_date, words, formula_version, certainty, targets } = indicator
  return { code, from_date, words, formula_version, certainty, targets, basis: basis ?? null }
}
