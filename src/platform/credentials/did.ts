import { CredentialError } from './errors.ts'
import type { ProofPurpose } from './proof.ts'

/** A published key. `revoked` (XML dateTime): nothing it signed is believed any more. */
export type VerificationMethod = {
  id: string
  type: 'Multikey'
  controller: string
  publicKeyMultibase: string
  revoked?: string
}

export type DidDocument = {
  '@context': readonly string[]
  id: string
  verificationMethod: VerificationMethod[]
  assertionMethod: string[]
  authentication?: string[]
}

/** Finds the document of a DID; undefined when it is not known here. */
export type ResolveDid = (did: string) => Promise<DidDocument | undefined>

export type PublishedKey = { name: string; publicKey: string; revoked?: string | undefined }

/**
 * The did:web of an address: `https://x.vn` with `truong/A` is `did:web:x.vn:truong:A`; a port is written `%3A3000`.
 * Its document lies at `/truong/A/did.json`; without a path, at `/.well-known/did.json`.
 */
export function didWeb(origin: string, path: readonly string[] = []): string {
  return ['did:web', encodeURIComponent(new URL(origin).host), ...path.map(encodeURIComponent)].join(':')
}

/** Parts of a did:web; undefined when it is none. */
export function readDidWeb(did: string): { host: string; path: string[] } | undefined {
  if (!/^did:web:[\w.%-]+(:[\w.%-]+)*$/.test(did)) return undefined
  try {
    const [host = '', ...path] = did.slice('did:web:'.length).split(':').map(decodeURIComponent)
    return { host, path }
  } catch {
    return undefined
  }
}

/** A DID document. Keys that were replaced stay in it: what they signed goes on being genuine. */
export function didDocument(did: string, keys: readonly PublishedKey[]): DidDocument {
  const methods = keys.map(({ name, publicKey, revoked }): VerificationMethod => ({
    id: `${did}#${name}`,
    type: 'Multikey',
    controller: did,
    publicKeyMultibase: publicKey,
    ...(revoked && { revoked }),
  }))
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    verificationMethod: methods,
    assertionMethod: methods.filter((method) => !method.revoked).map((method) => method.id),
  }
}

/** did:key carries its key in its name. Undefined: not one of ours to read. */
export async function resolveDidKey(did: string): Promise<DidDocument | undefined> {
  const key = /^did:key:(z6Mk[1-9A-HJ-NP-Za-km-z]+)$/.exec(did)?.[1]
  if (!key) return undefined
  const document = didDocument(did, [{ name: key, publicKey: key }])
  return { ...document, authentication: document.assertionMethod }
}

/**
 * The key a proof names, out of its controller's document.
 * @throws CredentialError unknown_issuer, unknown_key, revoked_key
 */
export async function findKey(
  resolve: ResolveDid,
  methodId: string,
  purpose: ProofPurpose,
): Promise<VerificationMethod> {
  const [did = ''] = methodId.split('#')
  const document = await resolve(did)
  if (!document || document.id !== did) throw new CredentialError('unknown_issuer', did)
  const method = document.verificationMethod.find((one) => one.id === methodId && one.controller === did)
  if (!method) throw new CredentialError('unknown_key', methodId)
  if (method.revoked) throw new CredentialError('revoked_key', methodId)
  if (!document[purpose]?.includes(methodId)) throw new CredentialError('unknown_key', methodId)
  return method
}
