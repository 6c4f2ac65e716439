import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, invalid, notFound, precondition } from '#platform/errors.ts'
import { describeRule } from '../rule-words.ts'
import { RuleInput } from '../rule-version.ts'
import { deleteRule, findLastRule, insertRule, listRules } from '../store/rules.ts'

/**
 * Adds a version of the rule from a day on. Earlier versions stay as they are, but that the last one ends the day before.
 * `seen` is the last version the person saw, so that two at once do not build on one another unseen.
 */
export const addTrainedRule = defineAction({
  name: 'staff.add-trained-rule',
  permission: 'staff.set-trained-rule',
  input: z.intersection(RuleInput, z.object({ seen: z.uuid().optional() })),
  find: (db, input) => findLastRule(db, input.target),
  about: () => ({ province: true as const }),
  async run(tx, { input, target: last, app }) {
    if (last && last.id !== input.seen) throw conflict('staff.training.rule.changed')
    const late = lateStart(input, last)
    if (late) throw invalid(late)
    const rule = {
      ...input,
      reading_vi: describeRule(input, app.catalog('vi')),
      reading_en: describeRule(input, app.catalog('en')),
    }
    const id = await insertRule(tx, rule, last)
    const { seen: _, ...after } = rule
    return {
      result: { id },
      changes: [
        { subject: 'staff.trained-rule', id, before: null, after },
        ...(last
          ? [
              {
                subject: 'staff.trained-rule',
                id: last.id,
                before: { to_date: last.to_date },
                after: { ended_by: id },
              },
            ]
          : []),
      ],
    }
  },
})

/** A version begins after the one before it did; errors by field, undefined when it does. */
export function lateStart(
  input: Pick<RuleInput, 'from_date'>,
  last: { from_date: string } | undefined,
): Record<string, string> | undefined {
  return last && input.from_date <= last.from_date
    ? { from_date: 'staff.training.error.rule_start' }
    : undefined
}

/** Takes back a version whose first day has not come: no figure was ever read under it. */
export const withdrawTrainedRule = defineAction({
  name: 'staff.withdraw-trained-rule',
  permission: 'staff.set-trained-rule',
  input: z.object({ id: z.uuid() }),
  async find(db, { id }) {
    const rule = (await listRules(db)).find((one) => one.id === id)
    if (!rule) throw notFound()
    return rule
  },
  about: () => ({ province: true as const }),
  async run(tx, { target, today }) {
    if (target.from_date <= today || target.to_date !== null) throw precondition('staff.training.rule.begun')
    const open = await deleteRule(tx, target)
    return {
      result: { target: target.target },
      changes: [
        { subject: 'staff.trained-rule', id: target.id, before: target, after: null },
        ...(open
          ? [
              {
                subject: 'staff.trained-rule',
                id: open,
                before: { ended_by: target.id },
                after: { to_date: null },
              },
            ]
          : []),
      ],
    }
  },
})
