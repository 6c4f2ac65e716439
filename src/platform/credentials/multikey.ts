import { base58, base64urlnopad } from '@scure/base'
import { CredentialError } from './errors.ts'

/** Multicodec prefixes of Ed25519 keys (W3C Controlled Identifiers, Multikey). */
const publicPrefix = [0xed, 0x01]
const secretPrefix = [0x80, 0x26]
/** DER in front of a 32-byte Ed25519 seed (RFC 8410). */
const pkcs8Prefix = [
  0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
]

/** An Ed25519 key pair as Multikey text; whoever keeps `secret` seals it. */
export type KeyPair = { publicKey: string; secret: string }

/** Bytes as WebCrypto takes them: of an ordinary buffer. */
export type Bytes = Uint8Array<ArrayBuffer>

export const multibase = {
  /** Multibase base58btc. */
  encode: (bytes: Uint8Array): string => `z${base58.encode(bytes)}`,
  /** @throws when the text is not base58btc multibase */
  decode(text: string): Bytes {
    if (!text.startsWith('z')) throw new Error('not base58btc')
    return Uint8Array.from(base58.decode(text.slice(1)))
  },
}

function unwrap(text: string, [first, second]: number[]): Bytes {
  const bytes = multibase.decode(text)
  if (bytes.length !== 34 || bytes[0] !== first || bytes[1] !== second) throw new Error('not an Ed25519 key')
  return bytes.slice(2)
}

/** The key pair of a seed of 32 bytes. */
export async function keyPairOf(seed: Bytes): Promise<KeyPair> {
  const key = await crypto.subtle.importKey(
    'pkcs8',
    Uint8Array.from([...pkcs8Prefix, ...seed]),
    'Ed25519',
    true,
    ['sign'],
  )
  const { x } = await crypto.subtle.exportKey('jwk', key)
  return {
    publicKey: multibase.encode(Uint8Array.from([...publicPrefix, ...base64urlnopad.decode(x!)])),
    secret: multibase.encode(Uint8Array.from([...secretPrefix, ...seed])),
  }
}

/** A new key pair. */
export function generateKeyPair(): Promise<KeyPair> {
  return keyPairOf(crypto.getRandomValues(new Uint8Array(32)))
}

/** A signing function of a secret Multikey. @throws when it is not one */
export async function signWith(secret: string): Promise<(data: Bytes) => Promise<Uint8Array>> {
  const der = Uint8Array.from([...pkcs8Prefix, ...unwrap(secret, secretPrefix)])
  const key = await crypto.subtle.importKey('pkcs8', der, 'Ed25519', false, ['sign'])
  return async (data) => new Uint8Array(await crypto.subtle.sign('Ed25519', key, data))
}

/** Keys are few and asked for again and again: the last imported ones stay. */
const imported = new Map<string, CryptoKey>()

/** A public Multikey, ready to verify with. @throws CredentialError unknown_key when it is not an Ed25519 one */
async function importPublic(publicKey: string): Promise<CryptoKey> {
  const kept = imported.get(publicKey)
  if (kept) return kept
  try {
    const raw = unwrap(publicKey, publicPrefix)
    const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', true, ['verify'])
    if (imported.size >= 1000) imported.clear()
    imported.set(publicKey, key)
    return key
  } catch {
    throw new CredentialError('unknown_key', publicKey.slice(0, 60))
  }
}

/** Is `signature` one of this key over the data? */
export async function verifyWith(publicKey: string, data: Bytes, signature: Bytes): Promise<boolean> {
  return crypto.subtle.verify('Ed25519', await importPublic(publicKey), signature, data)
}

/** The public key as JSON Web Key. */
export async function toJwk(publicKey: string): Promise<{ kty: string; crv: string; x: string }> {
  const { x } = await crypto.subtle.exportKey('jwk', await importPublic(publicKey))
  return { kty: 'OKP', crv: 'Ed25519', x: x! }
}
