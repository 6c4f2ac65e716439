import jsonld from 'jsonld'
import { contextLoader, findBundled, type FindContext } from './contexts.ts'
import { CredentialError } from './errors.ts'
import { expandPlain } from './expand.ts'
import type { Bytes } from './multikey.ts'

export type JsonObject = Record<string, unknown>

/**
 * The document as canonical N-Quads (RDFC-1.0). Safe mode: a field without a definition is refused, never left out,
 * so that nothing in a signed document is unsigned.
 * @throws CredentialError unknown_context, undefined_field, not_a_credential
 */
export async function canonize(document: JsonObject, find: FindContext = findBundled): Promise<string> {
  const options = {
    algorithm: 'RDFC-1.0',
    format: 'application/n-quads',
    safe: true,
    base: null,
    rdfDirection: null,
    documentLoader: contextLoader(find),
  }
  const plain = expandPlain(document, find)
  const given = plain ? { ...options, skipExpansion: true } : options
  try {
    return await jsonld.canonize(
      (plain ?? document) as JsonObject,
      given as unknown as Parameters<typeof jsonld.canonize>[1],
    )
  } catch (error) {
    throw readable(error)
  }
}

/** The processor wraps what went wrong in details of its own. */
function readable(error: unknown): CredentialError {
  const { details } = error as {
    details?: { cause?: unknown; event?: { code?: string; details?: JsonObject } }
  }
  if (details?.cause instanceof CredentialError) return details.cause
  const event = details?.event
  if (event) {
    const [name] = Object.values(event.details ?? {})
    return new CredentialError('undefined_field', typeof name === 'string' ? name : (event.code ?? ''))
  }
  return new CredentialError('not_a_credential', error instanceof Error ? error.message : '')
}

export async function sha256(text: string): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
}
