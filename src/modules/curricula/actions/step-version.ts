import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel, type Change } from '#platform/audit/record.ts'
import { addDays } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import { invalid, precondition } from '#platform/errors.ts'
import { refusalsOf, type Refusal, type StepInput } from '../life.ts'
import { loadStepContent } from '../store/content.ts'
import { insertStep } from '../store/review.ts'
import { getVersion, listVersions } from '../store/version.ts'
import { moveVersion, type Move } from '../store/version-write.ts'
import { typedDay } from '../typed.ts'
import { nextState, type Step, type Version } from '../version.ts'
import { institutionOf } from './draft.ts'

const line = z.string().trim().max(300).optional()
const StepForm = z.object({
  id: z.uuid(),
  version: z.coerce.number().int(),
  note: z.string().trim().max(5000).optional(),
  document_no: line,
  document_date: typedDay.optional(),
  active_from: typedDay.optional(),
  cohort: line,
})

/** One step of a version's life, with what it refuses and why. */
function stepAction(step: Step, permission: string) {
  return defineAction({
    name: `curricula.${step}-version`,
    permission,
    input: StepForm,
    find: (db, input) => getVersion(db, input.id),
    about: institutionOf,
    async run(tx, { input, target, actor, today }) {
      const others = (await listVersions(tx, target.programme_id)).filter((one) => one.id !== target.id)
      const content = await loadStepContent(tx, target.id, today)
      refuse(refusalsOf(step, target, input, { today, content, others }))
      const state = nextState(target.state, step)!
      const replaced = step === 'activate' ? await supersede(tx, others, input.active_from!) : []
      const move: Move = { state, ...written(step, input, target, today) }
      await moveVersion(tx, target.id, input.version, move)
      const revived = step === 'retire' ? await revive(tx, others, target, today) : []
      const { id: account, name: account_name } = actorLabel(actor)
      await insertStep(tx, target, {
        on_date: today,
        from_state: target.state,
        to_state: state,
        document_no: input.document_no ?? null,
        document_date: input.document_date ?? null,
        note: input.note ?? '',
        account,
        account_name,
      })
      return {
        result: { id: target.id, state },
        changes: [
          {
            subject: 'curricula.version',
            id: target.id,
            institution: target.institution_id,
            before: { state: target.state },
            after: { ...move },
          },
          ...replaced,
          ...revived,
        ],
      }
    },
  })
}

function refuse(refusals: readonly Refusal[]): void {
  const general = refusals.find((one) => !one.field)
  if (general) throw precondition(general.key, general.params)
  if (refusals.length > 0)
    throw invalid(Object.fromEntries(refusals.map((one) => [one.field ?? '', one.key])))
}

/** Cohorts begin with it until the day before; those that began with it stay. */
async function supersede(tx: Tx, others: readonly Version[], from: string): Promise<Change[]> {
  const previous = others.find((one) => one.state === 'active')
  return previous
    ? [await moveOther(tx, previous, { state: 'superseded', active_to: addDays(from, -1) })]
    : []
}

/** The version that ended because of one that never begins is in force on. */
async function revive(
  tx: Tx,
  others: readonly Version[],
  { active_from }: Version,
  today: string,
): Promise<Change[]> {
  if (!active_from || active_from <= today) return []
  const last = addDays(active_from, -1)
  const replaced = others.find((one) => one.state === 'superseded' && one.active_to === last)
  return replaced ? [await moveOther(tx, replaced, { state: 'active', active_to: null })] : []
}

async function moveOther(tx: Tx, other: Version, move: Move): Promise<Change> {
  await moveVersion(tx, other.id, other.version, move)
  return {
    subject: 'curricula.version',
    id: other.id,
    institution: other.institution_id,
    before: { state: other.state, active_to: other.active_to },
    after: { ...move },
  }
}

function written(step: Step, input: StepInput, target: Version, today: string): Partial<Move> {
  switch (step) {
    case 'approve':
      return { decision_no: input.document_no!, decision_date: input.document_date! }
    case 'activate':
      return { active_from: input.active_from!, cohort: input.cohort! }
    case 'return':
      // the department looks at it again when its authors have changed it
      return { delivery_confirmed_on: null, delivery_confirmed_by: null }
    case 'retire':
      if (!target.active_from) return {}
      // retired before it begins, it takes no day at all
      return target.active_from > today ? { active_from: null } : { active_to: today }
    default:
      return {}
  }
}

export const submitVersion = stepAction('submit', 'curricula.edit')
export const returnVersion = stepAction('return', 'curricula.appraise')
export const appraiseVersion = stepAction('appraise', 'curricula.appraise')
export const approveVersion = stepAction('approve', 'curricula.approve')
export const activateVersion = stepAction('activate', 'curricula.approve')
export const retireVersion = stepAction('retire', 'curricula.approve')
