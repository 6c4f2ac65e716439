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
import { findAccountOnDay, findSessionOnDay, toGrants, type AccountOnDay } from './store/actor.ts'

/** Who sent this request: an API key, a session, or nobody we know. */
export const authenticate: Authenticate = async (app, request) => {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  if (bearer) return { actor: await actorOfKey(app, bearer) }
  return actorOfSession(app, request)
}

async function actorOfSession(app: App, request: Request): ReturnType<Authenticate> {
  const token = await sessionToken(app, request)
  const session = token ? await findSessionOnDay(app, token, today(app.clock)) : undefined
  if (!session || session.state !== 'active') return { actor: publicActor }
  const idle = (Date.now() - session.updated_at.getTime()) / 1000
  const isElevated = session.grants.some((grant) => needsSecondFactor(grant.role))
  if (session.expires_at.getTime() < Date.now() || (isElevated && idle > limits.idleElevated)) {
    await app.database.owner.query(`delete from identity.session where id = $1`, [session.session_id])
    return { actor: publicActor }
  }
  const actor = toActor(app, session, 'session', session.session_id)
  return idle > limits.renewEvery ? { actor, headers: await renew(app, request) } : { actor }
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
  return actor.kind === 'account' && scope
    ? { ...actor, grants: narrowGrants(actor.grants, scope) }
    : publicActor
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
