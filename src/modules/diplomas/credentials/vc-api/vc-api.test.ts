import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor } from '#platform/access.ts'
import {
  addProof,
  findBundled,
  generateKeyPair,
  signWith,
  type JsonObject,
} from '#platform/credentials/index.ts'
import { diplomas } from '../../module.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { curricula } from '#modules/curricula/module.ts'
import { identity } from '#modules/identity/module.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { places } from '#modules/places/module.ts'
import { staff } from '#modules/staff/module.ts'
import { students } from '#modules/students/module.ts'
import { testIssuer } from './service.ts'

let site: TestApp
let did: string
const modules = [places, identity, institutions, people, staff, curricula, students, diplomas]
beforeAll(async () => {
  site = await testApp({ modules, env: { VC_API: '1' } })
  ;({ did } = await testIssuer(site.app))
})

async function send(path: string, body: unknown, web = site.web) {
  const answer = await web.request(`http://test.local${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    body: (await answer.json()) as JsonObject,
  }
}

const sample = (more: JsonObject = {}) => ({
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'],
  type: ['VerifiableCredential'],
  issuer: did,
  credentialSubject: { id: 'did:example:subject', alumniOf: 'Trường' },
  ...more,
})
const issued = async (more: JsonObject = {}) =>
  (await send('/credentials/issue', { credential: sample(more) })).body.verifiableCredential as JsonObject

describe('the VC API', () => {
  test('issues a credential that it then verifies', async () => {
    const answer = await send('/credentials/issue', { credential: sample() })
    expect(answer.status).toBe(201)
    const { verifiableCredential } = answer.body
    expect(verifiableCredential).toMatchObject({ issuer: did, proof: { cryptosuite: 'eddsa-rdfc-2022' } })
    expect(await send('/credentials/verify', { verifiableCredential })).toMatchObject({
      status: 200,
      body: { verified: true, problemDetails: [] },
    })
  })

  test.each([
    ['another issuer', { issuer: 'did:example:other' }, 'MALFORMED_VALUE_ERROR'],
    ['no issuer', { issuer: undefined }, 'MALFORMED_VALUE_ERROR'],
    [
      'an unknown context',
      { '@context': ['https://www.w3.org/ns/credentials/v2', 'https://example.com/1'] },
      'PARSING_ERROR',
    ],
    [
      'a wrong order of contexts',
      { '@context': ['https://www.w3.org/ns/credentials/examples/v2'] },
      'MALFORMED_VALUE_ERROR',
    ],
  ])('does not issue with %s, and says the problem', async (_, more, type) => {
    const answer = await send('/credentials/issue', { credential: sample(more as JsonObject) })
    expect(answer).toMatchObject({
      status: 400,
      type: 'application/problem+json',
      body: { title: expect.any(String) },
    })
    expect(answer.body.type).toMatch(new RegExp(`#${type}$`))
  })

  test('does not verify what was altered, is over, or is no credential', async () => {
    const good = await issued()
    const cases: [unknown, string][] = [
      [
        { ...good, credentialSubject: { id: 'did:example:subject', alumniOf: 'x' } },
        'PROOF_VERIFICATION_ERROR',
      ],
      [await issued({ validUntil: '2020-01-01T00:00:00Z' }), 'RANGE_ERROR'],
      [sample(), 'PROOF_VERIFICATION_ERROR'],
      [undefined, 'MALFORMED_VALUE_ERROR'],
    ]
    for (const [verifiableCredential, type] of cases) {
      const answer = await send('/credentials/verify', { verifiableCredential })
      expect(answer).toMatchObject({ status: 400, body: { verified: false } })
      expect((answer.body.problemDetails as JsonObject[])[0]!.type).toMatch(new RegExp(`#${type}$`))
    }
    expect(await send('/credentials/verify', '{')).toMatchObject({
      status: 400,
      type: 'application/problem+json',
    })
  })

  test('verifies a presentation with its challenge and domain, and every credential in it', async () => {
    const pair = await generateKeyPair()
    const holder = `did:key:${pair.publicKey}`
    const signer = { verificationMethod: `${holder}#${pair.publicKey}`, sign: await signWith(pair.secret) }
    const good = await issued()
    const present = (verifiableCredential: unknown) =>
      addProof(
        {
          '@context': [
            'https://www.w3.org/ns/credentials/v2',
            'https://www.w3.org/ns/credentials/examples/v2',
          ],
          type: ['VerifiablePresentation'],
          holder,
          verifiableCredential,
        },
        signer,
        {
          created: '2026-11-22T03:00:00Z',
          purpose: 'authentication',
          challenge: 'c1',
          domain: 'x.vn',
          find: (url) =>
            url.endsWith('examples/v2')
              ? { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } }
              : findBundled(url),
        },
      )
    const verifiablePresentation = await present([good])
    const ask = (presentation: unknown, options: JsonObject) =>
      send('/presentations/verify', { verifiablePresentation: presentation, options })
    const options = { challenge: 'c1', domain: 'x.vn' }
    expect(await ask(verifiablePresentation, options)).toMatchObject({
      status: 200,
      body: { verified: true },
    })
    for (const [presentation, other] of [
      [verifiablePresentation, { ...options, challenge: 'c2' }],
      [verifiablePresentation, { ...options, domain: 'y.vn' }],
      [{ ...verifiablePresentation, holder: did }, options],
      [await present([{ ...good, issuer: holder }]), options],
    ] as const)
      expect(await ask(presentation, other)).toMatchObject({ status: 400, body: { verified: false } })
  })

  test('is not there unless it is asked for', async () => {
    const plain = await testApp({ modules })
    for (const path of ['/credentials/issue', '/credentials/verify', '/presentations/verify']) {
      const answer = await plain.as(publicActor).post(path, {})
      expect(answer.status).toBe(404)
    }
  })
})
