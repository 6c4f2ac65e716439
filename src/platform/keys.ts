import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  randomFillSync,
} from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from './files/folder.ts'

/** Keys derived from one master secret; losing the secret loses every sealed value. */
export type Keys = {
  /** Secret of session cookies and tokens. */
  auth: string
  /** Encrypts a short text (AES-256-GCM); the same text seals to different values. */
  seal: (text: string) => string
  /** Opens what `seal` made. @throws when the value was altered or sealed under another key. */
  open: (sealed: string) => string
  /** The same for the bytes of a file; each sealing is a file of its own. */
  sealBytes: (bytes: Uint8Array) => Buffer
  /** Opens what `sealBytes` made. Bytes that were never sealed come back as they are. @throws when a sealed file was altered. */
  openBytes: (sealed: Uint8Array) => Buffer
  /** Keyed fingerprint of a text, for equality look-up without decryption. */
  index: (text: string) => string
}

const ivBytes = 12
const pool = Buffer.alloc(ivBytes * 1024)
let poolAt = pool.length

/** A fresh random start value; drawn from the system in larger pieces, since a hundred thousand small ones take a second. */
function nextIv(): Buffer {
  if (poolAt === pool.length) {
    randomFillSync(pool)
    poolAt = 0
  }
  poolAt += ivBytes
  return Buffer.from(pool.subarray(poolAt - ivBytes, poolAt))
}

/** First bytes of a sealed file. */
const fileMark = Buffer.from('ngheso sealed v1\n')

function encrypt(key: Buffer, plain: Uint8Array): Buffer {
  const iv = nextIv()
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

function decrypt(key: Buffer, raw: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, raw.subarray(0, ivBytes))
  decipher.setAuthTag(raw.subarray(ivBytes, ivBytes + 16))
  return Buffer.concat([decipher.update(raw.subarray(ivBytes + 16)), decipher.final()])
}

/** Derives the working keys from the master secret. */
export function deriveKeys(master: string): Keys {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', master, '', `ngheso ${purpose}`, 32))
  const sealKey = derive('seal v1')
  const fileKey = derive('seal file v1')
  const indexKey = derive('index v1')
  return {
    auth: derive('auth v1').toString('base64url'),
    seal: (text) => `v1.${encrypt(sealKey, Buffer.from(text, 'utf8')).toString('base64url')}`,
    open: (sealed) => decrypt(sealKey, Buffer.from(sealed.slice(3), 'base64url')).toString('utf8'),
    sealBytes: (bytes) => Buffer.concat([fileMark, encrypt(fileKey, bytes)]),
    openBytes(sealed) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
      return bytes.subarray(0, fileMark.length).equals(fileMark)
        ? decrypt(fileKey, bytes.subarray(fileMark.length))
        : bytes
    },
    index: (text) => createHmac('sha256', indexKey).update(text, 'utf8').digest('base64url'),
  }
}

/** The master secret: from `SECRET_KEY`, else from `DATA_DIR/secret.key`, made at the first start. */
export async function loadMasterSecret(dataDir: string, fromConfig: string | undefined): Promise<string> {
  if (fromConfig) return fromConfig
  const file = join(dataDir, 'secret.key')
  const kept = await readFile(file, 'utf8').catch(() => undefined)
  if (kept) return kept.trim()
  const made = randomBytes(48).toString('base64url')
  await makeFolder(dataDir)
  await writeFile(file, `${made}\n`, { mode: 0o600, flag: 'wx' })
  return made
}
