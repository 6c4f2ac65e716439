import { sql } from 'kysely'
import { z } from 'zod'
import { systemActor } from '#platform/access.ts'
import { defineAction } from '#platform/actions/define.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { actorLabel, type Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import { tidyName } from '#platform/text/index.ts'
import { getTarget } from '../../changes/store/target.ts'
import type { Diploma } from '../../diploma.ts'
import { getOwnDiploma } from '../../own/store/diploma.ts'
import { takeNumbers } from '../../registers/store/numbers.ts'
import { typedReason } from '../../registers/typed.ts'
import { getDiploma } from '../../store/diploma.ts'
import { dueDay, mostCopies, requesters, type CertifiedCopy } from '../copy.ts'
import { makeCopy } from '../make.ts'
import { getCopy, holdCopy, insertCopy, keeperOf } from '../store/copy.ts'

const wanted = {
  purpose: z
    .string({ error: 'diplomas.copies.error.purpose' })
    .trim()
    .min(2, 'diplomas.copies.error.purpose')
    .max(200),
  copies: z.coerce
    .number('diplomas.copies.error.copies')
    .int('diplomas.copies.error.copies')
    .min(1, 'diplomas.copies.error.copies')
    .max(mostCopies, 'diplomas.copies.error.copies'),
}

/** Copies are given of what stands; of the rest a person decides. */
const isClear = ({ state, is_compared }: Pick<Diploma, 'state' | 'is_compared'>): boolean =>
  is_compared && (state === 'issued' || state === 'delivered')

function refuseUnclear(diploma: Pick<Diploma, 'state' | 'is_compared'>): void {
  if (isClear(diploma)) return
  throw precondition(
    diploma.is_compared
      ? `diplomas.changes.error.state.${diploma.state}`
      : 'diplomas.old.error.compare_first',
  )
}

const changeOf = (
  id: string,
  institution: string,
  before: Record<string, unknown> | null,
  after: Record<string, unknown>,
): Change => ({ subject: 'diplomas.certified_copy', id, institution, before, after })

/**
 * The holder asks for copies from their own space. Where the diploma stands the register answers at once, without anybody in between;
 * otherwise the request waits for the keeper of the register.
 */
export const askCopy = defineAction({
  name: 'diplomas.ask-copy',
  permission: 'diplomas.own',
  input: z.object({ diploma: z.uuid(), ...wanted }),
  find: (db, input, { actor }) =>
    getOwnDiploma(db, actor.kind === 'account' ? actor.personId : undefined, input.diploma),
  about: (diploma) => ({ person: diploma.person_id ?? undefined }),
  async run(tx, { input, target: diploma, actor, today }) {
    const { name } = actorLabel(actor)
    const keeper = await keeperOf(tx, diploma.id)
    const id = await insertCopy(tx, {
      diploma_id: diploma.id,
      institution_id: keeper,
      person_id: diploma.person_id,
      requester: 'holder',
      requester_name: diploma.content.holder.full_name,
      requester_paper: null,
      purpose: input.purpose,
      copies: input.copies,
      due_on: dueDay(today),
      by_name: name,
      is_demo: diploma.is_demo,
    })
    return {
      result: { id, diploma: diploma.id, isClear: isClear(diploma) },
      changes: [changeOf(id, keeper, null, { state: 'asked', diploma_id: diploma.id, copies: input.copies })],
    }
  },
  async after({ id, isClear: clear }, { app }) {
    if (clear) await answerNow(app, id)
  },
})

async function answerNow(app: App, id: string): Promise<void> {
  await act(app, grantCopy, { id }, systemActor('certified copies'))
}

