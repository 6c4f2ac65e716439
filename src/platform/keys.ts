import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  randomFillSync,
} from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Keys derived from one master secret; losing the secret loses every sealed value. */
export type Keys = {
  /** Secret of session cookies and tokens. */
  auth: string
  /** Encrypts a short text (AES-256-GCM); the same text seals to different values. */
  seal: (text: string) => string
  /** Opens what `seal` made. @throws when the value was altered or sealed under another key. */
  open: (sealed: string) => string
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

/** Derives the working keys from the master secret. */
export function deriveKeys(master: string): Keys {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', master, '', `ngheso ${purpose}`, 32))
  const sealKey = derive('seal v1')
  const indexKey = derive('index v1')
  return {
    auth: derive('auth v1').toString('base64url'),
    seal(text) {
      const iv = nextIv()
      const cipher = createCipheriv('aes-256-gcm', sealKey, iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `v1.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    open(sealed) {
      const raw = Buffer.from(sealed.slice(3), 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', sealKey, raw.subarray(0, 12))
      decipher.setAuthTag(raw.subarray(12, 28))
      return Buffer.concat([decipher.update(raw.subarray(28)), decipher.final()]).toString('utf8')
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
  await mkdir(dataDir, { recursive: true })
  await writeFile(file, `${made}\n`, { mode: 0o600, flag: 'wx' })
  return made
}
