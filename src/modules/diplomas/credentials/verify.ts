import {
  CredentialError,
  issuerOf,
  readDidWeb,
  statusReader,
  verifySigned,
  type Credential,
  type CredentialFailure,
  type FindStatusList,
  type JsonObject,
  type ResolveDid,
  type StatusReader,
} from '#platform/credentials/index.ts'
import { ourContexts } from './achievement.ts'
import { readDiplomaAddress } from './addresses.ts'
import { endMessages, type EndMessage } from './end-message.ts'

/** Where keys and lists come from: files, or our own database (`sources.ts`). Without lists nothing is said of the status. */
export type CredentialSources = { resolve: ResolveDid; findList?: FindStatusList; now: Date }

/**
 * `ended`: what ended a revoked one; absent when its lists do not say (those issued before they did, or without that list at
 * hand).
 */
export type CredentialStatus = {
  revoked: boolean
  suspended: boolean
  ended?: EndMessage | 'revoked'
}

/**
 * What a credential proves by itself. `genuine`: as its school signed it; `altered`: it claims to be, and is not; `unknown`: no
 * credential, or of nobody we know.
 */
export type CredentialVerdict = {
  result: 'genuine' | 'altered' | 'unknown'
  /** Which diploma it says it is. Only what a genuine one says is to be believed. */
  publicId?: string
  /** DID of the school it names. */
  issuer?: string
  /** What the lists say of a genuine one; absent when that could not be told. */
  status?: CredentialStatus
  /** Why it is not genuine, or why the status of a genuine one could not be told; `detail` names the field, key, context or list. */
  failed?: CredentialFailure
  detail?: string
}

/** Longer texts are no credential of ours. */
const longest = 100_000

const altered = new Set<CredentialFailure>(['undefined_field', 'wrong_issuer', 'bad_signature'])

/** Checks one credential; a text or what it was parsed to. Never throws over what it is given. */
export function verifyCredential(json: unknown, sources: CredentialSources): Promise<CredentialVerdict> {
  return credentialVerifier(sources)(json)
}

/** Checks many credentials; keys and lists are read once for all of them. */
export function credentialVerifier(
  sources: CredentialSources,
): (json: unknown) => Promise<CredentialVerdict> {
  const { now, findList } = sources
  const known = new Map<string, ReturnType<ResolveDid>>()
  const resolve: ResolveDid = (did) => {
    const found = known.get(did) ?? sources.resolve(did)
    known.set(did, found)
    return found
  }
  const readStatus = findList && statusReader(findList, { resolve, now })
  return async (json) => {
    const said = claimsOf(json)
    try {
      const credential = await verifySigned(said.document, { resolve, now })
      checkOurs(credential)
      const verdict = { result: 'genuine', ...said.names } as const
      if (!readStatus) return verdict
      return await readStatus(credential).then(
        (answers) => ({ ...verdict, status: statusOf(answers) }),
        (error: unknown) => ({ ...verdict, ...failureOf(error) }),
      )
    } catch (error) {
      const { failed, detail } = failureOf(error)
      return { result: altered.has(failed) ? 'altered' : 'unknown', ...said.names, failed, detail }
    }
  }
}

function statusOf(answers: Awaited<ReturnType<StatusReader>>): CredentialStatus {
  const { revocation: revoked = false, suspension: suspended = false } = answers
  const isTold = endMessages.every((message) => message in answers)
  const ended = endMessages.find((message) => answers[message]) ?? 'revoked'
  return { revoked, suspended, ...(revoked && isTold && { ended }) }
}

function failureOf(error: unknown): { failed: CredentialFailure; detail: string } {
  if (error instanceof CredentialError) return { failed: error.code, detail: error.detail }
  throw error
}

/** The document, and what it says of itself before anything is believed. */
function claimsOf(json: unknown): { document: unknown; names: { publicId?: string; issuer?: string } } {
  const document = typeof json === 'string' ? parse(json) : json
  if (typeof document !== 'object' || document === null) return { document, names: {} }
  const { id, issuer: named } = document as JsonObject
  const issuer = typeof named === 'object' && named !== null ? (named as JsonObject).id : named
  if (typeof issuer !== 'string') return { document, names: {} }
  const publicId = typeof id === 'string' ? readDiplomaAddress(id, readDidWeb(issuer)?.host ?? '') : undefined
  return { document, names: { issuer, ...(publicId && { publicId }) } }
}

function parse(text: string): unknown {
  if (text.length > longest) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/**
 * A credential of ours is written in our terms only. Another context, a context inside or an address in place of a term could
 * sign the same statements and still read otherwise.
 * @throws CredentialError unknown_context, undefined_field, wrong_issuer
 */
function checkOurs(credential: Credential): void {
  const contexts = credential['@context'] as unknown[]
  const odd = contexts.find((one, at) => one !== ourContexts[at])
  if (contexts.length !== ourContexts.length || odd !== undefined)
    throw new CredentialError('unknown_context', typeof odd === 'string' ? odd : JSON.stringify(contexts))
  const { '@context': _, ...rest } = credential as JsonObject
  const strange = keysOf(rest).find((key) => !/^[A-Za-z]+$/.test(key))
  if (strange !== undefined) throw new CredentialError('undefined_field', strange)
  const host = readDidWeb(issuerOf(credential))?.host ?? ''
  if (readDiplomaAddress(credential.id ?? '', host) === undefined)
    throw new CredentialError('wrong_issuer', `${credential.id} ≠ ${host}`)
}

function keysOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)])
}
