import { createHash } from 'node:crypto'
import type { App } from '#platform/app.ts'
import {
  addProof,
  credentialsContext,
  findBundled,
  issuerOf,
  keyPairOf,
  proofsOf,
  readCredential,
  resolveDidKey,
  signWith,
  statusReader,
  verifyProofs,
  verifySigned,
  type Credential,
  type FindContext,
  type JsonObject,
  type Signer,
  type VerifyOptions,
} from '#platform/credentials/index.ts'
import { secondOf } from '../issue.ts'
import { ownSources } from '../sources.ts'
import { malformed, problemOf, wrongChallenge, wrongDomain, type Problem } from './problems.ts'

/** The terms the standard's examples and its test suites use; known here only. */
const examples = { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } }
const find: FindContext = (url) =>
  findBundled(url) ?? (url === 'https://www.w3.org/ns/credentials/examples/v2' ? examples : undefined)

/** The issuer of the tests: a did:key of its own, the same as long as the installation's secret is. Signs no diploma. */
export async function testIssuer(app: App): Promise<{ did: string; signer: Signer }> {
  const seed = Uint8Array.from(createHash('sha256').update(app.keys.index('vc-api issuer')).digest())
  const { publicKey, secret } = await keyPairOf(seed)
  const did = `did:key:${publicKey}`
  return { did, signer: { verificationMethod: `${did}#${publicKey}`, sign: await signWith(secret) } }
}

/** Signs a credential with the key of the tests. @throws CredentialError or ProblemError */
export async function issueForTest(app: App, json: unknown): Promise<JsonObject> {
  const credential = readCredential(json)
  const { did, signer } = await testIssuer(app)
  if (issuerOf(credential) !== did) throw malformed(`issuer: must be ${did}`)
  return addProof(credential, signer, { created: secondOf(app.clock.now()), find })
}

export type Verified = { verified: boolean; problemDetails: Problem[]; warnings: Problem[] }

function optionsOf(app: App): VerifyOptions {
  const own = ownSources(app)
  const resolve = async (did: string) => (await resolveDidKey(did)) ?? own.resolve(did)
  return { resolve, now: own.now, find }
}

/** Checks a credential; lists of status that are not ours are not fetched, which is a warning. */
export async function verifyForTest(app: App, json: unknown): Promise<Verified> {
  const options = optionsOf(app)
  try {
    const credential = await verifySigned(json, options)
    return await statusOf(app, credential, options)
  } catch (error) {
    return { verified: false, problemDetails: [problemOf(error)], warnings: [] }
  }
}

async function statusOf(app: App, credential: Credential, options: VerifyOptions): Promise<Verified> {
  if (!credential.credentialStatus) return { verified: true, problemDetails: [], warnings: [] }
  try {
    const status = await statusReader(ownSources(app).findList!, options)(credential)
    const set = Object.keys(status).filter((purpose) => status[purpose])
    const problemDetails = set.map((purpose) => ({
      type: 'https://www.w3.org/ns/credentials/status-list#STATUS_VERIFICATION_ERROR',
      title: purpose,
      detail: `${purpose}: true`,
      status: 400,
    }))
    return { verified: set.length === 0, problemDetails, warnings: [] }
  } catch (error) {
    return { verified: true, problemDetails: [], warnings: [problemOf(error)] }
  }
}

/** Checks a presentation: its own proof, then every credential in it. */
export async function verifyPresentationForTest(
  app: App,
  json: unknown,
  asked: { challenge?: string | undefined; domain?: string | undefined },
): Promise<Verified> {
  try {
    const presentation = readPresentation(json)
    const holder = holderOf(presentation)
    await verifyProofs(presentation, {
      ...optionsOf(app),
      purpose: 'authentication',
      ...(holder && { controller: holder }),
    })
    for (const proof of proofsOf(presentation)) {
      if (asked.challenge !== undefined && proof.challenge !== asked.challenge)
        throw wrongChallenge(String(proof.challenge))
      if (asked.domain !== undefined && ![proof.domain].flat().includes(asked.domain))
        throw wrongDomain(String(proof.domain))
    }
    const credentials = [presentation.verifiableCredential ?? []].flat()
    const answers = await Promise.all(credentials.map((one) => verifyForTest(app, one)))
    return {
      verified: answers.every((one) => one.verified),
      problemDetails: answers.flatMap((one) => one.problemDetails),
      warnings: answers.flatMap((one) => one.warnings),
    }
  } catch (error) {
    return { verified: false, problemDetails: [problemOf(error)], warnings: [] }
  }
}

function readPresentation(json: unknown): JsonObject {
  const presentation = (typeof json === 'object' && json !== null ? json : {}) as JsonObject
  const contexts = [presentation['@context']].flat()
  if (contexts[0] !== credentialsContext) throw malformed('@context.0')
  if (![presentation.type].flat().includes('VerifiablePresentation')) throw malformed('type')
  return presentation
}

function holderOf({ holder }: JsonObject): string | undefined {
  if (holder === undefined) return undefined
  const id = typeof holder === 'object' && holder !== null ? (holder as JsonObject).id : holder
  if (typeof id !== 'string') throw malformed('holder')
  return id
}
