import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderPdf, stopDocuments } from '#platform/documents/index.ts'
import { checkPdf, keptSigner, signPdf, SigningError, toPem } from './index.ts'
import { issueForTest, newKey, type Issued } from './testing/keys.ts'
import { hasProgram, runOver } from './testing/tools.ts'

afterAll(stopDocuments)

const at = new Date('2026-06-25T03:00:00Z')
const options = { reason: 'Cấp văn bằng', location: 'Huế', at }
const template = '#link("https://ngheso.example")[Văn bằng số một]\n#pagebreak()\nTrang hai'

let plain: Uint8Array
let byKind: Record<'rsa' | 'ec', Issued>
let signed: Uint8Array

const signerOf = ({ pem, certificates }: Issued) => keptSigner(pem, certificates)

beforeAll(async () => {
  plain = await renderPdf(template, null, { title: 'Văn bằng', lang: 'vi', pdfa: true, at })
  byKind = { rsa: issueForTest('rsa'), ec: issueForTest('ec') }
  signed = await signPdf(plain, signerOf(byKind.rsa), options)
})

describe.each(['rsa', 'ec'] as const)('a PDF signed with a key of kind %s', (kind) => {
  let file: Uint8Array
  beforeAll(async () => {
    file = await signPdf(plain, signerOf(byKind[kind]), options)
  })

  test('is the document byte for byte, with the signature behind it', () => {
    expect(Buffer.from(file.subarray(0, plain.length)).equals(Buffer.from(plain))).toBe(true)
    expect(Buffer.from(file).toString('latin1')).toContain('/SubFilter /ETSI.CAdES.detached')
  })

  test('is found whole, with who signed, when, by which certificate', () => {
    const { altered, signatures } = checkPdf(file)
    expect(altered).toBe(false)
    expect(signatures).toHaveLength(1)
    expect(signatures[0]).toMatchObject({
      signer: 'Trường Cao đẳng Ví Dụ',
      issuer: 'CA thử nghiệm',
      valid: true,
      coversWholeFile: true,
      signedAt: at,
      timestampedBy: null,
      trouble: null,
    })
    expect(signatures[0]!.certificate).toBe(toPem([byKind[kind].certificates[0]!]))
  })

  test.skipIf(!hasProgram('pdfsig'))('pdfsig accepts it (needs poppler-utils)', () => {
    const { said } = runOver({ 'a.pdf': file }, 'pdfsig', (path) => ['-nocert', path('a.pdf')])
    expect(said).toContain('Signature is Valid')
    expect(said).toContain('Total document signed')
    expect(said).toContain('ETSI.CAdES.detached')
    const broken = Uint8Array.from(file)
    broken[200]! ^= 1
    const again = runOver({ 'a.pdf': broken }, 'pdfsig', (path) => ['-nocert', path('a.pdf')])
    expect(again.said).not.toContain('Signature is Valid')
  })

  test.skipIf(!hasProgram('openssl'))(
    'openssl verifies it up to the root, with its signed attributes',
    () => {
      const text = Buffer.from(file).toString('latin1')
      const [, before, after, rest] = /\/ByteRange \[0 (\d+) (\d+) (\d+)/.exec(text)!.map(Number)
      const content = Buffer.concat([file.subarray(0, before), file.subarray(after!, after! + rest!)])
      const message = Buffer.from(text.slice(before! + 1, after! - 1), 'hex')
      const files = { 'a.der': message, content, 'root.pem': toPem([byKind[kind].root]) }
      const { status, said } = runOver(files, 'openssl', (path) => [
        'cms',
        '-verify',
        '-cades',
        '-binary',
        '-inform',
        'DER',
        '-in',
        path('a.der'),
        '-content',
        path('content'),
        '-CAfile',
        path('root.pem'),
        '-purpose',
        'any',
        '-out',
        '/dev/null',
        '-attime',
        String(at.getTime() / 1000),
      ])
      expect(said).toContain('Verification successful')
      expect(status).toBe(0)
    },
  )
})

describe('what was done to a signed file is named', () => {
  test('any one byte changed outside the signature: never found whole', () => {
    const text = Buffer.from(signed).toString('latin1')
    const [, before, after] = /\/ByteRange \[0 (\d+) (\d+)/.exec(text)!.map(Number)
    const outside = fc
      .integer({ min: 0, max: signed.length - (after! - before!) - 1 })
      .map((n) => (n < before! ? n : n + (after! - before!)))
    fc.assert(
      fc.property(outside, fc.integer({ min: 1, max: 255 }), (place, mask) => {
        const broken = Uint8Array.from(signed)
        broken[place]! ^= mask
        const { altered, signatures } = checkPdf(broken)
        expect(altered).toBe(true)
        expect(signatures.every((one) => !one.valid)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  test('a byte of the text changed: changed, and by whom the file was signed before', () => {
    const broken = Uint8Array.from(signed)
    broken[500]! ^= 1
    expect(checkPdf(broken).signatures[0]).toMatchObject({
      signer: 'Trường Cao đẳng Ví Dụ',
      valid: false,
      trouble: 'changed',
    })
  })

  test('saved again with something added', () => {
    const more = Buffer.concat([signed, Buffer.from('\n1 0 obj\n<< >>\nendobj\n%%EOF\n')])
    const { altered, signatures } = checkPdf(more)
    expect(altered).toBe(true)
    expect(signatures[0]).toMatchObject({ trouble: 'added', valid: false, coversWholeFile: false })
  })

  test('signed twice: both stand, the second covers the whole', async () => {
    const twice = await signPdf(signed, signerOf(byKind.ec), {
      ...options,
      at: new Date('2026-06-26T03:00:00Z'),
    })
    const { altered, signatures } = checkPdf(twice)
    expect(altered).toBe(false)
    expect(signatures.map(({ valid, coversWholeFile }) => ({ valid, coversWholeFile }))).toEqual([
      { valid: true, coversWholeFile: false },
      { valid: true, coversWholeFile: true },
    ])
    if (!hasProgram('pdfsig')) return
    const { said } = runOver({ 'a.pdf': twice }, 'pdfsig', (path) => ['-nocert', path('a.pdf')])
    expect(said.match(/Signature is Valid/g)).toHaveLength(2)
  })

  test.each([
    ['not yet valid', '2027-01-01', '2028-01-01', 'not_yet'],
    ['expired', '2024-01-01', '2025-01-01', 'expired'],
  ])('signed when the certificate was %s', async (_name, from, to, trouble) => {
    const file = await signPdf(plain, signerOf(issueForTest('ec', { from, to })), options)
    expect(checkPdf(file)).toMatchObject({ altered: false, signatures: [{ valid: false, trouble }] })
  })

  test('another certificate put in the place of the signer’s: mismatch', async () => {
    const other = issueForTest('ec', { key: newKey('ec') })
    const file = Buffer.from(await signPdf(plain, signerOf(byKind.ec), options))
    const [own] = byKind.ec.certificates
    const text = file.toString('latin1')
    const digits = own!.toString('hex')
    const index = text.indexOf(digits)
    expect(index).toBeGreaterThan(0)
    // A certificate of the same length and number, over another key: as close as a forger gets.
    const forged = Buffer.from(own!)
    const key = other.certificates[0]!
    const mark = Buffer.from('034200', 'hex')
    key.copy(forged, forged.indexOf(mark), key.indexOf(mark), key.indexOf(mark) + 68)
    file.write(forged.toString('hex'), index, 'latin1')
    expect(checkPdf(file).signatures[0]).toMatchObject({ valid: false, trouble: 'mismatch' })
  })

  test('the hole of the signature may hold nothing else', () => {
    const text = Buffer.from(signed).toString('latin1')
    const [, , after] = /\/ByteRange \[0 (\d+) (\d+)/.exec(text)!.map(Number)
    const broken = Buffer.from(signed)
    broken.write('1', after! - 3, 'latin1')
    expect(checkPdf(broken)).toMatchObject({ altered: true, signatures: [{ trouble: 'unreadable' }] })
  })

  test('a PDF that nobody signed has no signature and is not altered', () => {
    expect(checkPdf(plain)).toEqual({ signatures: [], altered: false })
  })

  test('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (junk) => checkPdf(junk).signatures.length === 0),
    )
    const start = Buffer.from(signed).lastIndexOf('/ByteRange')
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: signed.length - start - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (place, mask) => {
          const broken = Uint8Array.from(signed)
          broken[start + place]! ^= mask
          expect(() => checkPdf(broken)).not.toThrow()
          expect(() => checkPdf(broken.subarray(0, start + place))).not.toThrow()
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('refused before anything is signed', () => {
  const refusal = async (work: () => unknown) => {
    try {
      await work()
    } catch (error) {
      return error instanceof SigningError ? error.code : error
    }
    return 'nothing'
  }

  test('a key that is not the certificate’s', async () => {
    const other = issueForTest('ec')
    expect(await refusal(() => keptSigner(byKind.ec.pem, other.certificates))).toBe('mismatch')
    const liar = { certificates: other.certificates, sign: signerOf(byKind.ec).sign }
    expect(await refusal(() => signPdf(plain, liar, options))).toBe('mismatch')
  })

  test('what is no PDF', async () => {
    expect(await refusal(() => signPdf(Buffer.from('không phải'), signerOf(byKind.ec), options))).toBe('pdf')
  })
})
