import { certificateFacts, toPem } from './certificate.ts'
import { readTimestamp, type Timestamp } from './cms/timestamp.ts'
import { firstElement } from './cms/der.ts'
import { verifyCms, type Verified } from './cms/verify.ts'

/**
 * What is wrong with a signature:
 * `changed` bytes were changed after signing · `added` something was added after the last signature (saved again) ·
 * `mismatch` not made with the key of its certificate · `expired`/`not_yet` the certificate was not valid when it was
 * signed · `unreadable` there is something like a signature, but it cannot be read.
 */
export type Trouble = 'changed' | 'added' | 'mismatch' | 'expired' | 'not_yet' | 'unreadable'

export type CheckedSignature = {
  /** Common names of the signer and of who vouches for them; '' when unreadable. */
  signer: string
  issuer: string
  /** Number of the certificate and hash of the whole of it, hexadecimal. */
  serial: string
  fingerprint: string
  /** PEM of the signer's certificate. */
  certificate: string
  valid: boolean
  coversWholeFile: boolean
  /** From the time stamp where there is one, else as the signer's machine said. */
  signedAt: Date | null
  timestampedBy: string | null
  trouble: Trouble | null
}

export type PdfCheck = {
  /** In the order they were made. */
  signatures: CheckedSignature[]
  /** There is or was a signature, and the file is not what was signed. */
  altered: boolean
}

/** More than any document of ours; a file made to keep us busy has thousands. */
const most = 32
const range = /\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/g

/**
 * Which signature covers what of a PDF, and whether the file is still what was signed. Says nothing of whom to trust: compare
 * `fingerprint`. Never throws, whatever the bytes are.
 */
export function checkPdf(bytes: Uint8Array): PdfCheck {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = file.toString('latin1')
  const found = [...text.matchAll(range)].slice(0, most)
  const signatures = found
    .map((match) => ({ end: Number(match[3]) + Number(match[4]), one: checkOne(file, text, match) }))
    .toSorted((a, b) => a.end - b.end)
    .map(({ one }) => one)
  const isBroken =
    signatures.length === 0 && /ETSI\.CAdES\.detached|adbe\.pkcs7|\/FT\s*\/Sig\b|\/SigFlags/.test(text)
  if (isBroken) return { signatures: [unreadable()], altered: true }
  markAdded(signatures)
  return {
    signatures,
    altered: signatures.some(
      (one) => one.trouble === 'changed' || one.trouble === 'added' || one.trouble === 'unreadable',
    ),
  }
}

/** The last signature must cover the whole file; the earlier ones are covered by the later. */
function markAdded(signatures: CheckedSignature[]): void {
  const last = signatures.at(-1)
  if (!last || last.coversWholeFile || last.trouble) return
  last.trouble = 'added'
  last.valid = false
}

function checkOne(file: Buffer, text: string, match: RegExpExecArray): CheckedSignature {
  const [start, before, after, rest] = match.slice(1, 5).map(Number) as [number, number, number, number]
  const hole = text.slice(before, after)
  // Nothing but the digits of one signature may lie between the parts that are signed.
  const isPlain =
    start === 0 && after + rest <= file.length && match.index < before && /^<[0-9A-Fa-f]+>$/.test(hole)
  if (!isPlain) return unreadable()
  try {
    const digits = Buffer.from(hole.slice(1, -1), 'hex')
    const message = firstElement(digits).whole
    if (digits.subarray(message.length).some((byte) => byte !== 0)) return unreadable()
    const signed = Buffer.concat([file.subarray(0, before), file.subarray(after, after + rest)])
    const verified = verifyCms(message, signed)
    const stamp = verified.token && readTimestamp(verified.token, verified.signature)
    return answer(verified, stamp, {
      coversWholeFile: after + rest === file.length,
      claimed: claimedTime(text, match.index, before, after),
    })
  } catch {
    return unreadable()
  }
}

function answer(
  { certificate, trouble }: Verified,
  stamp: Timestamp | undefined,
  { coversWholeFile, claimed }: { coversWholeFile: boolean; claimed: Date | null },
): CheckedSignature {
  const { subject, issuer, serial, fingerprint, from, to } = certificateFacts(certificate.raw)
  const signedAt = stamp?.at ?? claimed
  const dated = signedAt && (signedAt > to ? 'expired' : signedAt < from ? 'not_yet' : null)
  const wrong = trouble ?? dated
  return {
    signer: subject,
    issuer,
    serial,
    fingerprint,
    certificate: toPem([certificate.raw]),
    valid: !wrong,
    coversWholeFile,
    signedAt,
    timestampedBy: stamp?.authority ?? null,
    trouble: wrong ?? null,
  }
}

/** `/M` of the signature's dictionary, which lies on both sides of the hole. */
function claimedTime(text: string, at: number, before: number, after: number): Date | null {
  const start = text.lastIndexOf(' obj', at)
  const end = text.indexOf('endobj', after)
  if (start < 0 || end < 0) return null
  const dictionary = text.slice(start, before) + text.slice(after, end)
  const found = /\/M\s*\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'?(\d\d)'?)?/.exec(dictionary)
  if (!found) return null
  const [, year, month, day, hour, minute, second, zone = '+00', zoneMinutes = '00'] = found
  const moment = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}:${zoneMinutes}`)
  return Number.isNaN(moment.getTime()) ? null : moment
}

const unreadable = (): CheckedSignature => ({
  signer: '',
  issuer: '',
  serial: '',
  fingerprint: '',
  certificate: '',
  valid: false,
  coversWholeFile: false,
  signedAt: null,
  timestampedBy: null,
  trouble: 'unreadable',
})
