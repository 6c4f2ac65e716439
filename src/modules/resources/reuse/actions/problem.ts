import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { may } from '#platform/access.ts'
import { actorLabel } from '#platform/audit/record.ts'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, invalid, notFound } from '#platform/errors.ts'
import { guardRate } from '#platform/rate.ts'
import { isOwn, maySee, placeOf } from '../../catalogue/rights.ts'
import { getVersion } from '../../catalogue/store/version.ts'
import { answerProblem, getProblem, insertProblem, problemKinds } from '../store/problem.ts'

/** Problems told from one address, or by one account, within an hour. */
const telling = { most: 10, within: 3600 }

/** Tells that something is wrong; anybody who sees the resource may. */
export const tellProblem = defineAction({
  name: 'resources.tell-problem',
  permission: 'public',
  input: z.object({
    id: z.uuid(),
    kind: z.enum(problemKinds, 'resources.reuse.error.kind'),
    text: z.string('resources.reuse.error.text').trim().min(10, 'resources.reuse.error.text').max(4000),
    name: z.string().trim().max(120).optional(),
    contact: z.string().trim().max(200).optional(),
    address_of_sender: z.string().optional(),
  }),
  async find(db, input, { actor }) {
    const version = await getVersion(db, input.id)
    if (!(await maySee(db, actor, version)) || version.state !== 'published') throw notFound()
    return version
  },
  about: () => ({ anywhere: true }),
  async run(tx, { input, target, actor, app }) {
    const { id: account, name } = actorLabel(actor)
    if (input.kind === 'rights' && !account && !input.contact)
      throw invalid({ contact: 'resources.reuse.error.contact' })
    await guardRate(app, `resource problem ${account || (input.address_of_sender ?? '')}`, telling)
    const id = randomUUID()
    await insertProblem(tx, {
      id,
      resource_id: target.resource_id,
      version_id: target.id,
      institution_id: target.institution_id,
      kind: input.kind,
      text: input.text,
      account,
      name: account ? name : (input.name ?? null),
      contact: input.contact ?? null,
      at: app.clock.now(),
    })
    return {
      result: { code: target.code },
      changes: [
        {
          subject: 'resources.problem',
          id,
          institution: target.institution_id,
          before: null,
          after: { resource: target.code, kind: input.kind },
        },
      ],
    }
  },
})

/** Answers a problem: the authors, or who decides at its school. */
export const answerProblemAction = defineAction({
  name: 'resources.answer-problem',
  permission: 'resources.contribute',
  input: z.object({
    problem: z.uuid(),
    version: z.coerce.number().int(),
    answer: z.string('resources.reuse.error.answer').trim().min(3, 'resources.reuse.error.answer').max(4000),
  }),
  async find(db, input, { actor }) {
    const problem = await getProblem(db, input.problem)
    const version = await getVersion(db, problem.version_id)
    const isFor = (await isOwn(db, actor, version)) || may(actor, 'resources.decide', placeOf(version))
    if (!isFor) throw notFound()
    return problem
  },
  about: () => ({ anywhere: true }),
  async run(tx, { input, target, actor, app }) {
    const by = actorLabel(actor).name
    const next = { answer: input.answer, by, at: app.clock.now() }
    if (!(await answerProblem(tx, { id: target.id, version: input.version }, next))) throw conflict()
    return {
      result: { id: target.id },
      changes: [
        {
          subject: 'resources.problem',
          id: target.id,
          institution: target.institution_id,
          before: { state: target.state, answer: target.answer },
          after: { state: 'answered', answer: input.answer },
        },
      ],
    }
  },
})
