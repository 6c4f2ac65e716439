import credentialsV2 from './contexts/credentials-v2.json' with { type: 'json' }
import openBadges from './contexts/open-badges-3.0.3.json' with { type: 'json' }
import { CredentialError } from './errors.ts'

export const credentialsContext = 'https://www.w3.org/ns/credentials/v2'
export const openBadgesContext = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'

/**
 * The contexts we know, as published; nothing is ever fetched. One that changed under its address would change what a
 * signature covers. Credentials v2 has Data Integrity and Bitstring Status List in it.
 */
const bundled = new Map<string, object>([
  [credentialsContext, credentialsV2],
  [openBadgesContext, openBadges],
])

/** Finds a context by its address; undefined when it is not known. */
export type FindContext = (url: string) => object | undefined

export const findBundled: FindContext = (url) => bundled.get(url)

/** The loader of the JSON-LD processor. `static` lets the processor keep what it made of a context. */
export function contextLoader(find: FindContext) {
  return async (url: string) => {
    const document = find(url)
    if (!document) throw new CredentialError('unknown_context', url)
    return { documentUrl: url, document, tag: 'static' }
  }
}
