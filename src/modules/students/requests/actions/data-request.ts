import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { changePerson, findPerson, maskCitizenNumber } from '#modules/people/index.ts'
import { may, type Actor } from '#platform/access.ts'
import { defineAction } from '#platform/actions/define.ts'
import type { App } from '#platform/app.ts'
import { actorLabel, type Change } from '#platform/audit/record.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { conflict, invalid, notFound, precondition } from '#platform/errors.ts'
import { receive, type Purpose } from '#platform/files/index.ts'
import { getLearner, updateLearner } from '../../records/store/learner.ts'
import {
  changesOf,
  DataRequestFields,
  factTexts,
  mendedFields,
  provenFields,
  type DataRequest,
  type Paper,
} from '../data-request.ts'
import { closeDataRequest, getDataRequest, insertDataRequest } from '../store/data-request.ts'

const proof: Purpose = { purpose: 'data-request', maxBytes: 10 * 1024 * 1024, types: ['pdf', 'jpeg', 'png'] }
/** Three papers and the fields beside them. */
export const dataRequestMaxBody = 3 * proof.maxBytes + 256 * 1024

export const ownPerson = (actor: Actor): string | undefined =>
  actor.kind === 'account' ? actor.personId : undefined

const subject = 'students.data_request'
const seen = { request: z.uuid(), version: z.coerce.number().int() }

/** The person and the learner record as they are, and their facts as text. */
export async function readFacts(db: Db, learnerId: string) {
  const learner = await getLearner(db, learnerId)
  const person = await findPerson(db, learner.person_id)
  if (!person) throw notFound()
  const number = maskCitizenNumber(person) || undefined
  return { learner, person, now: factTexts(person, { number, address: learner.address }) }
}

/** A learner asks that facts about them be mended. */
export const askDataChange = defineAction({
  name: 'students.ask-data-change',
  permission: 'students.learn',
  input: DataRequestFields.extend({ learner: z.uuid() }),
  async find(db, input, { actor }) {
    const found = await readFacts(db, input.learner)
    if (found.person.id !== ownPerson(actor)) throw notFound()
    return found
  },
  about: ({ person }) => ({ person: person.id }),
  async run(tx, { input, target: { learner, person, now }, app }) {
    const values = changesOf(now, input)
    const fields = Object.keys(values)
    if (fields.length === 0) throw precondition('students.request.error.nothing')
    if (input.files.length === 0 && provenFields.some((field) => values[field]))
      throw invalid({ files: 'students.request.error.paper' })
    const row = {
      id: randomUUID(),
      learner_id: learner.id,
      person_id: person.id,
      institution_id: learner.institution_id,
      proposal: { values, reason: input.reason ?? null },
      files: await keepPapers(app, input.files),
    }
    if (!(await insertDataRequest(tx, app.keys, row, app.clock.now().toISOString())))
      throw precondition('students.request.error.open')
    return {
      result: { id: row.id },
      // the values stay sealed in the request itself
      changes: [
        {
          subject,
          id: row.id,
          institution: learner.institution_id,
          before: null,
          after: { person_id: person.id, fields, files: row.files.length },
        },
      ],
    }
  },
})

async function keepPapers(app: App, files: readonly File[]): Promise<Paper[]> {
  const kept: Paper[] = []
  for (const file of files) {
    const { hash, name, kind } = await receive(app.files, file.stream(), file.name, proof)
    kept.push({ hash, name, kind })
  }
  return kept
}

/** The learner takes the request back while nobody has decided. */
export const withdrawDataRequest = defineAction({
  name: 'students.withdraw-data-request',
  permission: 'students.learn',
  input: z.object(seen),
  async find(db, input, { actor, app }) {
    const request = await getDataRequest(db, app.keys, input.request)
    if (request.person_id !== ownPerson(actor)) throw notFound()
    return request
  },
  about: (request) => ({ person: request.person_id }),
  async run(tx, { input, target }) {
    const next = { state: 'withdrawn' as const, answer: null, decided: null }
    if (!(await closeDataRequest(tx, { id: target.id, version: input.version }, next))) throw conflict()
    return { result: { id: target.id }, changes: [moved(target, 'withdrawn')] }
  },
})

const moved = (request: DataRequest, state: string, answer: string | null = null): Change => ({
  subject,
  id: request.id,
  institution: request.institution_id,
  before: { state: 'open' },
  after: { state, answer },
})

/** Somebody of the school agrees, and the facts become what was asked; or refuses with the reason. Never one's own. */
export const decideDataRequest = defineAction({
  name: 'students.decide-data-request',
  permission: 'students.edit',
  input: z.object({
    ...seen,
    verdict: z.enum(['accepted', 'refused'], 'students.request.error.verdict'),
    answer: z.string().trim().max(500).optional(),
  }),
  find: (db, input, { app }) => getDataRequest(db, app.keys, input.request),
  about: (request) => ({ institution: request.institution_id }),
  async run(tx, { input, target, actor, app, today }) {
    if (target.state !== 'open') throw precondition('students.request.error.decided')
    if (ownPerson(actor) === target.person_id) throw precondition('students.request.error.own')
    if (input.verdict === 'refused' && !input.answer)
      throw invalid({ answer: 'students.request.error.answer' })
    const answer = input.answer ?? null
    const { id: by, name: byName } = actorLabel(actor)
    const decided = { by, byName, at: app.clock.now().toISOString() }
    const next = { state: input.verdict, answer, decided }
    if (!(await closeDataRequest(tx, { id: target.id, version: input.version }, next))) throw conflict()
    const changes = input.verdict === 'accepted' ? await mend(tx, target, { actor, app, today }) : []
    return { result: { id: target.id }, changes: [moved(target, input.verdict, answer), ...changes] }
  },
})

async function mend(
  tx: Tx,
  request: DataRequest,
  { actor, app, today }: { actor: Actor; app: App; today: string },
): Promise<Change[]> {
  const place = { institution: request.institution_id }
  const maySense = may(actor, 'people.read-sensitive', place)
  if (!may(actor, 'people.edit', place) || (request.proposal.values.ethnicity && !maySense))
    throw precondition('students.request.error.right')
  const { learner, person } = await readFacts(tx, request.learner_id)
  const { address, ...ofPerson } = request.proposal.values
  const changes: Change[] = []
  if (Object.keys(ofPerson).length > 0) {
    const fields = mendedFields(person, request.proposal)
    const change = await changePerson(tx, app, { person, version: person.version, fields, maySense, today })
    changes.push({ subject: 'people.person', id: person.id, institution: request.institution_id, ...change })
  }
  if (address) {
    const { code, schooling, unit_id } = learner
    const after = { code, schooling, unit_id, address: address.new }
    if ((await updateLearner(tx, learner.id, learner.version, after)) === 0) throw conflict()
    changes.push({
      subject: 'students.learner',
      id: learner.id,
      institution: request.institution_id,
      before: { address: learner.address },
      after: { address: address.new },
    })
  }
  return changes
}
