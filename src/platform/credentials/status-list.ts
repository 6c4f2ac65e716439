import { base64urlnopad } from '@scure/base'
import { credentialsContext } from './contexts.ts'
import { issuerOf, type Credential, type StatusEntry } from './credential.ts'
import { CredentialError } from './errors.ts'
import { verifySigned, type VerifyOptions } from './verify.ts'

/** Places of a list: the least the standard allows, so that no place says who it is (Bitstring Status List v1.0). */
export const statusListLength = 131_072

export type StatusPurpose = 'revocation' | 'suspension' | 'message'

async function pass(bytes: Uint8Array<ArrayBuffer>, through: TransformStream<BufferSource, Uint8Array>) {
  const stream = new Blob([bytes])
    .stream()
    .pipeThrough(through as ReadableWritablePair<Uint8Array, BufferSource>)
  return readAll(stream, statusListLength)
}

/** Reads a stream, but no more than `most` bytes: a small list can unpack to something endless. */
async function readAll(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of stream as unknown as AsyncIterable<Uint8Array>) {
    size += part.length
    if (size > most) throw new CredentialError('bad_status', 'encodedList')
    parts.push(part)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** A list with these places set, as `encodedList` says it: multibase of the gzipped bits, the first place leftmost. */
export async function encodeStatusList(set: Iterable<number>, length = statusListLength): Promise<string> {
  const bits = new Uint8Array(length / 8)
  for (const index of set) {
    if (!(index >= 0 && index < length)) throw new RangeError(`no place ${index}`)
    bits[index >> 3]! |= 0x80 >> (index & 7)
  }
  return `u${base64urlnopad.encode(await pass(bits, new CompressionStream('gzip')))}`
}

/** Answers whether a place is set. @throws CredentialError bad_status when the list cannot be read or is too short */
export async function decodeStatusList(encoded: string): Promise<(index: number) => boolean> {
  const bits = await unpack(encoded)
  if (bits.length * 8 < statusListLength) throw new CredentialError('bad_status', 'encodedList')
  return (index) => {
    if (!(index >= 0 && index < bits.length * 8)) throw new CredentialError('bad_status', String(index))
    return (bits[index >> 3]! & (0x80 >> (index & 7))) !== 0
  }
}

async function unpack(encoded: string): Promise<Uint8Array> {
  if (!encoded.startsWith('u')) throw new CredentialError('bad_status', 'encodedList')
  try {
    const packed = Uint8Array.from(base64urlnopad.decode(encoded.slice(1)))
    return await pass(packed, new DecompressionStream('gzip'))
  } catch {
    throw new CredentialError('bad_status', 'encodedList')
  }
}

/** The entry of a credential for one purpose. */
export function statusEntry(list: string, purpose: StatusPurpose, index: number) {
  return {
    id: `${list}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex: String(index),
    statusListCredential: list,
  } as const
}

/**
 * An entry that does not end the credential but says how it stands: `message` when its place is set. One bit each, since readers
 * need not know larger ones.
 */
export function messageEntry(list: string, message: string, index: number) {
  return {
    ...statusEntry(list, 'message', index),
    statusMessage: [
      { status: '0x0', message: `not ${message}` },
      { status: '0x1', message },
    ],
  }
}

/** A list as a credential, unsigned. `ttl` in milliseconds: how long a copy may be used before it is fetched again. */
export function statusListCredential(list: {
  id: string
  issuer: string
  purpose: StatusPurpose
  encodedList: string
  validFrom: string
  validUntil: string
  ttl: number
}) {
  return {
    '@context': [credentialsContext] as [typeof credentialsContext],
    id: list.id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: list.issuer,
    validFrom: list.validFrom,
    validUntil: list.validUntil,
    credentialSubject: {
      id: `${list.id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: list.purpose,
      ttl: list.ttl,
      encodedList: list.encodedList,
    },
  }
}

/** Finds a status list by its address; undefined when it is not at hand. */
export type FindStatusList = (address: string) => Promise<unknown>

/** What the lists say of a credential: purpose → is it set; a message goes by its own words. */
export type StatusReader = (credential: Credential) => Promise<Record<string, boolean>>

/**
 * Reads the status of credentials; each list is checked once, so make one reader for many credentials. A list counts only
 * from the credential's own issuer. A message whose list cannot be read is left out: it decides nothing. The reader
 * @throws CredentialError status_missing, stale_status, bad_status, and what `verifySigned` throws of a list
 */
export function statusReader(findList: FindStatusList, options: VerifyOptions): StatusReader {
  const opened = new Map<string, Promise<(index: number) => boolean>>()
  const open = (expected: Expected) => {
    const key = JSON.stringify(expected)
    const kept = opened.get(key) ?? openList(findList, expected, options)
    opened.set(key, kept)
    return kept
  }
  return async (credential) => {
    const answers: Record<string, boolean> = {}
    const messages: Record<string, boolean> = {}
    for (const entry of [credential.credentialStatus ?? []].flat() as StatusEntry[]) {
      const { statusPurpose: purpose, statusListIndex: index, statusListCredential: address } = entry
      if (entry.type !== 'BitstringStatusListEntry' || !purpose || index === undefined || !address)
        throw new CredentialError('bad_status', String(entry.type))
      const read = async () => (await open({ address, purpose, issuer: issuerOf(credential) }))(Number(index))
      if (purpose !== 'message') answers[purpose] = await read()
      else Object.assign(messages, await read().then((isSet) => ({ [messageOf(entry)]: isSet }), leftOut))
    }
    // Whatever words a message has, it never answers for a purpose.
    return { ...messages, ...answers }
  }
}

/** What an entry says when its place is set; without words of its own it is `set` (2.1). */
const messageOf = ({ statusMessage = [] }: StatusEntry): string =>
  statusMessage.find(({ status }) => Number(status) === 1)?.message ?? 'set'

function leftOut(error: unknown): Record<string, boolean> {
  if (error instanceof CredentialError) return {}
  throw error
}

type Expected = { address: string; purpose: string; issuer: string }

async function openList(
  findList: FindStatusList,
  { address, purpose, issuer }: Expected,
  options: VerifyOptions,
): Promise<(index: number) => boolean> {
  const json = await findList(address)
  if (json === undefined) throw new CredentialError('status_missing', address)
  const list = await verifyList(json, options)
  const subject = list.credentialSubject as Partial<
    ReturnType<typeof statusListCredential>['credentialSubject']
  >
  if (issuerOf(list) !== issuer) throw new CredentialError('wrong_issuer', issuerOf(list))
  const isAsked =
    list.id === address &&
    [list.type].flat().includes('BitstringStatusListCredential') &&
    subject.type === 'BitstringStatusList' &&
    subject.statusPurpose === purpose
  if (!isAsked || typeof subject.encodedList !== 'string') throw new CredentialError('bad_status', address)
  const end = list.validFrom && subject.ttl ? Date.parse(list.validFrom) + subject.ttl : Infinity
  if (!list.validUntil && end < options.now.getTime())
    throw new CredentialError('stale_status', new Date(end).toISOString())
  return decodeStatusList(subject.encodedList)
}

/** A list past its time is stale, not expired: the credential itself may still stand. */
async function verifyList(json: unknown, options: VerifyOptions): Promise<Credential> {
  try {
    return await verifySigned(json, options)
  } catch (error) {
    if (error instanceof CredentialError && error.code === 'expired')
      throw new CredentialError('stale_status', error.detail)
    throw error
  }
}
