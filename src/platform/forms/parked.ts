import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { systemActor, type Actor } from '../access.ts'
import type { App } from '../app.ts'
import type { Tx } from '../db/database.ts'
import { cookie, parseCookies } from '../http/cookies.ts'
import { addressOf, guardRate, type Limit } from '../rate.ts'

const keeper = systemActor('parked forms')

/** Whose a parked form is: the account whose session had ended, or, where that is unknown, the browser that sent it. */
export type Owner = { account: string } | { browser: string }

export type Parked = { form: string; values: Record<string, string | string[]> }

/** Keeps values for the page at `path` within an act, sealed, for an hour. @returns the token to find them by. */
export async function keepParked(
  tx: Tx,
  app: App,
  path: string,
  parked: Parked,
  owner: Owner,
): Promise<string> {
  const token = randomUUID()
  const sealed = app.keys.seal(JSON.stringify(parked))
  const account = 'account' in owner ? owner.account : null
  const browser = 'browser' in owner ? digest(owner.browser) : null
  await sql`insert into platform.parked_form (token, path, sealed, account, browser)
    values (${token}, ${path}, ${sealed}, ${account}, ${browser})`.execute(tx)
  return token
}

/** A school sits behind one address, so this is wide; it stops one machine from filling the disk. */
const perAddress: Limit = { most: 60, within: 3600 }
/** More tabs than anybody left open; beyond them the oldest goes. */
const mostKept = 20

/**
 * Keeps what was typed when the session had ended. @returns the token to find it by.
 * @throws AppError too_many when nobody known sent it and their address has sent many
 */
export async function parkForm(
  app: App,
  request: Request,
  path: string,
  parked: Parked,
  owner: Owner,
): Promise<string> {
  const address = 'browser' in owner ? addressOf(request.headers) : undefined
  if (address) await guardRate(app, `parked forms ${address}`, perAddress)
  const [column, whose] =
    'account' in owner ? [sql`account`, owner.account] : [sql`browser`, digest(owner.browser)]
  return app.database.write(keeper, async (tx) => {
    const token = await keepParked(tx, app, path, parked, owner)
    await sql`delete from platform.parked_form where token in (select token from platform.parked_form
      where ${column} = ${whose} order by at desc offset ${mostKept})`.execute(tx)
    return token
  })
}

/**
 * Takes a parked form back, once, for the page it was typed on. It stays for its owner when somebody else asks.
 * @param who the account that asks and its browser's cookie, as far as each is there
 */
export async function takeParked(
  app: App,
  token: string,
  path: string,
  who: { account: string | undefined; browser?: string | undefined },
): Promise<Parked | undefined> {
  const taken = await app.database.write(keeper, (tx) =>
    sql<{ sealed: string }>`delete from platform.parked_form where token = ${token} and path = ${path}
      and (account = ${who.account ?? null} or browser = ${who.browser ? digest(who.browser) : null})
      and at > now() - interval '1 hour' returning sealed`.execute(tx),
  )
  const row = taken.rows[0]
  return row ? (JSON.parse(app.keys.open(row.sealed)) as Parked) : undefined
}

function digest(cookie: string): string {
  return createHash('sha256').update(cookie).digest('base64url')
}

/** Tells the browser that parked a form from any other. */
const browserName = 'giu_form'

/** Whose a form sent without a session is; `keep` is the cookie to set when only the browser can tell. */
export function ownerOf(
  request: Request,
  ended: string | undefined,
  isSecure: boolean,
): { owner: Owner; keep: string | undefined } {
  if (ended) return { owner: { account: ended }, keep: undefined }
  const browser = parseCookies(request)[browserName] ?? randomBytes(24).toString('base64url')
  return { owner: { browser }, keep: cookie(browserName, browser, 3600, isSecure) }
}

/** The form the address asks back (`_giu`), when it is the sender's. */
export async function restoreForm(
  app: App,
  request: Request,
  actor: Actor,
): Promise<(Parked & { isRestored: true }) | undefined> {
  const { searchParams, pathname } = new URL(request.url)
  const token = searchParams.get('_giu')
  if (!token) return undefined
  const account = actor.kind === 'account' ? actor.id : undefined
  const browser = parseCookies(request)[browserName]
  const parked = await takeParked(app, token, pathname, { account, browser })
  return parked && { ...parked, isRestored: true }
}
