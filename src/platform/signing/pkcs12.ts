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
  let tree: forge.asn1.Asn1
  try {
    tree = forge.asn1.fromDer(Buffer.from(bytes).toString('latin1'))
  } catch (error) {
    throw new SigningError('key_file', 'it is no PKCS #12', { cause: error })
  }
  try {
    return forge.pkcs12.pkcs12FromAsn1(tree, false, passphrase)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    throw new SigningError(/MAC|password/i.test(said) ? 'passphrase' : 'key_file', said, { cause: error })
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
