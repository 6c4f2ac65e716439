import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { findGrant, may } from '#platform/access.ts'
import { recordLook } from '#platform/audit/looks.ts'
import { didDocument, didWeb } from '#platform/credentials/index.ts'
import { notFound } from '#platform/errors.ts'
import { contentDisposition } from '#platform/files/index.ts'
import { defineEndpoint, type Endpoint } from '#platform/pages/endpoint.ts'
import { getTarget } from '../changes/store/target.ts'
import { issuerDid } from './addresses.ts'
import { findIssuerDocument } from './sources.ts'
import { findStatusList } from './status-credential.ts'

/** What anybody fetches, from any site: kept for five minutes, then asked again by its mark. */
function answerOpen(request: Request, type: string, value: unknown): Response {
  const body = JSON.stringify(value)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
  const headers = {
    etag,
    'cache-control': 'public, max-age=300',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  }
  const isKept = request.headers
    .get('if-none-match')
    ?.split(',')
    .some((one) => one.trim().replace(/^W\//, '') === etag)
  if (isKept) return new Response(null, { status: 304, headers })
  return new Response(body, { headers: { ...headers, 'content-type': type } })
}

/** The platform's own DID: it signs nothing, and says where diplomas are checked. */
const platformDid = defineEndpoint({
  method: 'GET',
  path: '/.well-known/did.json',
  permission: 'public',
  async handle({ app, request }) {
    const did = didWeb(app.publicUrl())
    return answerOpen(request, 'application/did+json', {
      ...didDocument(did, []),
      service: [
        { id: `${did}#van-bang`, type: 'LinkedDomains', serviceEndpoint: `${app.publicUrl()}/van-bang` },
      ],
    })
  },
})

/** The DID document of a school: its public keys, those out of use too. */
const schoolDid = defineEndpoint({
  method: 'GET',
  path: '/truong/:code/did.json',
  permission: 'public',
  async handle({ app, request, params }) {
    const document = await findIssuerDocument(app, issuerDid(app.publicUrl(), params.code ?? ''))
    if (!document) throw notFound()
    return answerOpen(request, 'application/did+json', document)
  },
})

const ListName = z.object({
  code: z.string(),
  list: z.coerce.number().int().min(1).max(9_999_999),
  purpose: z.enum(['revocation', 'suspension', 'message']),
})

/** A list of status, as credentials name it. */
const statusList = defineEndpoint({
  method: 'GET',
  path: '/truong/:code/trang-thai/:list/:purpose',
  permission: 'public',
  async handle({ app, request, params }) {
    const name = ListName.safeParse(params)
    const list = name.success ? await findStatusList(app, name.data) : undefined
    if (!list) throw notFound()
    return answerOpen(request, 'application/vc', list)
  },
})

/** The credential of a diploma for the office that keeps its register; holders take theirs from their own space. */
const credentialFile = defineEndpoint({
  method: 'GET',
  path: '/van-bang-cap/:id/van-bang.json',
  permission: 'diplomas.read',
  async handle({ app, actor, params, read, url }) {
    const id = z.uuid().safeParse(params.id)
    if (!id.success) throw notFound()
    const diploma = await read((db) => getTarget(db, id.data))
    const about = { institution: diploma.keeper_id }
    if (!diploma.credential_file || !may(actor, 'diplomas.read', about)) throw notFound()
    if (diploma.person_id) {
      const grantId = findGrant(actor, 'diplomas.read', about)?.id
      const look = { subject: 'people.person', ids: [diploma.person_id], grantId }
      await recordLook(app.database, actor, url.pathname, look)
    }
    const bytes = app.keys.openBytes(await buffer((await app.files.get(diploma.credential_file)).stream))
    return new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: {
        'content-type': 'application/vc',
        'content-disposition': contentDisposition(`van-bang-${diploma.serial ?? ''}.json`),
        'cache-control': 'private, no-store',
      },
    })
  },
})

export const credentialEndpoints: Endpoint[] = [platformDid, schoolDid, statusList, credentialFile]
