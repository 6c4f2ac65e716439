import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { invalid, precondition } from '#platform/errors.ts'
import { parseOutcomes, writeOutcomes } from '../outcome.ts'
import { getFramework } from '../store/framework.ts'
import { listLevels, listOutcomes, replaceLevels, replaceLinks, replaceOutcomes } from '../store/outcome.ts'
import { getIntegrationRule } from '../store/rules.ts'
import { touchVersion } from '../store/version-write.ts'
import { getDraft, institutionOf } from './draft.ts'

const mark = { id: z.uuid(), version: z.coerce.number().int() }

/** The learning outcomes as one list of lines; those whose code stays keep what is mapped to them. */
export const saveOutcomes = defineAction({
  name: 'curricula.save-outcomes',
  permission: 'curricula.edit',
  input: z.object({ ...mark, text: z.string().max(60_000).default('') }),
  find: (db, input) => getDraft(db, input.id),
  about: institutionOf,
  async run(tx, { input, target, app, lang }) {
    const { outcomes, problems } = parseOutcomes(input.text)
    if (problems.length > 0) {
      const t = app.catalog(lang)
      const words = problems
        .slice(0, 5)
        .map((one) => t.dynamic(`curricula.error.outcome_${one.why}`, { line: one.line, text: one.text }))
      throw invalid({ text: words.join(' ') })
    }
    const before = writeOutcomes(await listOutcomes(tx, target.id))
    await touchVersion(tx, target.id, input.version)
    await replaceOutcomes(tx, target, outcomes)
    const after = writeOutcomes(outcomes)
    return {
      result: { id: target.id, count: outcomes.length },
      changes: [
        {
          subject: 'curricula.outcomes',
          id: target.id,
          institution: target.institution_id,
          before: { text: before },
          after: { text: after },
        },
      ],
    }
  },
})

/** Which subject teaches which outcome: every ticked pair, written `outcome:unit`. */
export const saveLinks = defineAction({
  name: 'curricula.save-outcome-units',
  permission: 'curricula.edit',
  input: z.object({ ...mark, cells: z.array(z.string().regex(/^[0-9a-f-]{36}:[0-9a-f-]{36}$/)).default([]) }),
  find: (db, input) => getDraft(db, input.id),
  about: institutionOf,
  async run(tx, { input, target }) {
    const links = input.cells.map((cell) => {
      const [outcome_id = '', unit_id = ''] = cell.split(':')
      return { outcome_id, unit_id }
    })
    await touchVersion(tx, target.id, input.version)
    await replaceLinks(tx, target, links)
    return {
      result: { id: target.id },
      changes: [
        {
          subject: 'curricula.outcome-units',
          id: target.id,
          institution: target.institution_id,
          before: null,
          after: { pairs: input.cells },
        },
      ],
    }
  },
})

/** Levels of the components shown: `cells.<outcome>.<component with _ for .>`; empty takes the mapping away. */
export const saveLevels = defineAction({
  name: 'curricula.save-outcome-components',
  permission: 'curricula.edit',
  input: z.object({
    ...mark,
    domain: z.string().optional(),
    cells: z.record(z.uuid(), z.record(z.string(), z.string())).default({}),
  }),
  find: (db, input) => getDraft(db, input.id),
  about: institutionOf,
  async run(tx, { input, target, today }) {
    const { framework_id } = await getIntegrationRule(tx, today)
    const framework = await getFramework(tx, framework_id)
    const shown = framework.domains.filter((one) => !input.domain || one.code === input.domain)
    if (shown.length === 0) throw precondition('curricula.error.no_framework')
    const codes = shown.flatMap((one) => one.components.map((component) => component.code))
    const highest = Math.max(...framework.levels.map((one) => one.level))
    const wrong: Record<string, string> = {}
    const levels = Object.entries(input.cells).flatMap(([outcome_id, row]) =>
      Object.entries(row).map(([key, text]) => {
        const level = /^[1-9]$/.test(text.trim()) ? Number(text) : 0
        if (level < 1 || level > highest) wrong[`cells.${outcome_id}.${key}`] = 'curricula.error.level'
        return { outcome_id, component_code: key.replace('_', '.'), level }
      }),
    )
    if (Object.keys(wrong).length > 0) throw invalid(wrong, 'curricula.error.levels')
    const before = await listLevels(tx, target.id, framework_id)
    await touchVersion(tx, target.id, input.version)
    await replaceLevels(tx, target, framework_id, codes, levels)
    const spoken = (list: readonly { outcome_id: string; component_code: string; level: number }[]) =>
      list.map((one) => `${one.outcome_id} ${one.component_code} ${one.level}`)
    return {
      result: { id: target.id },
      changes: [
        {
          subject: 'curricula.outcome-components',
          id: target.id,
          institution: target.institution_id,
          before: { levels: spoken(before.filter((one) => codes.includes(one.component_code))) },
          after: { levels: spoken(levels) },
        },
      ],
    }
  },
})
