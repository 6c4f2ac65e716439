import { spawnSync } from 'node:child_process'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { certificateFacts, readPkcs12, toPem } from './index.ts'
import { codeOf, issueForTest, type Issued } from './testing/keys.ts'
import { hasProgram } from './testing/tools.ts'

const byKind = { rsa: issueForTest('rsa'), ec: issueForTest('ec') }

describe.skipIf(!hasProgram('openssl'))('a key file as authorities hand it out (needs openssl)', () => {
  const plain = 'mat khau 123'
  const file = (issued: Issued, ...words: string[]) => fileWith(plain, issued, ...words)
  const fileWith = (passphrase: string, issued: Issued, ...words: string[]) => {
    const folder = mkdtempSync(join(tmpdir(), 'p12-'))
    try {
      const path = (name: string) => join(folder, name)
      writeFileSync(path('key.pem'), issued.pem)
      writeFileSync(path('own.pem'), toPem([issued.certificates[0]!]))
      writeFileSync(path('root.pem'), toPem([issued.root]))
      const made = spawnSync('openssl', [
        'pkcs12',
        '-export',
        '-inkey',
        path('key.pem'),
        '-in',
        path('own.pem'),
        '-certfile',
        path('root.pem'),
        '-passout',
        `pass:${passphrase}`,
        ...words,
      ])
      if (made.status !== 0) throw new Error(made.stderr.toString())
      return made.stdout
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  test.each([
    ['rsa', 'today’s encryption', []],
    ['ec', 'today’s encryption', []],
    ['rsa', 'the old encryption', ['-legacy']],
    ['ec', 'the old encryption', ['-legacy']],
  ] as const)('%s with %s is opened: the key, its certificate, those above it', (kind, _name, words) => {
    const issued = byKind[kind]
    const { privateKey, certificates } = readPkcs12(file(issued, ...words), 'mat khau 123')
    expect(certificates.map((der) => der.toString('hex'))).toEqual(
      issued.certificates.map((der) => der.toString('hex')),
    )
    expect(createPublicKey(privateKey).equals(createPublicKey(issued.pem))).toBe(true)
  })

  test.each([
    ['today’s encryption', []],
    ['the old encryption', ['-legacy']],
  ])('with %s opens by a passphrase with Vietnamese letters, and by no other', async (_name, words) => {
    const made = fileWith('Mật khẩu Đào tạo số 1', byKind.ec, ...words)
    expect(createPublicKey(readPkcs12(made, 'Mật khẩu Đào tạo số 1').privateKey).asymmetricKeyType).toBe('ec')
    expect(await codeOf(() => readPkcs12(made, 'Mật khẩu Đào tạo số 2'))).toBe('passphrase')
  })

  test('a wrong passphrase, junk and a key without certificate are told apart', async () => {
    const made = file(byKind.ec)
    expect(await codeOf(() => readPkcs12(made, 'sai'))).toBe('passphrase')
    expect(await codeOf(() => readPkcs12(Buffer.from('không phải'), ''))).toBe('key_file')
    const bare = file(byKind.ec, '-nocerts')
    expect(await codeOf(() => readPkcs12(bare, 'mat khau 123'))).toBe('mismatch')
  })

  test('a key too weak to sign diplomas with is refused', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
    expect(
      await codeOf(() => certificateFacts(issueForTest('rsa', { key: privateKey }).certificates[0]!)),
    ).toBe('key')
  })
})
