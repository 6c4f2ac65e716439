import { describe, expect, test } from 'vitest'
import { didDocument, didWeb, readDidWeb, resolveDidKey } from './did.ts'

describe('did:web', () => {
  test.each([
    ['https://ngheso.hue.gov.vn', [], 'did:web:ngheso.hue.gov.vn'],
    ['https://ngheso.hue.gov.vn/', ['truong', 'CDH01'], 'did:web:ngheso.hue.gov.vn:truong:CDH01'],
    ['http://127.0.0.1:3000', ['truong', 'A.1'], 'did:web:127.0.0.1%3A3000:truong:A.1'],
    ['https://x.vn', ['trường'], 'did:web:x.vn:tr%C6%B0%E1%BB%9Dng'],
  ] as const)('%s %j is %s, and reads back', (origin, path, did) => {
    expect(didWeb(origin, path)).toBe(did)
    expect(readDidWeb(did)).toEqual({ host: new URL(origin).host, path: [...path] })
  })

  test.each(['did:key:z6Mk', 'did:web:', 'did:web:a b', 'did:web:x.vn:%E0%A4%A', 'https://x.vn'])(
    '%s is none',
    (text) => expect(readDidWeb(text)).toBeUndefined(),
  )

  test('a withdrawn key stays to be seen, and signs nothing any more', () => {
    const document = didDocument('did:web:x.vn', [
      { name: 'a', publicKey: 'z6MkA' },
      { name: 'b', publicKey: 'z6MkB', revoked: '2026-01-01T00:00:00Z' },
    ])
    expect(document.verificationMethod.map((one) => one.revoked)).toEqual([undefined, '2026-01-01T00:00:00Z'])
    expect(document.assertionMethod).toEqual(['did:web:x.vn#a'])
  })

  test('did:key is read from its name; other kinds of keys are not ours', async () => {
    const did = 'did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2'
    expect((await resolveDidKey(did))?.assertionMethod).toEqual([`${did}#${did.slice(8)}`])
    expect(await resolveDidKey('did:key:zDnaegE6RR3atJtHKwTRTWHsJ3kNHqFwv7n9YjTgmU7TyfU76')).toBeUndefined()
  })
})
