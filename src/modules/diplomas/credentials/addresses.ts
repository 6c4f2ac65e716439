import { didWeb, readDidWeb, type StatusPurpose } from '#platform/credentials/index.ts'

/** Under which a school is known to the outside: `/truong/<code>`. */
const folder = 'truong'

/** The did:web a school issues under. */
export function issuerDid(origin: string, code: string): string {
  return didWeb(origin, [folder, code])
}

/** Where a list of status lies, for ever: credentials name it. */
export function statusListAddress(origin: string, did: string, list: number, purpose: StatusPurpose): string {
  const path = readDidWeb(did)?.path.map(encodeURIComponent).join('/')
  return `${origin}/${path}/trang-thai/${list}/${purpose}`
}

/** Reads such an address, wherever it points. Undefined: it is none. */
export function readStatusListAddress(
  address: string,
): { code: string; list: number; purpose: StatusPurpose } | undefined {
  const found = new RegExp(
    `^https?://[^/]+/${folder}/([a-z0-9-]+)/trang-thai/([1-9]\\d{0,6})/(revocation|suspension|message)$`,
  ).exec(address)
  if (!found) return undefined
  return { code: found[1]!, list: Number(found[2]), purpose: found[3] as StatusPurpose }
}

/** Where a link of a holder opens. */
export const shareAddress = (origin: string, token: string): string => `${origin}/van-bang/chia-se/${token}`

/** The secret of such a link, when it lies at this host. */
export function readShareAddress(address: string, host: string): string | undefined {
  const found = /^https?:\/\/([^/]+)\/van-bang\/chia-se\/([0-9A-Za-z_-]{20,64})$/.exec(address)
  return found && found[1] === host ? found[2] : undefined
}

/** The public id at the end of a diploma's address, when it lies at this host. */
export function readDiplomaAddress(address: string, host: string): string | undefined {
  const found = /^https?:\/\/([^/]+)\/van-bang\/([0-9A-HJKMNP-TV-Z]{16})$/.exec(address)
  return found && found[1] === host ? found[2] : undefined
}
