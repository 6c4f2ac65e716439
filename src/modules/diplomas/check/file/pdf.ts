import { sql } from 'kysely'
import { publicActor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db/database.ts'
import { certificateFacts, checkPdf, readPem, type CheckedSignature } from '#platform/signing/index.ts'
import { findByAddress } from '../store/check.ts'
import type { FileVerdict } from '../verdict.ts'

/**
 * What a PDF is worth by itself: is it as it was signed, and did the institution of the diploma it names sign it? The diploma is
 * named by its public address, which the file links to; in a signed file that link is signed too.
 */
export async function judgePdf(app: App, bytes: Uint8Array): Promise<Omit<FileVerdict, 'file'>> {
  const named = namedDiplomas(bytes)
  const public_id = named[0] ?? null
  const { signatures, altered } = checkPdf(bytes)
  if (altered) {
    const isLonger = signatures.some((one) => one.trouble === 'added')
    return { result: 'altered', public_id, signer: null, failed: isLonger ? 'covers' : 'signature' }
  }
  const last = signatures.at(-1)
  if (!last) return { result: 'unknown', public_id, signer: null, failed: null }
  if (last.trouble === 'mismatch') return { result: 'altered', public_id, signer: null, failed: 'signature' }
  const signer = last.valid && named.length === 1 ? await findSigner(app, named[0]!, last) : undefined
  return signer
    ? { result: 'genuine', public_id, signer, failed: null }
    : { result: 'unknown', public_id, signer: null, failed: 'key' }
}

/** Name of the institution of the diploma, when the signature was made with its key. */
function findSigner(app: App, publicId: string, signature: CheckedSignature): Promise<string | undefined> {
  return app.database.read(publicActor, async (db) => {
    const facts = await findByAddress(db, publicId)
    return facts && (await isKeyOf(db, facts.institution_id, signature)) ? facts.institution : undefined
  })
}

/** Public ids of the addresses a PDF links to, each once. */
function namedDiplomas(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const found = text.matchAll(/\/URI\s*\(https?:\/\/[^()\s]{1,200}\/van-bang\/([0-9A-HJKMNP-TV-Z]{16})\)/g)
  return [...new Set([...found].map((match) => match[1]!))]
}

type Certificate = {
  public_part: string
  from_date: string
  to_date: string | null
  revoked_on: string | null
}

/** Was it made with a key the institution had on that day? After a key is revoked only a time stamp proves the day. */
async function isKeyOf(db: Db, institution: string, signature: CheckedSignature): Promise<boolean> {
  const kept = await sql<Certificate>`select * from diplomas.pdf_certificates(${institution}::uuid)`.execute(
    db,
  )
  const key = kept.rows.find(({ public_part }) => {
    const [own] = readPem(public_part)
    return own !== undefined && certificateFacts(own).fingerprint === signature.fingerprint
  })
  if (!key || !signature.signedAt) return false
  const day = new Date(signature.signedAt.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
  if (day < key.from_date || (key.to_date !== null && day > key.to_date)) return false
  return key.revoked_on === null || (signature.timestampedBy !== null && day < key.revoked_on)
}
