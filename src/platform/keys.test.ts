import { mkdtemp, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deriveKeys, loadMasterSecret } from './keys.ts'

const keys = deriveKeys('a master secret of the tests, long enough')

describe('sealed values', () => {
  test('open to what was sealed, and never look alike', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const [one, two] = [keys.seal(text), keys.seal(text)]
        return one !== two && keys.open(one) === text && keys.open(two) === text
      }),
    )
  })

  test('do not open when one character was changed', () => {
    const sealed = keys.seal('079123456789')
    const at = sealed.length - 4
    const altered = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
    expect(() => keys.open(altered)).toThrow()
  })

  test('do not open under another master secret', () => {
    expect(() => deriveKeys('another master secret, also long enough').open(keys.seal('x'))).toThrow()
  })

  test('files open to what was sealed; one that was never sealed is left as it is; an altered one does not open', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const [one, two] = [keys.sealBytes(bytes), keys.sealBytes(bytes)]
        return !one.equals(two) && keys.openBytes(one).equals(bytes) && keys.openBytes(bytes).equals(bytes)
      }),
    )
    const altered = keys.sealBytes(Buffer.from('PK danh sách'))
    altered[altered.length - 1]! ^= 1
    expect(() => keys.openBytes(altered)).toThrow()
  })

  test('the index of equal texts is equal, under one secret only', () => {
    expect(keys.index('079123456789')).toBe(keys.index('079123456789'))
    expect(keys.index('079123456789')).not.toBe(
      deriveKeys('another master secret, also long enough').index('079123456789'),
    )
  })
})

describe('the master secret', () => {
  test('is made once, readable by its owner only, and kept', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ngheso-keys-'))
    const made = await loadMasterSecret(folder, undefined)
    expect(await loadMasterSecret(folder, undefined)).toBe(made)
    expect((await readFile(join(folder, 'secret.key'), 'utf8')).trim()).toBe(made)
    expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600)
  })

  test('of the settings wins', async () => {
    expect(await loadMasterSecret('/nowhere', 'from the settings')).toBe('from the settings')
  })
})
