import type { App } from '#platform/app.ts'
import type { JsonObject } from '#platform/credentials/index.ts'
import { notFound } from '#platform/errors.ts'
import { defineEndpoint, type Endpoint } from '#platform/pages/endpoint.ts'
import { problemOf, unreadable } from './problems.ts'
import { issueForTest, verifyForTest, verifyPresentationForTest, type Verified } from './service.ts'

/** One verb of the VC API (W3C CCG): JSON in, JSON out, problems as RFC 9457. Not there unless `VC_API` is set. */
const verb = (path: string, work: (app: App, body: JsonObject) => Promise<Response>) =>
  defineEndpoint({
    method: 'POST',
    path,
    permission: 'public',
    async handle({ app, request }) {
      if (!app.config.vcApi) throw notFound()
      try {
        return await work(app, await readBody(request))
      } catch (error) {
        const problem = problemOf(error)
        return Response.json(problem, {
          status: problem.status,
          headers: { 'content-type': 'application/problem+json' },
        })
      }
    },
  })

async function readBody(request: Request): Promise<JsonObject> {
  const body = (await request.json().catch(() => undefined)) as unknown
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw unreadable('body')
  return body as JsonObject
}

/** The suites read the status: what does not verify is no good request. */
const answer = (verified: Verified) => Response.json(verified, { status: verified.verified ? 200 : 400 })

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)

const issue = verb('/credentials/issue', async (app, body) =>
  Response.json({ verifiableCredential: await issueForTest(app, body.credential) }, { status: 201 }),
)

const verify = verb('/credentials/verify', async (app, body) =>
  answer(await verifyForTest(app, body.verifiableCredential)),
)

const verifyPresentation = verb('/presentations/verify', async (app, body) => {
  const { challenge, domain } = (body.options ?? {}) as JsonObject
  const asked = { challenge: textOf(challenge), domain: textOf(domain) }
  return answer(await verifyPresentationForTest(app, body.verifiablePresentation, asked))
})

/** For outside test suites of credentials. */
export const vcApiEndpoints: Endpoint[] = [issue, verify, verifyPresentation]
