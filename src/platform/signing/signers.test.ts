import { generateKeyPairSync, createPublicKey, sign, verify } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { renderPdf, stopDocuments } from '#platform/documents/index.ts'
import {
  certificateFacts,
  checkPdf,
  keptSigner,
  readPkcs12,
  remoteSigner,
  signPdf,
  SigningError,
  timestamper,
  tokenSigner,
  toPem,
} from './index.ts'
import { issueForTest, type Issued } from './testing/keys.ts'
import { hasProgram } from './testing/tools.ts'

afterAll(stopDocuments)

const at = new Date('2026-06-25T03:00:00Z')
const options = { reason: 'Cấp văn bằng', location: 'Huế', at }
const hasOpenssl = hasProgram('openssl')

const codeOf = async (work: () => unknown) => {
  try {
    await work()
  } catch (error) {
    return error instanceof SigningError ? error.code : error
  }
  return 'nothing'
}

let plain: Uint8Array
let byKind: Record<'rsa' | 'ec', Issued>
beforeAll(async () => {
  plain = await renderPdf('Một trang', null, { title: 'Thử', lang: 'vi', pdfa: true, at })
  byKind = { rsa: issueForTest('rsa'), ec: issueForTest('ec') }
})

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => Buffer.concat(await request.toArray())

/** A server of the test; answers its address. */
async function serve(
  answer: (request: IncomingMessage, body: Buffer) => { status?: number; body: Buffer | string },
) {
  const server = createServer(async (request, response) => {
    const said = answer(request, await bodyOf(request))
    response.writeHead(said.status ?? 200).end(said.body)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe.skipIf(!hasOpenssl)('a key file as authorities hand it out (needs openssl)', () => {
  const file = (issued: Issued, ...words: string[]) => {
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
        'pass:mat khau 123',
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

describe.skipIf(!hasOpenssl)('a remote signing service (needs openssl)', () => {
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

describe.skipIf(!hasOpenssl)('a time stamp (needs openssl)', () => {
  let tsa: Issued & { config: string; folder: string }
  beforeAll(() => {
    tsa = makeAuthority()
  })
  afterAll(() => rmSync(tsa.folder, { recursive: true, force: true }))

  test('stands in the signature and counts before what the signer’s clock says', async () => {
    const url = await serve((_request, body) => ({ body: tsaAnswer(body) }))
    const { pem, certificates } = byKind.rsa
    const signer = { ...keptSigner(pem, certificates), timestamp: timestamper(url) }
    const wrongClock = { ...options, at: new Date('2031-01-01T00:00:00Z') }
    const file = await signPdf(plain, signer, wrongClock)
    const [signature] = checkPdf(file).signatures
    expect(signature).toMatchObject({ valid: true, trouble: null })
    expect(signature!.timestampedBy).toContain('Tem thời gian')
    expect(Math.abs(signature!.signedAt!.getTime() - Date.now())).toBeLessThan(60_000)
  })

  test('an authority that is silent, refuses, or stamps something else gives no signature', async () => {
    const { pem, certificates } = byKind.ec
    const use = (url: string) =>
      codeOf(() => signPdf(plain, { ...keptSigner(pem, certificates), timestamp: timestamper(url) }, options))
    const older = await new Promise<Buffer>((resolve) => {
      void serve((_request, body) => {
        resolve(tsaAnswer(body))
        return { body: tsaAnswer(body) }
      }).then((url) => use(url))
    })
    expect(await use('http://127.0.0.1:1')).toBe('timestamp')
    expect(await use(await serve(() => ({ status: 500, body: '' })))).toBe('timestamp')
    expect(await use(await serve(() => ({ body: older })))).toBe('timestamp')
  })

  function makeAuthority() {
    const folder = mkdtempSync(join(tmpdir(), 'tsa-'))
    const path = (name: string) => join(folder, name)
    const config = [
      '[ts]\ndefault_tsa = a\n[a]\ndir = .',
      `serial = ${path('serial')}\nsigner_cert = ${path('own.pem')}\nsigner_key = ${path('key.pem')}\ncerts = ${path('own.pem')}`,
      'signer_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\naccuracy = secs:1\ness_cert_id_alg = sha256',
      '[req]\ndistinguished_name = dn\nprompt = no\nx509_extensions = ext\n[dn]\nCN = Tem thoi gian',
      '[ext]\nextendedKeyUsage = critical,timeStamping\nkeyUsage = critical,digitalSignature',
    ].join('\n')
    writeFileSync(
      path('tsa.cnf'),
      config.replace('Tem thoi gian', 'Tem thời gian').replace('[req]', '[req]\nutf8 = yes'),
    )
    const made = spawnSync('openssl', [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      path('key.pem'),
      '-out',
      path('own.pem'),
      '-days',
      '30',
      '-config',
      path('tsa.cnf'),
      '-utf8',
    ])
    if (made.status !== 0) throw new Error(made.stderr.toString())
    return { ...byKind.rsa, config: path('tsa.cnf'), folder }
  }

  function tsaAnswer(request: Buffer): Buffer {
    const path = join(tsa.folder, 'request.tsq')
    writeFileSync(path, request)
    const made = spawnSync('openssl', [
      'ts',
      '-reply',
      '-queryfile',
      path,
      '-config',
      tsa.config,
      '-section',
      'a',
    ])
    if (made.status !== 0) throw new Error(made.stderr.toString())
    return made.stdout
  }
})

test('a kept key signs what its certificate verifies', async () => {
  const { pem, certificates } = byKind.rsa
  const signature = await keptSigner(pem, certificates).sign(Buffer.from('nội dung'))
  expect(verify('sha256', Buffer.from('nội dung'), createPublicKey(pem), signature)).toBe(true)
})
