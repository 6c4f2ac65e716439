import { z } from 'zod'
import type { App } from '#platform/app.ts'
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import { today } from '#platform/clock.ts'
import { defineEndpoint, type Endpoint, type EndpointContext } from '#platform/pages/endpoint.ts'
import { noteNewPasskey } from './actions/note-new-passkey.ts'
import { noteSignIn } from './actions/note-sign-in.ts'
import { authOf, authPath, oidcProvider } from './auth.ts'
import { deviceName } from './device.ts'
import { limits } from './limits.ts'
import { addressOf, guardRate } from '#platform/rate.ts'
import { findSessionOnDay } from './store/actor.ts'

/**
 * The few routes of better-auth a browser must reach itself: the return from the OpenID Connect provider and the
 * two halves of each passkey ceremony. Everything else of it is called by our own actions, and is not served.
 */
export const endpoints: readonly Endpoint[] = [
  route('GET', `/callback/${oidcProvider}`, 'public', 'oidc'),
  route('GET', '/passkey/generate-authenticate-options', 'public'),
  route('POST', '/passkey/verify-authentication', 'public', 'passkey'),
  route('GET', '/passkey/generate-register-options', 'signed-in'),
  {
    ...route('POST', '/passkey/verify-registration', 'signed-in'),
    handle: addPasskey,
  },
]

function route(method: 'GET' | 'POST', path: string, permission: string, way?: 'oidc' | 'passkey'): Endpoint {
  return defineEndpoint({
    method,
    path: authPath + path,
    permission,
    async handle({ app, request }: EndpointContext) {
      const answer = await ask(app, request)
      if (way) await note(app, request, answer, way)
      return answer
    },
  })
}

async function ask(app: App, request: Request): Promise<Response> {
  const address = addressOf(request.headers)
  if (address) await guardRate(app, `address ${address}`, limits.attemptsPerAddress)
  return authOf(app).handler(request)
}

/** A new way into the account stands in the log like every other change of it. */
async function addPasskey({ app, request, actor }: EndpointContext): Promise<Response> {
  const answer = await ask(app, request)
  if (!answer.ok) return answer
  const made = z.object({ id: z.string() }).parse(await answer.clone().json())
  await act(app, noteNewPasskey, { passkey: made.id }, actor)
  return answer
}

/** Notes a sign-in that better-auth completed by itself. */
async function note(app: App, request: Request, answer: Response, way: 'oidc' | 'passkey'): Promise<void> {
  const name = (await authOf(app).$context).authCookies.sessionToken.name
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith(`${name}=`))
  const value = cookie ? decodeURIComponent(cookie.slice(name.length + 1).split(';')[0]!) : ''
  const token = value.slice(0, value.lastIndexOf('.'))
  const session = token ? await findSessionOnDay(app, token, today(app.clock)) : undefined
  if (!session) return
  const device = deviceName(request.headers.get('user-agent'))
  await act(app, noteSignIn, { account: session.id, way, device }, systemActor('identity'))
}
