import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonize, type JsonObject } from './canonical.ts'
import { findBundled, type FindContext } from './contexts.ts'
import { CredentialError } from './errors.ts'
import { expandPlain } from './expand.ts'
import { encodeStatusList, messageEntry, statusEntry, statusListCredential } from './status-list.ts'
import { achievement, origin } from './testing/made.ts'

/** The same contexts written so that only the processor reads them. */
const wrapped = new Map<string, object>()
const byProcessor: FindContext = (url) => {
  const context = findBundled(url) as { '@context': unknown } | undefined
  if (!context) return undefined
  const kept = wrapped.get(url) ?? { '@context': [context['@context']] }
  wrapped.set(url, kept)
  return kept
}

const result = (document: JsonObject, find?: FindContext) =>
  canonize(document, find).catch((error: unknown) => (error as CredentialError).code)

const list = `${origin}/truong/A/trang-thai/1/revocation`
const full = (): JsonObject => ({
  ...achievement('did:web:ngheso.example:truong:A'),
  credentialStatus: [statusEntry(list, 'revocation', 5), messageEntry(list, 'corrected', 10)],
  evidence: [{ id: `${origin}/e/1`, type: ['Evidence'], narrative: 'Sổ gốc', genre: 'x' }],
})

/** Terms of the contexts with values as people and forgers may write them. */
const field = fc.constantFrom(
  'id',
  'type',
  'name',
  'description',
  'issuer',
  'achievement',
  'result',
  'value',
  'image',
  'criteria',
  'hashed',
  'identifier',
  'licenseNumber',
  'activityStartDate',
  'creditsEarned',
  'allowedValue',
  'url',
  'proof',
  'ttl',
  'iat',
  'statusListCredential',
  'statusMessage',
  'message',
  'evidence',
  'xsd',
  '@id',
  '@graph',
  'honours',
  'https://schema.org/name',
  'awardedDate',
)
const text = fc.constantFrom(
  'Nguyễn',
  '',
  '1',
  'did:web:x.vn',
  'https://x.vn/a/../b',
  'https://x.vn/ố',
  'name:x',
  '_:b0',
  'x y',
  'urn:uuid:1',
  '\u0000',
)
const typeName = fc.constantFrom(
  'Achievement',
  'Result',
  'Profile',
  'AchievementSubject',
  'IdentityObject',
  'Evidence',
  'BitstringStatusList',
  'Nothing',
)
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.boolean(),
    fc.constantFrom(0, 1, -1.5, 1e21, 0.1),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 2 }),
    tie('node'),
  ),
  node: fc
    .tuple(fc.array(typeName, { maxLength: 2 }), fc.dictionary(field, tie('value'), { maxKeys: 3 }))
    .map(([type, fields]) => (type.length > 0 ? { type, ...fields } : fields)),
}))

describe('the short way to the expanded form', () => {
  test('is taken for our own documents, and says what the processor says', async () => {
    const status = statusListCredential({
      id: list,
      issuer: 'did:web:ngheso.example:truong:A',
      purpose: 'revocation',
      encodedList: await encodeStatusList([3]),
      validFrom: '2026-11-22T02:00:00Z',
      validUntil: '2026-11-23T02:00:00Z',
      ttl: 300_000,
    })
    for (const document of [full(), status as JsonObject]) {
      expect(expandPlain(document, findBundled)).toBeDefined()
      expect(expandPlain(document, byProcessor)).toBeUndefined()
      expect(await canonize(document)).toBe(await canonize(document, byProcessor))
    }
  })

  test('says the same of any document, or leaves it to the processor', async () => {
    const spots = [
      [],
      ['credentialSubject'],
      ['credentialSubject', 'achievement'],
      ['evidence', '0'],
      ['credentialStatus', '1', 'statusMessage', '0'],
      ['issuer'],
    ]
    let plain = 0
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...spots), field, value, async (spot, name, some) => {
        const document = full()
        const node = spot.reduce<JsonObject>((inner, key) => inner[key] as JsonObject, document)
        node[name] = some
        if (expandPlain(document, findBundled)) plain += 1
        expect(await result(document)).toBe(await result(document, byProcessor))
      }),
      { numRuns: 100 },
    )
    // The short way has to be walked for the comparison to say anything.
    expect(plain).toBeGreaterThan(5)
  })

  test('does not follow a document nested without end', async () => {
    const deep = JSON.parse(`${'{"achievement":'.repeat(20_000)}1${'}'.repeat(20_000)}`) as JsonObject
    expect(await result({ ...full(), credentialSubject: { type: ['AchievementSubject'], ...deep } })).toBe(
      'not_a_credential',
    )
  })
})
