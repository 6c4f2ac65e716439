import { readFileSync } from 'node:fs'
import type { App } from '#platform/app.ts'
import { AppError, precondition } from '#platform/errors.ts'
import {
  keptSigner,
  readPem,
  remoteSigner,
  signChecked,
  SigningError,
  timestamper,
  tokenSigner,
  type PdfSigner,
} from '#platform/signing/index.ts'
import { readTokenPlace, type SigningKey } from './key.ts'

type KeyPlace = Pick<SigningKey, 'provider' | 'public_part' | 'reference' | 'secret'>

/** The signer behind a key. Whatever goes wrong, now or at a signature, is said in words. @throws AppError */
export function openKey(app: App, key: KeyPlace): PdfSigner {
  const certificates = readPem(key.public_part)
  const signer = inWords(() => signerOf(app, key, certificates))
  const { tsaUrl } = app.config.signing
  const stamp = tsaUrl ? timestamper(tsaUrl) : undefined
  return {
    certificates,
    sign: (bytes) => later(app, () => signChecked(signer, bytes)),
    timestamp: stamp && ((bytes) => later(app, () => stamp(bytes))),
  }
}

function signerOf(app: App, key: KeyPlace, certificates: readonly Uint8Array[]): PdfSigner {
  if (key.provider === 'kept') return keptSigner(app.keys.open(key.secret!), certificates)
  const { tokens, service } = app.config.signing
  if (key.provider === 'remote') {
    if (!service || !key.reference) throw precondition('diplomas.keys.error.no_service')
    return remoteSigner({ ...service, credential: key.reference }, certificates)
  }
  const place = readTokenPlace(key.reference)
  if (!tokens || !place) throw precondition('diplomas.keys.error.no_tokens')
  const pin = pinOf(tokens.pinFile, place.token)
  if (pin === undefined) throw precondition('diplomas.keys.error.no_pin', { token: place.token })
  return tokenSigner({ module: tokens.module, ...place, pin }, certificates)
}

/** PINs stay in a file of the server, `label=PIN` one a line; it is read anew each time, so that a change counts at once. */
function pinOf(file: string, token: string): string | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
  const line = text.split(/\r?\n/).find((one) => one.startsWith(`${token}=`))
  return line?.slice(token.length + 1)
}

/** Words for what a signer says. */
export const refusalOf = (error: SigningError): AppError => precondition(`diplomas.keys.error.${error.code}`)

function inWords<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof SigningError ? refusalOf(error) : error
  }
}

async function later<T>(app: App, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof SigningError)) throw error
    app.log.warn({ part: 'signing', err: error }, 'nothing was signed')
    throw refusalOf(error)
  }
}
