import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import type { Tx } from '#platform/db/database.ts'
import { invalid, precondition } from '#platform/errors.ts'
import { getFramework } from '../store/framework.ts'
import {
  endRule,
  findStructureRule,
  insertRule,
  listIntegrationRules,
  listUpdateRules,
  type RuleTable,
} from '../store/rules.ts'
import { ticked, typedCredits, typedDay } from '../typed.ts'

const whole = (least: number) =>
  z.coerce
    .number('curricula.error.count')
    .int('curricula.error.count')
    .min(least, 'curricula.error.count')
    .max(999)
const dated = { from_date: typedDay, source: z.string().trim().min(3).max(500), is_verified: ticked }

/** A new reading of what counts as integrated, from a day on; the one before ends the day before. */
export const addIntegrationRule = defineAction({
  name: 'curricula.add-integration-rule',
  permission: 'curricula.edit-rules',
  input: z.object({
    ...dated,
    /** Left out: the framework of the rule before. */
    framework: z.string().max(100).optional(),
    min_outcomes: whole(1),
    min_level: whole(1),
    min_domains: whole(1),
    needs_unit: ticked,
    min_digital_units: whole(0),
    accepts_confirmation: ticked,
  }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input }) {
    const [latest] = await listIntegrationRules(tx)
    if (!latest) throw precondition('curricula.error.no_rule')
    const { framework: named, ...row } = input
    const framework = await getFramework(tx, named ?? latest.framework_id)
    if (input.min_domains > framework.domains.length)
      throw invalid({ min_domains: 'curricula.error.too_many_domains' })
    if (input.min_level > framework.levels.length) throw invalid({ min_level: 'curricula.error.level' })
    return replace(tx, 'integration_rule', latest, { ...row, framework_id: framework.id })
  },
})

/** A new reading of what counts as updated. */
export const addUpdateRule = defineAction({
  name: 'curricula.add-update-rule',
  permission: 'curricula.edit-rules',
  input: z.object({
    ...dated,
    months: whole(1),
    needs_note: ticked,
    prefixes: z
      .string()
      .transform((text) => text.split(/[\s,;]+/).filter(Boolean))
      .pipe(
        z.array(z.string().regex(/^\d{2,7}$/, 'curricula.error.prefix')).min(1, 'curricula.error.prefix'),
      ),
  }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input }) {
    const [latest] = await listUpdateRules(tx)
    if (!latest) throw precondition('curricula.error.no_rule')
    return replace(tx, 'update_rule', latest, input)
  },
})

/** Another bound of the structure, from a day on. */
export const addStructureRule = defineAction({
  name: 'curricula.add-structure-rule',
  permission: 'curricula.edit-rules',
  input: z.object({
    ...dated,
    id: z.uuid(),
    minimum: typedCredits,
    maximum: typedCredits,
    severity: z.enum(['error', 'warning']),
    citation: z.string().trim().min(3).max(200),
  }),
  find: (db, input) => findStructureRule(db, input.id),
  about: () => ({ province: true }),
  async run(tx, { input, target }) {
    if (!target || target.to_date) throw precondition('curricula.error.rule_ended')
    if (input.minimum === null && input.maximum === null)
      throw invalid({ minimum: 'curricula.error.no_bound' })
    if (input.minimum !== null && input.maximum !== null && Number(input.maximum) < Number(input.minimum))
      throw invalid({ maximum: 'curricula.error.bounds' })
    const { id: _, ...rest } = input
    const { kind, level, entry_level } = target
    return replace(tx, 'structure_rule', target, { ...rest, kind, level, entry_level })
  },
})

async function replace(
  tx: Tx,
  table: RuleTable,
  latest: { id: string; from_date: string },
  row: Record<string, unknown> & { from_date: string },
) {
  if (row.from_date <= latest.from_date) throw invalid({ from_date: 'curricula.error.rule_too_early' })
  await endRule(tx, table, latest.id, row.from_date)
  const id = await insertRule(tx, table, row)
  const subject = `curricula.${table.replace('_', '-')}`
  return { result: { id }, changes: [{ subject, id, before: { replaces: latest.id }, after: row }] }
}
