import { spawnSync } from 'node:child_process'
import { createPublicKey, sign, verify } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderPdf, stopDocuments } from '#platform/documents/index.ts'
import { checkPdf, keptSigner, remoteSigner, signPdf, tokenSigner } from './index.ts'
import { codeOf, issueForTest } from './testing/keys.ts'
import { serve } from './testing/server.ts'
import { hasProgram } from './testing/tools.ts'

afterAll(stopDocuments)

const at = new Date('2026-06-25T03:00:00Z')
const options = { reason: 'Cấp văn bằng', location: 'Huế', at }
const byKind = { rsa: issueForTest('rsa'), ec: issueForTest('ec') }
let plain: Uint8Array
beforeAll(async () => {
  plain = await renderPdf('Một trang', null, { title: 'Thử', lang: 'vi', pdfa: true, at })
})

describe.skipIf(!hasProgram('openssl'))('a remote signing service (needs openssl)', () => {
  const digestOf = (body: Buffer) =>
    JSON.parse(body.toString()) as Record<string, unknown> & { hashes: string[] }

  test.each(['rsa', 'ec'] as const)('signs the digest only; the document stays here (%s)', async (kind) => {
    const { pem, certificates } = byKind[kind]
    const asked: { body: ReturnType<typeof digestOf>; auth: string | undefined; url: string | undefined }[] =
      []
    // The service holds the key; it signs a digest, as a service does that never sees the document.
    const url = await serve((request, body) => {
      asked.push({ body: digestOf(body), auth: request.headers.authorization, url: request.url })
      return { body: JSON.stringify({ signatures: [signDigest(pem, digestOf(body).hashes[0]!)] }) }
    })
    const signer = remoteSigner({ url, token: 'the', credential: 'cdvd-01' }, certificates)
    const file = await signPdf(plain, signer, options)
    expect(checkPdf(file).signatures[0]).toMatchObject({ valid: true, coversWholeFile: true })
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({
      url: '/signatures/signHash',
      auth: 'Bearer the',
      body: { credentialID: 'cdvd-01' },
    })
    expect(Buffer.from(asked[0]!.body.hashes[0]!, 'base64')).toHaveLength(32)
  })

  test('refusal, nonsense and another key’s signature give no file', async () => {
    const { certificates } = byKind.ec
    const refusing = await serve(() => ({ status: 403, body: '{}' }))
    const mumbling = await serve(() => ({ body: '<html>' }))
    const lying = await serve(() => ({
      body: JSON.stringify({
        signatures: [sign('sha256', Buffer.from('x'), byKind.ec.pem).toString('base64')],
      }),
    }))
    const use = (url: string) =>
      signPdf(plain, remoteSigner({ url, token: 'a', credential: 'b' }, certificates), options)
    expect(await codeOf(() => use(refusing))).toBe('remote')
    expect(await codeOf(() => use(mumbling))).toBe('remote')
    expect(await codeOf(() => use(lying))).toBe('mismatch')
  })

  /** Signs a digest by openssl, which can; Node signs whole messages only. */
  function signDigest(pem: string, digest: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'remote-'))
    try {
      const path = (name: string) => join(folder, name)
      writeFileSync(path('key.pem'), pem)
      const words = ['pkeyutl', '-sign', '-inkey', path('key.pem'), '-pkeyopt', 'digest:sha256']
      const made = spawnSync('openssl', words, { input: Buffer.from(digest, 'base64') })
      return made.stdout.toString('base64')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
})

describe.skipIf(!hasProgram('pkcs11-tool') || !hasProgram('softhsm2-util'))(
  'a key on a token (needs softhsm2 and opensc)',
  () => {
    const module = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib64/pkcs11/libsofthsm2.so'].find((path) =>
      existsSync(path),
    )!
    const idOf = { rsa: '01', ec: '02' }
    let folder: string
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'token-'))
      writeFileSync(join(folder, 'softhsm2.conf'), `directories.tokendir = ${folder}\n`)
      process.env.SOFTHSM2_CONF = join(folder, 'softhsm2.conf')
      run('softhsm2-util', [
        '--init-token',
        '--free',
        '--label',
        'truong',
        '--so-pin',
        '0000',
        '--pin',
        '1234',
      ])
      for (const kind of ['rsa', 'ec'] as const) {
        writeFileSync(join(folder, `${kind}.pem`), byKind[kind].pem)
        const id = idOf[kind]
        run('softhsm2-util', [
          '--import',
          join(folder, `${kind}.pem`),
          '--token',
          'truong',
          '--label',
          kind,
          '--id',
          id,
          '--pin',
          '1234',
        ])
      }
    })
    afterAll(() => {
      delete process.env.SOFTHSM2_CONF
      rmSync(folder, { recursive: true, force: true })
    })
    const run = (program: string, words: string[]) => {
      const done = spawnSync(program, words, { encoding: 'utf8' })
      if (done.status !== 0) throw new Error(done.stderr + done.stdout)
    }

    test.each(['rsa', 'ec'] as const)('signs without leaving it (%s)', async (kind) => {
      const signer = tokenSigner(
        { module, token: 'truong', id: idOf[kind], pin: '1234' },
        byKind[kind].certificates,
      )
      const file = await signPdf(plain, signer, options)
      expect(checkPdf(file).signatures[0]).toMatchObject({ valid: true, coversWholeFile: true })
    })

    test('a wrong PIN, a key that is not there, another certificate: no file', async () => {
      const use = (over: object, kind: 'rsa' | 'ec' = 'ec') =>
        codeOf(() =>
          signPdf(
            plain,
            tokenSigner(
              { module, token: 'truong', id: idOf.ec, pin: '1234', ...over },
              byKind[kind].certificates,
            ),
            options,
          ),
        )
      expect(await use({ pin: '9999' })).toBe('token')
      expect(await use({ id: '77' })).toBe('token')
      expect(await use({ module: '/khong/co.so' })).toBe('token')
      expect(await use({ id: idOf.rsa }, 'ec')).toMatch(/token|mismatch/)
    })
  },
)

test('a kept key signs what its certificate verifies', async () => {
  const { pem, certificates } = byKind.rsa
  const signature = await keptSigner(pem, certificates).sign(Buffer.from('nội dung'))
  expect(verify('sha256', Buffer.from('nội dung'), createPublicKey(pem), signature)).toBe(true)
})
