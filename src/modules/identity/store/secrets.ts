import { createHash } from 'node:crypto'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import type { App } from '#platform/app.ts'
import type { Lang } from '#platform/i18n/index.ts'
import { authOf } from '../auth.ts'
import type { NewGrant } from './account.ts'

/** Tokens sent by mail are kept as their hash only. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

export type Invitation = { account_id: string; name: string; email: string }

/** The open invitation a link belongs to. Read as owner: who holds the link has no account yet. */
export async function findInvitation(app: App, token: string): Promise<Invitation | undefined> {
  const found = await app.database.owner.query<Invitation>(
    `select i.account_id, a.name, a.email from identity.invitation i join identity.account a on a.id = i.account_id
     where i.token_hash = $1 and i.accepted_at is null and i.expires_at > $2 and a.state = 'invited'`,
    [hashToken(token), app.clock.now()],
  )
  return found.rows[0]
}

/** Sets the first password and opens the account, in one statement; false when the link was used meanwhile. */
export async function acceptInvitation(app: App, token: string, password: string): Promise<boolean> {
  const hash = await (await authOf(app).$context).password.hash(password)
  const done = await app.database.owner.query(
    `with used as (
       update identity.invitation set accepted_at = $2 where token_hash = $1 and accepted_at is null and expires_at > $2 returning account_id),
     opened as (
       update identity.account a set state = 'active', email_verified = true, updated_at = now(), version = version + 1
       from used where a.id = used.account_id and a.state = 'invited' returning a.id)
     insert into identity.credential (account_id, provider_id, subject, password) select id, 'credential', id::text, $3 from opened`,
    [hashToken(token), app.clock.now(), hash],
  )
  return done.rowCount === 1
}

/** The account a reset link belongs to, while it may still be used. */
export async function findResetLink(app: App, token: string): Promise<string | undefined> {
  const { internalAdapter } = await authOf(app).$context
  const link = await internalAdapter.findVerificationValue(`reset-password:${token}`)
  return link && link.expiresAt.getTime() > Date.now() ? link.value : undefined
}

/** Where an account stands with its second factor. `uri` is for the authenticator app while it is being set up. */
export type SecondFactor =
  | { state: 'off' }
  | { state: 'pending'; uri: string; secret: string }
  | { state: 'on'; left: number }

export async function readSecondFactor(
  app: App,
  account: { id: string; email: string },
): Promise<SecondFactor> {
  const found = await app.database.owner.query<{ secret: string; backup_codes: string; verified: boolean }>(
    `select secret, backup_codes, verified from identity.two_factor where account_id = $1`,
    [account.id],
  )
  const row = found.rows[0]
  if (!row) return { state: 'off' }
  if (row.verified) return { state: 'on', left: (await openCodes(app, row.backup_codes)).length }
  const key = (await authOf(app).$context).secretConfig
  const raw = await symmetricDecrypt({ key, data: row.secret })
  const secret = base32(raw)
  const label = encodeURIComponent(`Nghề Số:${account.email}`)
  return {
    state: 'pending',
    secret,
    uri: `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent('Nghề Số')}`,
  }
}

/** Recovery codes that were just made, once; afterwards undefined. */
export async function takeNewCodes(app: App, account: string): Promise<string[] | undefined> {
  const taken = await app.database.owner.query<{ backup_codes: string }>(
    `update identity.two_factor set codes_shown = true where account_id = $1 and verified and not codes_shown returning backup_codes`,
    [account],
  )
  return taken.rows[0] ? openCodes(app, taken.rows[0].backup_codes) : undefined
}

/** New recovery codes may be shown again, once. */
export async function markCodesNew(app: App, account: string): Promise<void> {
  await app.database.owner.query(`update identity.two_factor set codes_shown = false where account_id = $1`, [
    account,
  ])
}

async function openCodes(app: App, sealed: string): Promise<string[]> {
  const key = (await authOf(app).$context).secretConfig
  return JSON.parse(await symmetricDecrypt({ key, data: sealed })) as string[]
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 base32 without padding, as authenticator apps take it. */
export function base32(text: string): string {
  let bits = ''
  for (const byte of Buffer.from(text, 'utf8')) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{1,5}/g) ?? [])
    .map((chunk) => alphabet[Number.parseInt(chunk.padEnd(5, '0'), 2)])
    .join('')
}

export type ReadyAccount = {
  name: string
  email: string
  password: string
  lang?: Lang
  grant: Omit<NewGrant, 'id' | 'account_id' | 'granted_by'>
  /** Secret of the authenticator app as raw text; the app shows it in base32. */
  totp?: string
}

/** An account that is active from the first moment: the first administrator and the examples. @returns its id. */
export async function makeReadyAccount(app: App, wanted: ReadyAccount): Promise<string> {
  const context = await authOf(app).$context
  const hash = await context.password.hash(wanted.password)
  const { grant } = wanted
  const made = await app.database.owner.query<{ id: string }>(
    `with account as (
       insert into identity.account (name, email, email_verified, state, lang) values ($1, lower($2), true, 'active', $3) returning id),
     credential as (
       insert into identity.credential (account_id, provider_id, subject, password) select id, 'credential', id::text, $4 from account),
     held as (
       insert into identity.grant (account_id, role, area_kind, area_id, institution_id, from_date, to_date, reason)
       select id, $5, $6, $7, $8, $9, $10, $11 from account)
     select id from account`,
    [
      wanted.name,
      wanted.email,
      wanted.lang ?? 'vi',
      hash,
      grant.role,
      grant.area_kind,
      grant.area_id,
      grant.institution_id,
      grant.from_date,
      grant.to_date,
      grant.reason,
    ],
  )
  const id = made.rows[0]!.id
  if (wanted.totp) await addSecondFactor(app, id, wanted.totp)
  return id
}

async function addSecondFactor(app: App, account: string, secret: string): Promise<void> {
  const key = (await authOf(app).$context).secretConfig
  const sealed = await Promise.all([secret, '[]'].map((data) => symmetricEncrypt({ key, data })))
  await app.database.owner.query(
    `insert into identity.two_factor (account_id, secret, backup_codes, verified, codes_shown) values ($1, $2, $3, true, true)`,
    [account, ...sealed],
  )
  await app.database.owner.query(`update identity.account set two_factor_enabled = true where id = $1`, [
    account,
  ])
}
