import type { App } from '#platform/app.ts'
import {
  CredentialError,
  issueSdJwt,
  readDidWeb,
  verifySdJwt,
  type CredentialFailure,
  type JsonObject,
  type OpenClaims,
  type ResolveDid,
} from '#platform/credentials/index.ts'
import type { Diploma } from '../diploma.ts'
import { readDiplomaAddress, readShareAddress } from './addresses.ts'
import { shareFields, type ShareField } from '../own/share.ts'
import type { CredentialKey } from './keys.ts'

type Source = Pick<Diploma, 'content' | 'serial' | 'entry_no' | 'public_id' | 'is_demo'>

/** What a diploma can show, by field; what it does not have is left out. */
export function claimsOf({ content, serial, entry_no }: Source): JsonObject {
  const { holder, honour, programme, classification, graduation, issue } = content
  const all: Record<ShareField, unknown> = {
    name: holder.full_name,
    birth: holder.birth_date ?? holder.birth_year,
    honour: honour?.vi,
    programme: programme.name.vi,
    classification: classification?.name.vi,
    graduation_year: graduation.year,
    issue_date: issue.date,
    serial,
    entry_no,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== undefined))
}

/** The type of these credentials, and where its claims are described. */
export const typeAddress = (app: Pick<App, 'publicUrl'>): string => `${app.publicUrl()}/vct/van-bang`

/** What an SD-JWT is made for: `holder` binds it to a wallet's key. */
type Purpose = { holder?: { jwk: JsonObject } | undefined }

/**
 * A diploma as SD-JWT VC with every field hidden but its title and school. Whether it stands is
 * asked at its address (`id`).
 */
export function issueDiplomaSdJwt(
  app: Pick<App, 'publicUrl'>,
  diploma: Source,
  key: CredentialKey,
  { holder }: Purpose = {},
): Promise<string> {
  const open = {
    id: `${app.publicUrl()}/van-bang/${diploma.public_id}`,
    ...(holder && { cnf: holder }),
  }
  return sign(app, { diploma, key, open, hidden: claimsOf(diploma) })
}

/**
 * What a holder hands over for one purpose: the fields of a link and no digest of any other. It ends with the link's last day,
 * and its address is the link's, so that nobody finds the whole diploma by it.
 */
export function presentShare(
  app: Pick<App, 'publicUrl'>,
  diploma: Source,
  key: CredentialKey,
  share: { address: string; fields: readonly ShareField[]; to_date: string },
): Promise<string> {
  const all = claimsOf(diploma)
  const hidden = Object.fromEntries(
    share.fields.filter((name) => name in all).map((name) => [name, all[name]]),
  )
  // Through the last day in Vietnam.
  const exp = Math.floor(Date.parse(`${share.to_date}T23:59:59+07:00`) / 1000)
  return sign(app, { diploma, key, open: { id: share.address, exp }, hidden })
}

function sign(
  app: Pick<App, 'publicUrl'>,
  {
    diploma,
    key,
    open: more,
    hidden,
  }: { diploma: Source; key: CredentialKey; open: JsonObject; hidden: JsonObject },
): Promise<string> {
  const { content, is_demo } = diploma
  const open: OpenClaims = {
    iss: key.did,
    iat: Math.floor(key.clock.now().getTime() / 1000),
    vct: typeAddress(app),
    title: content.title.vi,
    institution: content.institution.name,
    ...(is_demo && { is_demo: true }),
    ...more,
  }
  return issueSdJwt(open, hidden, key.signer)
}

export type PresentationVerdict =
  | {
      result: 'genuine'
      /** The diploma it names, or the secret of the link it was made for. */
      of: { publicId: string } | { share: string }
      shown: Partial<Record<ShareField, unknown>>
      open: OpenClaims
    }
  | { result: 'altered' | 'unknown'; failed: CredentialFailure; detail: string }

/** What a presentation proves: the fields it shows are genuine, though they are not all. Never throws over what it is given. */
export async function verifyPresentation(
  text: string,
  sources: { resolve: ResolveDid; now: Date },
): Promise<PresentationVerdict> {
  try {
    const { claims, signer } = await verifySdJwt(text, sources)
    const host = readDidWeb(signer)?.host ?? ''
    const publicId = readDiplomaAddress(String(claims.id), host)
    const share = readShareAddress(String(claims.id), host)
    const of = publicId ? { publicId } : share ? { share } : undefined
    if (claims.iss !== signer || !of)
      throw new CredentialError('wrong_issuer', `${signer} ≠ ${String(claims.iss)}`)
    const shown = Object.fromEntries(
      shareFields.filter((name) => name in claims).map((name) => [name, claims[name]]),
    )
    return { result: 'genuine', of, shown, open: claims }
  } catch (error) {
    if (!(error instanceof CredentialError)) throw error
    const isAltered = error.code === 'bad_signature' || error.code === 'wrong_issuer'
    return { result: isAltered ? 'altered' : 'unknown', failed: error.code, detail: error.detail }
  }
}
