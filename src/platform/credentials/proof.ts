import { canonize, sha256, type JsonObject } from './canonical.ts'
import { credentialsContext, findBundled, type FindContext } from './contexts.ts'
import { CredentialError } from './errors.ts'
import { multibase, type Bytes } from './multikey.ts'

export const cryptosuite = 'eddsa-rdfc-2022'

/** A key that signs: where its public half is published, and how. It may be held outside. */
export type Signer = { verificationMethod: string; sign: (data: Bytes) => Promise<Uint8Array> }

export type ProofPurpose = 'assertionMethod' | 'authentication'

export type Proof = {
  type: 'DataIntegrityProof'
  cryptosuite: string
  verificationMethod: string
  proofPurpose: string
  proofValue: string
  created?: string
  expires?: string
  challenge?: string
  domain?: string | string[]
  previousProof?: string | string[]
  [key: string]: unknown
}

export type ProofOptions = {
  created?: string
  purpose?: ProofPurpose
  challenge?: string
  domain?: string
  find?: FindContext
}

/**
 * Signs a document: Data Integrity EdDSA Cryptosuites v1.0, eddsa-rdfc-2022. A proof it already has goes.
 * `created` is an XML dateTime.
 * @throws CredentialError unknown_context, undefined_field
 */
export async function addProof<T extends JsonObject>(
  document: T,
  signer: Signer,
  options: ProofOptions = {},
): Promise<T & { proof: Proof }> {
  const { proof: _, ...bare } = document
  const config = {
    type: 'DataIntegrityProof',
    cryptosuite,
    ...(options.created && { created: options.created }),
    verificationMethod: signer.verificationMethod,
    proofPurpose: options.purpose ?? 'assertionMethod',
    ...(options.challenge && { challenge: options.challenge }),
    ...(options.domain && { domain: options.domain }),
  } as const
  const data = await signedBytes(bare, { ...config, '@context': bare['@context'] }, options.find)
  const proofValue = multibase.encode(await signer.sign(data))
  return { ...(bare as unknown as T), proof: { ...config, proofValue } }
}

/** What is signed: the hash of the proof's own words, then that of the document. */
async function signedBytes(
  document: JsonObject,
  config: JsonObject,
  find: FindContext = findBundled,
): Promise<Bytes> {
  const [proofHash, documentHash] = await Promise.all([
    plainConfig(config) ?? canonize(config, find),
    canonize(document, find),
  ]).then((texts) => Promise.all(texts.map(sha256)))
  return Uint8Array.from([...proofHash!, ...documentHash!])
}

const xsd = 'http://www.w3.org/2001/XMLSchema#'
const sec = 'https://w3id.org/security#'
const plainWords = new Set([
  '@context',
  'type',
  'cryptosuite',
  'created',
  'verificationMethod',
  'proofPurpose',
])

/**
 * The canonical form of an ordinary proof configuration, without the processor: always these five lines under
 * Credentials v2, whose terms no later context can redefine. A test compares it with the processor's. Undefined: not ordinary.
 */
export function plainConfig(config: JsonObject): string | undefined {
  const { '@context': context, type, created, verificationMethod, proofPurpose } = config
  const first = Array.isArray(context) ? context[0] : context
  if (first !== credentialsContext || type !== 'DataIntegrityProof' || config.cryptosuite !== cryptosuite)
    return undefined
  if (Object.keys(config).length !== 6 || !Object.keys(config).every((key) => plainWords.has(key)))
    return undefined
  if (typeof created !== 'string' || !/^[0-9TZ:.+-]+$/.test(created)) return undefined
  if (typeof verificationMethod !== 'string' || !/^did:(web|key):[\w.:%#-]+$/.test(verificationMethod))
    return undefined
  if (proofPurpose !== 'assertionMethod') return undefined
  return [
    `_:c14n0 <http://purl.org/dc/terms/created> "${created}"^^<${xsd}dateTime> .`,
    `_:c14n0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <${sec}DataIntegrityProof> .`,
    `_:c14n0 <${sec}cryptosuite> "${cryptosuite}"^^<${sec}cryptosuiteString> .`,
    `_:c14n0 <${sec}proofPurpose> <${sec}assertionMethod> .`,
    `_:c14n0 <${sec}verificationMethod> <${verificationMethod}> .`,
    '',
  ].join('\n')
}

/** The proofs of a document as a list. @throws CredentialError unsigned, unsupported_proof */
export function proofsOf(document: JsonObject): Proof[] {
  const proofs = [document.proof ?? []].flat() as Partial<Proof>[]
  if (proofs.length === 0) throw new CredentialError('unsigned')
  for (const proof of proofs) {
    if (typeof proof !== 'object' || proof === null) throw new CredentialError('unsigned')
    if (proof.type !== 'DataIntegrityProof' || proof.cryptosuite !== cryptosuite)
      throw new CredentialError('unsupported_proof', String(proof.cryptosuite ?? proof.type ?? ''))
    if (typeof proof.verificationMethod !== 'string' || typeof proof.proofValue !== 'string')
      throw new CredentialError('unsupported_proof', 'verificationMethod, proofValue')
  }
  return proofs as Proof[]
}

/**
 * What a proof of this document signed, and its signature.
 * @throws CredentialError bad_signature when the signature is no signature; unknown_context when the proof speaks in another context
 */
export async function signedPart(
  document: JsonObject,
  proof: Proof,
  find: FindContext = findBundled,
): Promise<{ data: Bytes; signature: Bytes }> {
  const { proof: _, ...bare } = document
  const { proofValue, ...config } = proof
  const before = previousOf(document, proof)
  const context = bare['@context']
  if (config['@context'] !== undefined && !startsWith(context, config['@context']))
    throw new CredentialError('unknown_context', JSON.stringify(config['@context']).slice(0, 200))
  const secured = {
    ...bare,
    '@context': config['@context'] ?? context,
    ...(before.length > 0 && { proof: before }),
  }
  const data = await signedBytes(secured, { ...config, '@context': secured['@context'] }, find)
  try {
    const signature = multibase.decode(proofValue)
    if (signature.length === 64) return { data, signature }
  } catch {
    // falls to the refusal below: text that is no multibase is no signature
  }
  throw new CredentialError('bad_signature')
}

/** The proofs this one was put on top of: it signs them too. @throws CredentialError unsupported_proof when one is not there */
function previousOf(document: JsonObject, proof: Proof): Proof[] {
  const all = proofsOf(document)
  return [proof.previousProof ?? []].flat().map((id) => {
    const found = all.find((one) => one.id === id && one !== proof)
    if (!found) throw new CredentialError('unsupported_proof', `previousProof ${id}`)
    return found
  })
}

function startsWith(whole: unknown, start: unknown): boolean {
  const [all, first] = [[whole].flat(), [start].flat()]
  return first.every((one, at) => JSON.stringify(one) === JSON.stringify(all[at]))
}
