import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import type { App } from '#platform/app.ts'
import { invalid } from '#platform/errors.ts'
import { correctContent, correctedOf, findDifferences, reasons, type Corrected } from '../change.ts'
import { checkDecision } from '../decision.ts'
import { getTarget, holdDiploma } from '../store/target.ts'
import { openSuccessor } from '../successor.ts'
import { correctedFields, decided, issued } from '../typed.ts'

const standing = ['issued', 'delivered'] as const

const className = (app: App) => (code: string) => {
  const key = `students.graduation.class.${code}`
  return { vi: app.catalog('vi').dynamic(key), en: app.catalog('en').dynamic(key) }
}

/**
 * Corrects what a diploma says, by decision: the old line stays with its annotation, a new diploma takes its place. Done by the
 * issuer, or where it was merged, by whoever keeps its register (Circular 10/2017/TT-BLĐTBXH, Art. 10–12).
 */
export const correctDiploma = defineAction({
  name: 'diplomas.correct',
  permission: 'diplomas.change',
  input: z.object({
    ...decided,
    ...issued,
    ...correctedFields,
    reason_code: z.enum(reasons.correct, 'diplomas.changes.error.reason_code'),
  }),
  find: (db, input) => getTarget(db, input.id),
  about: (target) => ({ institution: target.keeper_id }),
  async run(tx, { input, target: old, app, actor, today }) {
    await holdDiploma(tx, input, standing)
    checkDecision(input, old.issue_date, today)
    const next: Corrected = {
      full_name: input.full_name,
      birth: input.birth ?? null,
      sex: input.sex ?? null,
      birth_place: input.birth_place,
      ethnicity: input.ethnicity,
      nationality: input.nationality,
      programme: input.programme,
      classification: input.classification,
    }
    const differences = findDifferences(correctedOf(old.content), next)
    if (differences.length === 0) throw invalid({ full_name: 'diplomas.changes.error.nothing' })
    const { kind: _, ...by } = actorLabel(actor)
    const content = correctContent(old.content, next, className(app))
    const { diploma, run, changes } = await openSuccessor(
      tx,
      { app, by, today },
      {
        ...input,
        act: 'correct',
        old,
        content,
        differences,
      },
    )
    return { result: { id: diploma, run }, changes }
  },
})

/** Issues a diploma anew in the place of one that was damaged, lost or made wrongly: it says the same under a new number. */
export const replaceDiploma = defineAction({
  name: 'diplomas.replace',
  permission: 'diplomas.change',
  input: z.object({
    ...decided,
    ...issued,
    reason_code: z.enum(reasons.replace, 'diplomas.changes.error.reason_code'),
  }),
  find: (db, input) => getTarget(db, input.id),
  about: (target) => ({ institution: target.keeper_id }),
  async run(tx, { input, target: old, app, actor, today }) {
    await holdDiploma(tx, input, standing)
    checkDecision(input, old.issue_date, today)
    const { kind: _, ...by } = actorLabel(actor)
    const { diploma, run, changes } = await openSuccessor(
      tx,
      { app, by, today },
      {
        ...input,
        act: 'replace',
        old,
        content: old.content,
        differences: [],
      },
    )
    return { result: { id: diploma, run }, changes }
  },
})
