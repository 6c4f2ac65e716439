import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderPdf, stopDocuments } from '#platform/documents/index.ts'
import { checkPdf, keptSigner, signPdf, timestamper } from './index.ts'
import { codeOf, issueForTest, type Issued } from './testing/keys.ts'
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

describe.skipIf(!hasProgram('openssl'))('a time stamp (needs openssl)', () => {
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
