import { sql } from 'kysely'
import { z } from 'zod'
import { listPeople } from '#modules/people/index.ts'
import { defineAction } from '#platform/actions/define.ts'
import type { App } from '#platform/app.ts'
import { actorLabel, type Change } from '#platform/audit/record.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { checkAddress } from '../../address.ts'
import type { DiplomaState } from '../../diploma.ts'
import { numberName } from '../../number-name.ts'
import { insertEvents, type NewEvent } from '../../store/diploma.ts'
import { reasons } from '../change.ts'
import { checkDecision } from '../decision.ts'
import { getTarget, holdDiploma, type Target } from '../store/target.ts'
import { decided } from '../typed.ts'

type By = { id: string; name: string }

async function setState(
  tx: Tx,
  target: Target,
  state: DiplomaState,
  event: NewEvent,
  by: By,
): Promise<Change[]> {
  await sql`update diplomas.diploma set state = ${state}, version = version + 1 where id = ${target.id}::uuid`.execute(
    tx,
  )
  await insertEvents(tx, [target.id], event, by)
  return [
    {
      subject: 'diplomas.diploma',
      id: target.id,
      institution: target.institution_id,
      before: { state: target.state },
      after: { state, decision_no: event.decision_no, reason_code: event.reason_code ?? null },
    },
  ]
}

/** The letter to the holder, sealed: whoever acts is not told the address. Null when none is known. */
async function letterOf(db: Db, app: App, target: Target, act: string): Promise<string | null> {
  const person = target.person_id
    ? (await listPeople(db, [target.person_id])).get(target.person_id)
    : undefined
  if (!person?.email) return null
  return app.keys.seal(
    JSON.stringify([person.email, act, numberName(target, app.catalog('vi')), target.public_id]),
  )
}

async function send(app: App, letter: string | null): Promise<void> {
  if (!letter) return
  const t = app.catalog('vi')
  const [to, act, number, publicId] = JSON.parse(app.keys.open(letter)) as [string, string, string, string]
  await app.mailer.send({
    to,
    subject: t.dynamic(`diplomas.changes.mail.${act}.subject`, { number }),
    text: t.dynamic(`diplomas.changes.mail.${act}.text`, { number, address: checkAddress(app, publicId) }),
  })
}

/**
 * Revokes a diploma by decision, for ever: register, list of status and public page say so at once, and the holder is written to
 * (Circular 10/2017/TT-BLĐTBXH, Art. 13).
 */
export const revokeDiploma = defineAction({
  name: 'diplomas.revoke',
  permission: 'diplomas.change',
  input: z.object({ ...decided, reason_code: z.enum(reasons.revoke, 'diplomas.changes.error.reason_code') }),
  find: (db, input) => getTarget(db, input.id),
  about: (target) => ({ institution: target.keeper_id }),
  async run(tx, { input, target, app, actor, today }) {
    await holdDiploma(tx, input, ['issued', 'delivered', 'suspended'])
    checkDecision(input, target.issue_date, today)
    const { kind: _, ...by } = actorLabel(actor)
    const { decision_no, decision_date, reason_code, reason } = input
    const event = { act: 'revoke', on_date: today, decision_no, decision_date, reason_code, reason } as const
    const changes = await setState(tx, target, 'revoked', event, by)
    return { result: { id: target.id, letter: await letterOf(tx, app, target, 'revoke') }, changes }
  },
  after: ({ letter }, { app }) => send(app, letter),
})

/** Suspends a diploma while it is looked into; until it is lifted the public check says that it does not count. */
export const suspendDiploma = defineAction({
  name: 'diplomas.suspend',
  permission: 'diplomas.change',
  input: z.object({ ...decided, reason_code: z.enum(reasons.suspend).default('under_check') }),
  find: (db, input) => getTarget(db, input.id),
  about: (target) => ({ institution: target.keeper_id }),
  async run(tx, { input, target, app, actor, today }) {
    await holdDiploma(tx, input, ['issued', 'delivered'])
    checkDecision(input, target.issue_date, today)
    const { kind: _, ...by } = actorLabel(actor)
    const { decision_no, decision_date, reason_code, reason } = input
    const event = { act: 'suspend', on_date: today, decision_no, decision_date, reason_code, reason } as const
    const changes = await setState(tx, target, 'suspended', event, by)
    return { result: { id: target.id, letter: await letterOf(tx, app, target, 'suspend') }, changes }
  },
  after: ({ letter }, { app }) => send(app, letter),
})

/** Lifts a suspension: the diploma counts again, and stands where it stood before. */
export const liftSuspension = defineAction({
  name: 'diplomas.lift-suspension',
  permission: 'diplomas.change',
  input: z.object(decided),
  find: (db, input) => getTarget(db, input.id),
  about: (target) => ({ institution: target.keeper_id }),
  async run(tx, { input, target, app, actor, today }) {
    await holdDiploma(tx, input, ['suspended'])
    checkDecision(input, target.issue_date, today)
    const { kind: _, ...by } = actorLabel(actor)
    const { decision_no, decision_date, reason } = input
    const event = { act: 'lift', on_date: today, decision_no, decision_date, reason } as const
    const changes = await setState(tx, target, await stateBefore(tx, target.id), event, by)
    return { result: { id: target.id, letter: await letterOf(tx, app, target, 'lift') }, changes }
  },
  after: ({ letter }, { app }) => send(app, letter),
})

async function stateBefore(db: Db, id: string): Promise<'issued' | 'delivered'> {
  const found =
    await sql`select 1 from diplomas.event where diploma_id = ${id}::uuid and act = 'deliver'`.execute(db)
  return found.rows.length > 0 ? 'delivered' : 'issued'
}
