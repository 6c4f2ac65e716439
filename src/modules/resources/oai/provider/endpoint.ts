import { publicActor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import { AppError } from '#platform/errors.ts'
import { defineEndpoint, type EndpointContext } from '#platform/pages/endpoint.ts'
import { addressOf, guardRate } from '#platform/rate.ts'
import { xmlText } from '../../catalogue/metadata/record.ts'
import { readClock } from '../store/record.ts'
import { answer, tag } from './answer.ts'
import { OaiError, readArguments, type Arguments, type Verb } from './arguments.ts'

/** A harvester with ten requests a second all the while is let through. */
const limit = { most: 1200, within: 60 }

/** Our public resources for other repositories (OAI-PMH 2.0). Whoever asks gets what everybody gets. */
async function handle({ app, request, url }: EndpointContext): Promise<Response> {
  const address = addressOf(request.headers)
  try {
    if (address) await guardRate(app, `oai ${address}`, limit)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // Harvesters know 503 with Retry-After, not 429.
    return new Response('busy, come back later\n', { status: 503, headers: { 'Retry-After': '60' } })
  }
  const sent = request.method === 'POST' ? await readBody(request) : url.searchParams
  const body = await app.database.read(publicActor, async (db) => {
    const { now } = await readClock(db)
    let asked: { verb: Verb; given: Arguments } | undefined
    try {
      asked = readArguments(sent)
      const inside = await answer(app, db, asked.verb, asked.given)
      return frame(app, now, asked, `<${asked.verb}>${inside}</${asked.verb}>`)
    } catch (error) {
      if (!(error instanceof OaiError)) throw error
      // The request is repeated only where it was one.
      const isOne = error.code !== 'badVerb' && error.code !== 'badArgument'
      const words = `<error code="${error.code}">${xmlText(error.message)}</error>`
      return frame(app, now, isOne ? asked : undefined, words)
    }
  })
  return new Response(body, {
    headers: { 'Content-Type': 'text/xml; charset=utf-8', 'Cache-Control': 'no-cache' },
  })
}

/** Arguments of a POST; a body of another type has none. */
async function readBody(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get('content-type') ?? ''
  return new URLSearchParams(type.startsWith('application/x-www-form-urlencoded') ? await request.text() : '')
}

function frame(
  app: App,
  now: string,
  asked: { verb: Verb; given: Arguments } | undefined,
  inside: string,
): string {
  const attributes = asked
    ? Object.entries({ verb: asked.verb, ...asked.given }).map(
        ([name, value]) => ` ${name}="${xmlText(value)}"`,
      )
    : []
  return `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">${tag('responseDate', now)}<request${attributes.join('')}>${xmlText(`${app.publicUrl()}/oai`)}</request>${inside}</OAI-PMH>
`
}

const shared = { path: '/oai', permission: 'public', isOpen: true, handle } as const

export const oaiGet = defineEndpoint({ ...shared, method: 'GET' })
export const oaiPost = defineEndpoint({ ...shared, method: 'POST' })
