import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { App } from '#platform/app.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { defineJob } from '#platform/jobs/define.ts'
import { AnsweredRow } from './answer.ts'

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** Keeps a checked list, sealed, for a day. @returns the secret it is found by */
export async function keepList(tx: Tx, app: App, rows: readonly AnsweredRow[]): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  const sealed = app.keys.seal(JSON.stringify(rows))
  await sql`insert into diplomas.checked_list (token_hash, sealed, rows)
    values (${hashOf(token)}, ${sealed}, ${rows.length})`.execute(tx)
  return token
}

/** The list of a secret; undefined once its day is over. */
export async function findList(db: Db, app: App, token: string): Promise<AnsweredRow[] | undefined> {
  const found = await sql<{ sealed: string | null }>`
    select diplomas.checked_list_of(${hashOf(token)}) as sealed`.execute(db)
  const sealed = found.rows[0]?.sealed
  return sealed ? z.array(AnsweredRow).parse(JSON.parse(app.keys.open(sealed))) : undefined
}

/** Every hour: lists older than a day leave. */
export const forgetLists = defineJob({
  name: 'diplomas.forget-checked-lists',
  input: z.unknown(),
  cron: '41 * * * *',
  run: (_input, { app }) =>
    app.database.owner.query(`delete from diplomas.checked_list where made_at < now() - interval '1 day'`),
})
