import { constantTimeEqual, makeSignature } from 'better-auth/crypto'
import { publicActor, type Actor, type Grant } from '#platform/access.ts'
import type { App, Authenticate } from '#platform/app.ts'
import { today } from '#platform/clock.ts'
import { parseCookies } from '#platform/http/cookies.ts'
import { authOf } from './auth.ts'
import { narrowGrants, readScope } from './api-key.ts'
import { limits } from './limits.ts'
import { cookiesOnly } from './reply.ts'
import { needsSecondFactor, setUpPath } from './role.ts'
import {
  findAccountOnDay,
  findSessionOnDay,
  toGrants,
  type AccountOnDay,
  type SessionOnDay,
} from './store/actor.ts'

/** Who sent this request: an API key, a session, or nobody we know. */
export const authenticate: Authenticate = async (app, request) => {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  if (bearer) return { actor: await actorOfKey(app, bearer) }
  return actorOfSession(app, request)
}

async function actorOfSession(app: App, request: Request): ReturnType<Authenticate> {
  const token = await sessionToken(app, request)
  const session = token ? await findSessionOnDay(app, token, today(app.clock)) : undefined
  if (!session) return { actor: publicActor }
  if (session.state !== 'active') return { actor: publicActor, ended: session.id }
  const idle = secondsSince(session.updated_at)
  if (isOver(session)) {
    // Ended, not removed: whoever was typing may take the form back until the nightly sweep (`platform/forms/parked.ts`).
    await app.database.owner.query(
      `update identity.session set expires_at = now() where id = $1 and expires_at > now()`,
      [session.session_id],
    )
    return { actor: publicActor, ended: session.id }
  }
  const actor = toActor(app, session, 'session', session.session_id)
  return idle > limits.renewEvery ? { actor, headers: await renew(app, request) } : { actor }
}

function secondsSince(moment: Date): number {
  return (Date.now() - moment.getTime()) / 1000
}

function isOver(session: SessionOnDay): boolean {
  const isElevated = session.grants.some((grant) => needsSecondFactor(grant.role))
  return (
    secondsSince(session.expires_at) > 0 ||
    secondsSince(session.updated_at) > (isElevated ? limits.idleElevated : limits.idle) ||
    secondsSince(session.created_at) > (isElevated ? limits.longestElevated : limits.longest)
  )
}

/** The session cookie's token, when its signature is ours; the same check better-auth makes, without its queries. */
async function sessionToken(app: App, request: Request): Promise<string | undefined> {
  if (!request.headers.get('cookie')) return undefined
  const context = await authOf(app).$context
  const value = parseCookies(request)[context.authCookies.sessionToken.name]
  const dot = value?.lastIndexOf('.') ?? -1
  if (!value || dot < 1) return undefined
  const token = value.slice(0, dot)
  return constantTimeEqual(value.slice(dot + 1), await makeSignature(token, context.secret))
    ? token
    : undefined
}

async function renew(app: App, request: Request): Promise<Headers> {
  const { headers } = await authOf(app).api.getSession({ headers: request.headers, returnHeaders: true })
  return cookiesOnly(headers)
}

async function actorOfKey(app: App, key: string): Promise<Actor> {
  const checked = await authOf(app).api.verifyApiKey({ body: { key } })
  if (!checked.valid || !checked.key) return publicActor
  const account = await findAccountOnDay(app, checked.key.referenceId, today(app.clock))
  if (account?.state !== 'active') return publicActor
  const actor = toActor(app, account, 'api-key', undefined)
  const scope = readScope(checked.key.metadata)
  if (actor.kind !== 'account' || !scope) return publicActor
  const grants = narrowGrants(actor.grants, scope)
  // What is the owner's own opens only to a key that was given a right over it.
  const isOwn = grants.some((grant) => grant.area.kind === 'self')
  return { ...actor, grants, personId: isOwn ? actor.personId : undefined }
}

function toActor(
  app: App,
  account: AccountOnDay,
  via: 'session' | 'api-key',
  sessionId: string | undefined,
): Actor {
  return {
    kind: 'account',
    id: account.id,
    name: account.name,
    email: account.email,
    personId: account.person_id ?? undefined,
    grants: isHeldBack(account) ? [] : toGrants(app, account.grants),
    via,
    sessionId,
    waiting: isHeldBack(account) ? { key: 'identity.second_factor.needed', href: setUpPath } : undefined,
  }
}

/** A role that needs a second factor gives nothing until there is one; then the whole account waits, so that nobody works half. */
export function isHeldBack(
  account: Pick<AccountOnDay, 'has_second_factor'> & { grants: readonly Pick<Grant, 'role'>[] },
): boolean {
  return !account.has_second_factor && account.grants.some((grant) => needsSecondFactor(grant.role))
}
