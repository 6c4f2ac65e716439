import { spawn } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { SigningError } from '../errors.ts'
import { keyKindOf, sha256, type PdfSigner } from '../signer.ts'

/** A key on a token or in an HSM: the maker's library, the token's label, the key's number there (CKA_ID, hexadecimal), the token's PIN. */
export type TokenKey = { module: string; token: string; id: string; pin: string }

const limitMs = 30_000

/**
 * Signs with a key that never leaves its token, by the program `pkcs11-tool` of OpenSC: the maker's library runs in a
 * process of its own, so that its faults are not ours, and the PIN goes there by the environment, never as a word of the command.
 */
export function tokenSigner(key: TokenKey, certificates: readonly Uint8Array[]): PdfSigner {
  const [own] = certificates
  if (!own) throw new SigningError('key', 'a token key without a certificate')
  const kind = keyKindOf(new X509Certificate(own).publicKey)
  // Every token knows ECDSA over a digest, few over a whole message.
  const way =
    kind === 'rsa'
      ? ['--mechanism', 'SHA256-RSA-PKCS']
      : ['--mechanism', 'ECDSA', '--signature-format', 'openssl']
  const words = ['--module', key.module, '--token-label', key.token, '--login', '--pin', 'env:TOKEN_PIN']
  return {
    certificates,
    sign: (bytes) =>
      run([...words, '--sign', '--id', key.id, ...way], key.pin, kind === 'rsa' ? bytes : sha256(bytes)),
  }
}

function run(words: readonly string[], pin: string, input: Uint8Array): Promise<Buffer> {
  const { PATH, HOME, SOFTHSM2_CONF, LD_LIBRARY_PATH } = process.env
  return new Promise((resolve, reject) => {
    const child = spawn('pkcs11-tool', words, {
      env: { PATH, HOME, SOFTHSM2_CONF, LD_LIBRARY_PATH, TOKEN_PIN: pin },
      timeout: limitMs,
    })
    const said: Buffer[] = []
    const made: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => made.push(part))
    child.stderr.on('data', (part: Buffer) => said.push(part))
    child.once('error', (error) =>
      reject(new SigningError('token', 'pkcs11-tool does not start', { cause: error })),
    )
    child.once('close', (code) => {
      const signature = Buffer.concat(made)
      if (code === 0 && signature.length > 0) resolve(signature)
      else reject(new SigningError('token', Buffer.concat(said).toString().trim() || `ended with ${code}`))
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}