/** Enters a copy in the register of copies and answers the change. */
async function enter(tx: Tx, copy: CertifiedCopy, diploma: Diploma, today: string): Promise<Change> {
  const { book_id, numbers } = await takeNumbers(tx, {
    institution: copy.institution_id,
    kindCode: diploma.kind_code,
    year: Number(today.slice(0, 4)),
    day: today,
    serials: null,
    count: 1,
    purpose: 'copy',
  })
  const { entry, entry_no } = numbers[0]!
  await sql`update diplomas.certified_copy set state = 'numbered', book_id = ${book_id}::uuid, entry = ${entry}, entry_no = ${entry_no},
    version = version + 1 where id = ${copy.id}::uuid`.execute(tx)
  return changeOf(copy.id, copy.institution_id, { state: copy.state }, { state: 'numbered', entry_no })
}

/** The keeper of the register grants a request that waits: of a diploma that does not stand none is given. */
export const grantCopy = defineAction({
  name: 'diplomas.grant-copy',
  permission: 'diplomas.register',
  input: z.object({ id: z.uuid() }),
  find: (db, input) => getCopy(db, input.id),
  about: (copy) => ({ institution: copy.institution_id }),
  async run(tx, { target: copy, today }) {
    if (!(await holdCopy(tx, copy.id, 'asked'))) throw conflict()
    const diploma = await getDiploma(tx, copy.diploma_id)
    refuseUnclear(diploma)
    return { result: { id: copy.id }, changes: [await enter(tx, copy, diploma, today)] }
  },
  after: ({ id }, { app }) => makeCopy(app, id),
})

/** A request that cannot be granted is refused with the reason, which who asked reads. */
export const refuseCopy = defineAction({
  name: 'diplomas.refuse-copy',
  permission: 'diplomas.register',
  input: z.object({ id: z.uuid(), reason: typedReason }),
  find: (db, input) => getCopy(db, input.id),
  about: (copy) => ({ institution: copy.institution_id }),
  async run(tx, { input, target: copy, today }) {
    if (!(await holdCopy(tx, copy.id, 'asked'))) throw conflict()
    await sql`update diplomas.certified_copy set state = 'refused', refused_reason = ${input.reason}, answered_on = ${today}::date,
      version = version + 1 where id = ${copy.id}::uuid`.execute(tx)
    return {
      result: { id: copy.id },
      changes: [
        changeOf(
          copy.id,
          copy.institution_id,
          { state: 'asked' },
          { state: 'refused', reason: input.reason },
        ),
      ],
    }
  },
})

/** Copies for somebody at the counter: who they are and by what paper, entered and made at once. */
export const counterCopy = defineAction({
  name: 'diplomas.counter-copy',
  permission: 'diplomas.register',
  input: z.object({
    diploma: z.uuid(),
    requester: z.enum(requesters, 'diplomas.copies.error.requester'),
    requester_name: z.string().max(120).transform(tidyName).optional(),
    requester_paper: z
      .string({ error: 'diplomas.copies.error.paper' })
      .trim()
      .min(3, 'diplomas.copies.error.paper')
      .max(200),
    ...wanted,
  }),
  find: (db, input) => getTarget(db, input.diploma),
  about: (target) => ({ institution: target.keeper_id }),
  async run(tx, { input, target: diploma, actor, today }) {
    refuseUnclear(diploma)
    const name = input.requester === 'holder' ? diploma.content.holder.full_name : input.requester_name
    if (!name) throw invalid({ requester_name: 'diplomas.copies.error.name' })
    const id = await insertCopy(tx, {
      diploma_id: diploma.id,
      institution_id: diploma.keeper_id,
      person_id: diploma.person_id,
      requester: input.requester,
      requester_name: name,
      requester_paper: input.requester_paper,
      purpose: input.purpose,
      copies: input.copies,
      due_on: dueDay(today),
      by_name: actorLabel(actor).name,
      is_demo: diploma.is_demo,
    })
    const asked = changeOf(id, diploma.keeper_id, null, {
      state: 'asked',
      diploma_id: diploma.id,
      requester: input.requester,
    })
    return { result: { id }, changes: [asked, await enter(tx, await getCopy(tx, id), diploma, today)] }
  },
  after: ({ id }, { app }) => makeCopy(app, id),
})
