import { readDidWeb, type DidDocument } from '#platform/credentials/index.ts'
import type { CredentialSources } from '../../credentials/verify.ts'

export type Json = Record<string, unknown>

/** What a document that was given is: a diploma, the keys of a school, or a list of status. */
export type DocumentKind = 'credential' | 'keys' | 'list'

export function kindOf(document: unknown): DocumentKind | undefined {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return undefined
  const { id, type, verificationMethod } = document as Json
  if (typeof id === 'string' && Array.isArray(verificationMethod)) return 'keys'
  const types = [type].flat()
  if (types.includes('BitstringStatusListCredential')) return 'list'
  return types.includes('VerifiableCredential') ? 'credential' : undefined
}

/** Keys and lists out of the documents at hand. Without any list nothing can be said of the status. */
export function sourcesOf(documents: readonly Json[], now: Date): CredentialSources {
  const of = (kind: DocumentKind) => documents.filter((one) => kindOf(one) === kind)
  const keys = of('keys') as unknown as DidDocument[]
  const lists = of('list')
  const resolve = async (did: string) => keys.find((one) => one.id === did)
  if (lists.length === 0) return { resolve, now }
  return { resolve, now, findList: async (address) => lists.find((one) => one.id === address) }
}

/** Where what is missing for a credential is published: the keys of its issuer, its lists of status. */
export function missingAddresses(credential: Json, documents: readonly Json[]): string[] {
  const { issuer } = credential
  const did = typeof issuer === 'string' ? issuer : (issuer as Json | undefined)?.id
  const has = (id: unknown) => documents.some((one) => one.id === id)
  const keys = typeof did === 'string' && !has(did) ? [keysAddress(did)] : []
  const lists = [credential.credentialStatus ?? []]
    .flat()
    .map((entry) => (entry as Json).statusListCredential)
    .filter((address): address is string => typeof address === 'string' && !has(address))
  return [...new Set([...keys, ...lists])].filter(
    (address): address is string => address !== undefined && /^https?:\/\//.test(address),
  )
}

function keysAddress(did: string): string | undefined {
  const read = readDidWeb(did)
  if (!read) return undefined
  const path = read.path.length > 0 ? read.path.map(encodeURIComponent).join('/') : '.well-known'
  return `https://${read.host}/${path}/did.json`
}

type Line = {
  name: 'holder' | 'title' | 'institution' | 'classification' | 'serial' | 'birth' | 'entry_no'
  value: string
}

/** What a credential says, to be compared with the paper; only of a genuine one it is worth anything. */
export function linesOf(credential: Json): Line[] {
  const subject = [credential.credentialSubject].flat()[0] as Json | undefined
  const said = (type: string) =>
    [subject?.identifier ?? []].flat().find((one) => (one as Json).identityType === type) as Json | undefined
  const result = [subject?.result ?? []].flat()[0] as Json | undefined
  const lines: [Line['name'], unknown][] = [
    ['holder', said('name')?.identityHash],
    ['birth', said('ext:birthDate')?.identityHash],
    ['title', credential.name],
    ['classification', result?.value],
    ['institution', (credential.issuer as Json | undefined)?.name],
    ['serial', subject?.licenseNumber],
    ['entry_no', said('ext:registerEntry')?.identityHash],
  ]
  return lines.flatMap(([name, value]) => (typeof value === 'string' ? [{ name, value }] : []))
}
