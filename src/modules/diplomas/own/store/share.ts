import { sql } from 'kysely'
import type { App } from '#platform/app.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import { hashShareToken, OpenedShare, type Share, type ShareLook } from '../share.ts'

const columns = sql`s.id, s.diploma_id, s.token_sealed, s.fields, s.purpose, s.to_date, s.revoked_at, s.created_at, l.looks, l.last_look`
const looked = sql`cross join lateral (
  select count(*)::int as looks, max(k.at) as last_look from diplomas.share_look k where k.share_id = s.id) l`

/** Links of a diploma, the latest first; row-level security leaves only one's own. */
export async function listShares(db: Db, diplomaId: string): Promise<Share[]> {
  const found = await sql<Share>`select ${columns} from diplomas.share s ${looked}
    where s.diploma_id = ${diplomaId}::uuid order by s.created_at desc, s.id desc limit 100`.execute(db)
  return found.rows
}

/** @throws AppError not_found: no such link, or somebody else's */
export async function getShare(db: Db, id: string): Promise<Share> {
  const found =
    await sql<Share>`select ${columns} from diplomas.share s ${looked} where s.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** The last hundred times a link was opened. */
export async function listShareLooks(db: Db, shareId: string): Promise<ShareLook[]> {
  const found = await sql<ShareLook>`select k.id, k.at, k.network, k.device from diplomas.share_look k
    where k.share_id = ${shareId}::uuid order by k.at desc, k.id desc limit 100`.execute(db)
  return found.rows
}

export type NewShare = Pick<Share, 'diploma_id' | 'token_sealed' | 'purpose' | 'to_date'> & {
  token: string
  fields: readonly string[]
}

export async function insertShare(tx: Tx, share: NewShare): Promise<string> {
  const made = await sql<{
    id: string
  }>`insert into diplomas.share (diploma_id, token_hash, token_sealed, fields, purpose, to_date)
    values (${share.diploma_id}::uuid, ${hashShareToken(share.token)}, ${share.token_sealed}, ${[...share.fields]}::text[],
      ${share.purpose}, ${share.to_date}::date) returning id`.execute(tx)
  return made.rows[0]!.id
}

/** @returns whether it was open until now */
export async function revokeShare(tx: Tx, id: string): Promise<boolean> {
  const done = await sql`update diplomas.share set revoked_at = now()
    where id = ${id}::uuid and revoked_at is null`.execute(tx)
  return Number(done.numAffectedRows) === 1
}

/** What a link shows on the day; undefined when no such link was ever made. */
export async function openShare(db: Db, token: string, today: string): Promise<OpenedShare | undefined> {
  const found = await sql<{ opened: unknown }>`
    select diplomas.open_share(${hashShareToken(token)}, ${today}::date) as opened`.execute(db)
  const opened = found.rows[0]?.opened
  return opened ? OpenedShare.parse(opened) : undefined
}

/** Notes that an open link, or a file made for it, was looked at: when, and roughly by whom. */
export const noteShareLook = (
  { database }: Pick<App, 'database'>,
  token: string,
  { network, device }: { network: string; device: string },
): Promise<unknown> =>
  database.append(sql`select diplomas.note_share_look(${hashShareToken(token)}, ${network}, ${device})`)

/** Whose diploma a link shows; undefined when no such link was ever made. */
export async function findShareIssuer(
  db: Db,
  token: string,
): Promise<{ institution: string; name: string } | undefined> {
  const found = await sql<{ institution: string; name: string }>`select institution, name
    from diplomas.share_issuer(${hashShareToken(token)})`.execute(db)
  return found.rows[0]
}
