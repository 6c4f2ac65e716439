import { decodeList } from '@digitalbazaar/vc-bitstring-status-list'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCredential } from './credential.ts'
import { CredentialError } from './errors.ts'
import { addProof } from './proof.ts'
import {
  decodeStatusList,
  encodeStatusList,
  messageEntry,
  statusEntry,
  statusListCredential,
  statusListLength,
  statusReader,
} from './status-list.ts'
import { achievement, makeIssuer, now, origin, type TestIssuer } from './testing/made.ts'

const address = `${origin}/truong/A/trang-thai/1/revocation`
const place = fc.integer({ min: 0, max: statusListLength - 1 })

async function makeList(issuer: TestIssuer, more: Record<string, unknown> = {}, set: number[] = [7]) {
  const list = statusListCredential({
    id: address,
    issuer: issuer.did,
    purpose: 'revocation',
    encodedList: await encodeStatusList(set),
    validFrom: '2026-11-22T02:00:00Z',
    validUntil: '2026-11-23T02:00:00Z',
    ttl: 3_600_000,
  })
  return addProof({ ...list, ...more }, issuer.signer, { created: '2026-11-22T02:00:00Z' })
}

const holding = (issuer: TestIssuer, index: number) =>
  readCredential(achievement(issuer.did, { credentialStatus: statusEntry(address, 'revocation', index) }))

async function ask(issuer: TestIssuer, list: unknown, index = 7): Promise<string> {
  const read = statusReader(async () => list, { resolve: issuer.resolve, now })
  return read(holding(issuer, index)).then(
    (answers) => JSON.stringify(answers),
    (error: unknown) => (error instanceof CredentialError ? `${error.code}: ${error.detail}` : String(error)),
  )
}

describe('a status list', () => {
  test('answers for every place what was set, as another library reads it too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(place, { maxLength: 40 }), fc.array(place), async (set, asked) => {
        const encoded = await encodeStatusList(set)
        const isSet = await decodeStatusList(encoded)
        const outside = await decodeList({ encodedList: encoded })
        for (const index of [...set, ...asked]) {
          expect(isSet(index)).toBe(set.includes(index))
          expect(outside.getStatus(index)).toBe(set.includes(index))
        }
      }),
      { numRuns: 20 },
    )
  })

  test('has no place outside itself, and unpacks to no more than it may', async () => {
    await expect(encodeStatusList([statusListLength])).rejects.toThrow(RangeError)
    const isSet = await decodeStatusList(await encodeStatusList([]))
    expect(() => isSet(statusListLength)).toThrow('bad_status')
    const bomb = new Blob([new Uint8Array(5_000_000)]).stream().pipeThrough(new CompressionStream('gzip'))
    const packed = Buffer.from(await new Response(bomb).arrayBuffer()).toString('base64url')
    for (const text of [`u${packed}`, 'unonsense', packed])
      await expect(decodeStatusList(text)).rejects.toThrow('bad_status')
  })

  test('tells which credentials are revoked', async () => {
    const issuer = await makeIssuer('A')
    const list = await makeList(issuer)
    expect(await ask(issuer, list, 7)).toBe('{"revocation":true}')
    expect(await ask(issuer, list, 8)).toBe('{"revocation":false}')
  })

  test('says by a message how one stands, and decides nothing where that list is not at hand', async () => {
    const issuer = await makeIssuer('A')
    const messages = `${origin}/truong/A/trang-thai/1/message`
    const revocations = await makeList(issuer)
    const list = await makeList(issuer, { id: messages }, [])
    const long = await addProof(
      {
        ...list,
        credentialSubject: {
          ...list.credentialSubject,
          statusPurpose: 'message',
          encodedList: await encodeStatusList([2 * statusListLength - 1], 2 * statusListLength),
        },
      },
      issuer.signer,
    )
    const credential = readCredential(
      achievement(issuer.did, {
        credentialStatus: [
          statusEntry(address, 'revocation', 7),
          messageEntry(messages, 'corrected', 2 * statusListLength - 2),
          messageEntry(messages, 'replaced', 2 * statusListLength - 1),
        ],
      }),
    )
    const read = (lists: unknown[]) =>
      statusReader(async (id) => lists.find((one) => (one as { id: string }).id === id), {
        resolve: issuer.resolve,
        now,
      })(credential)
    expect(await read([revocations, long])).toEqual({ revocation: true, corrected: false, replaced: true })
    expect(await read([revocations])).toEqual({ revocation: true })
    await expect(read([long])).rejects.toThrow('status_missing')
    // A message that calls itself by a purpose answers for none.
    const posing = readCredential(
      achievement(issuer.did, {
        credentialStatus: [statusEntry(address, 'revocation', 7), messageEntry(messages, 'revocation', 2)],
      }),
    )
    expect(
      await statusReader(async (id) => [revocations, long].find((one) => (one as { id: string }).id === id), {
        resolve: issuer.resolve,
        now,
      })(posing),
    ).toEqual({ revocation: true })
  })

  test('is believed only from the issuer, unaltered, in time and about what was asked', async () => {
    const issuer = await makeIssuer('A')
    const other = await makeIssuer('B')
    const both = {
      ...issuer,
      resolve: async (did: string) => (await issuer.resolve(did)) ?? other.resolve(did),
    }
    expect(await ask(issuer, undefined)).toBe(`status_missing: ${address}`)
    expect(await ask(both, await makeList(other))).toBe(`wrong_issuer: ${other.did}`)
    expect(await ask(issuer, await makeList(issuer, { validUntil: '2026-11-22T02:30:00Z' }))).toBe(
      'stale_status: 2026-11-22T02:30:00Z',
    )
    const timed = await makeList(issuer, { validFrom: '2026-11-22T01:30:00Z' })
    const { validUntil: _, proof: __, ...open } = timed
    expect(await ask(issuer, await addProof(open, issuer.signer))).toBe(
      'stale_status: 2026-11-22T02:30:00.000Z',
    )
    const good = await makeList(issuer)
    const empty = await encodeStatusList([])
    const whitened = { ...good, credentialSubject: { ...good.credentialSubject, encodedList: empty } }
    expect(await ask(issuer, whitened)).toMatch(/^bad_signature/)
    expect(await ask(issuer, await makeList(issuer, { id: `${address}x` }))).toBe(`bad_status: ${address}`)
    const short = { ...good.credentialSubject, encodedList: 'uH4sIAAAAAAAAAwMAAAAAAAAAAAA' }
    expect(await ask(issuer, await makeList(issuer, { credentialSubject: short }))).toBe(
      'bad_status: encodedList',
    )
  })
})
