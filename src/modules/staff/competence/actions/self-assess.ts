import { z } from 'zod'
import type { Actor } from '#platform/access.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import type { Db } from '#platform/db/database.ts'
import { notFound, precondition } from '#platform/errors.ts'
import { scoreOf } from '../assessment.ts'
import { getFramework } from '../store/framework.ts'
import {
  deleteAssessment,
  findOpen,
  findOwn,
  findOwnSchool,
  finishAssessment,
  listAnswers,
  openAssessment,
  setSharing,
  writeAnswers,
  type Assessment,
} from '../store/assessments.ts'

function ownPerson(actor: Actor): string {
  if (actor.kind !== 'account' || !actor.personId) throw precondition('staff.competence.error.no_person')
  return actor.personId
}

const own = () => ({ anywhere: true as const })
const findMine = async (db: Db, input: { id: string }, { actor }: { actor: Actor }): Promise<Assessment> => {
  const found = await findOwn(db, ownPerson(actor), input.id)
  if (!found) throw notFound()
  return found
}

/** What the audit may know: that it was done. Never an answer: many may read the audit. */
const trace = (id: string, before: Record<string, unknown> | null, after: Record<string, unknown> | null) => [
  { subject: 'staff.self-assessment', id, before, after },
]

/** Keeps the answers of one domain; one may stop after any of them and go on another day. */
export const saveStep = defineAction({
  name: 'staff.save-self-assessment-step',
  permission: 'signed-in',
  input: z.object({
    domain: z.string().max(10),
    ticks: z.record(z.string(), z.array(z.enum(['1', '2', '3', '4']))).default({}),
  }),
  find: nothing,
  about: own,
  async run(tx, { input, actor, today }) {
    const framework = await getFramework(tx, today)
    const domain = framework.domains.find((one) => one.code === input.domain)
    if (!domain) throw notFound()
    const assessment = await openAssessment(tx, ownPerson(actor), framework.questionnaire_id, today)
    const answers = domain.components.map(({ code }) => {
      const chosen = input.ticks[code.replace('.', '-')] ?? []
      const ticked = (['1', '2', '3', '4'] as const).map((position) => chosen.includes(position))
      return { component_code: code, ticked, score: scoreOf(ticked) }
    })
    await writeAnswers(tx, assessment, answers)
    const answered = new Set((await listAnswers(tx, assessment.id)).map((answer) => answer.component_code))
    const next = framework.domains.find((one) =>
      one.components.some((component) => !answered.has(component.code)),
    )
    return {
      result: { next: next?.code ?? null },
      changes: trace(assessment.id, null, { domain: domain.code }),
    }
  },
})

/** Closes the one being filled in, once every component is answered. */
export const finish = defineAction({
  name: 'staff.finish-self-assessment',
  permission: 'signed-in',
  input: z.object({}),
  find: nothing,
  about: own,
  async run(tx, { actor, today }) {
    const framework = await getFramework(tx, today)
    const open = await findOpen(tx, ownPerson(actor), framework.questionnaire_id)
    if (!open) throw notFound()
    const answered = new Set((await listAnswers(tx, open.id)).map((answer) => answer.component_code))
    const isComplete = framework.domains.every((domain) =>
      domain.components.every((component) => answered.has(component.code)),
    )
    if (!isComplete) throw precondition('staff.competence.error.not_complete')
    await finishAssessment(tx, open.id, today)
    return { result: { id: open.id }, changes: trace(open.id, { finished_on: null }, { finished_on: today }) }
  },
})

/** Shows a finished one to the managers of one's school, or takes that back. */
export const share = defineAction({
  name: 'staff.share-self-assessment',
  permission: 'signed-in',
  input: z.object({ id: z.uuid(), share: z.enum(['yes', 'no']) }),
  find: findMine,
  about: own,
  async run(tx, { input, target, actor, today }) {
    if (!target.finished_on) throw precondition('staff.competence.error.not_complete')
    const school = input.share === 'yes' ? await findOwnSchool(tx, ownPerson(actor), today) : null
    if (school === undefined) throw precondition('staff.competence.error.no_school')
    await setSharing(tx, target.id, school, today)
    return {
      result: { id: target.id, shared: school !== null },
      changes: trace(target.id, { shared_with: target.shared_with }, { shared_with: school }),
    }
  },
})

/** Deletes one's own, with its answers, for good. */
export const remove = defineAction({
  name: 'staff.delete-self-assessment',
  permission: 'signed-in',
  input: z.object({ id: z.uuid() }),
  find: findMine,
  about: own,
  async run(tx, { target }) {
    await deleteAssessment(tx, target.id)
    return { result: { id: target.id }, changes: trace(target.id, { started_on: target.started_on }, null) }
  },
})
