import { createPrivateKey, type KeyObject } from 'node:crypto'
import forge from 'node-forge'
import { keyFits, orderChain } from './certificate.ts'
import { SigningError } from './errors.ts'
import { keyKindOf } from './signer.ts'

/** What a key file (PKCS #12, `.p12` or `.pfx`) holds: the key as PKCS #8 PEM, its certificate and those above it, as DER. */
export type KeyFile = { privateKey: string; certificates: Buffer[] }

const { pkcs8ShroudedKeyBag, keyBag, certBag } = forge.pki.oids as Record<string, string>

/**
 * Opens a key file, of the older kinds of encryption too (3DES, RC2), which many authorities still hand out.
 * @throws SigningError passphrase, key_file, key, mismatch
 */
export function readPkcs12(bytes: Uint8Array, passphrase: string): KeyFile {
  const file = open(bytes, passphrase)
  const bags = (type: string | undefined) => file.getBags({ bagType: type! })[type!] ?? []
  const [key] = [...bags(pkcs8ShroudedKeyBag), ...bags(keyBag)].map(keyOf)
  const certificates = bags(certBag).map((bag) =>
    derOf(bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1),
  )
  if (!key || certificates.length === 0) throw new SigningError('key_file', 'no key or no certificate in it')
  keyKindOf(key)
  const own = certificates.find((one) => keyFits(one, key))
  if (!own) throw new SigningError('mismatch', 'no certificate in it belongs to the key')
  return {
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }) as string,
    certificates: orderChain(own, certificates),
  }
}

function open(bytes: Uint8Array, passphrase: string): forge.pkcs12.Pkcs12Pfx {
  const tree = readTree(bytes)
  try {
    return forge.pkcs12.pkcs12FromAsn1(tree, false, passphrase)
  } catch (error) {
    const opened = isAscii(passphrase) ? undefined : openInUtf8(bytes, passphrase)
    if (opened) return opened
    const said = error instanceof Error ? error.message : String(error)
    throw new SigningError(/MAC|password|decrypt/i.test(said) ? 'passphrase' : 'key_file', said, {
      cause: error,
    })
  }
}

function readTree(bytes: Uint8Array): forge.asn1.Asn1 {
  try {
    return forge.asn1.fromDer(Buffer.from(bytes).toString('latin1'))
  } catch (error) {
    throw new SigningError('key_file', 'it is no PKCS #12', { cause: error })
  }
}

const isAscii = (text: string): boolean => Buffer.from(text).length === text.length

/**
 * Today's encryption takes the letters of a passphrase as UTF-8, the seal over the file as UTF-16 (RFC 7292 B.1, RFC 8018),
 * and the library gives both the same. The seal is left out here: a wrong passphrase makes no key of what is inside.
 */
function openInUtf8(bytes: Uint8Array, passphrase: string): forge.pkcs12.Pkcs12Pfx | undefined {
  const tree = readTree(bytes)
  if (Array.isArray(tree.value)) tree.value = tree.value.slice(0, 2)
  try {
    return forge.pkcs12.pkcs12FromAsn1(tree, false, Buffer.from(passphrase, 'utf8').toString('latin1'))
  } catch {
    return undefined
  }
}

/** The library knows RSA keys only; of others it hands over the structure, which Node reads. */
function keyOf(bag: forge.pkcs12.Bag): KeyObject {
  const der = bag.key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key)) : bag.asn1
  try {
    return createPrivateKey({ key: derOf(der), format: 'der', type: 'pkcs8' })
  } catch (error) {
    throw new SigningError('key_file', 'the key in it cannot be read', { cause: error })
  }
}

const derOf = (tree: forge.asn1.Asn1): Buffer => Buffer.from(forge.asn1.toDer(tree).getBytes(), 'latin1')
