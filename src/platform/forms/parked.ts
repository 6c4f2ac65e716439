import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { systemActor } from '../access.ts'
import type { App } from '../app.ts'

const keeper = systemActor('parked forms')

/** Keeps what was typed when the session had ended, sealed, for an hour. @returns the token to find it by. */
export async function parkForm(
  app: App,
  path: string,
  form: string,
  values: Record<string, string | string[]>,
): Promise<string> {
  const token = randomUUID()
  const sealed = app.keys.seal(JSON.stringify({ form, values }))
  await app.database.write(keeper, async (tx) => {
    await sql`delete from platform.parked_form where at < now() - interval '1 hour'`.execute(tx)
    await sql`insert into platform.parked_form (token, path, sealed) values (${token}, ${path}, ${sealed})`.execute(
      tx,
    )
  })
  return token
}

/** Takes a parked form back, once, for the page it was typed on. */
export async function takeParked(
  app: App,
  token: string,
  path: string,
): Promise<{ form: string; values: Record<string, string | string[]> } | undefined> {
  const taken = await app.database.write(keeper, (tx) =>
    sql<{ sealed: string }>`delete from platform.parked_form where token = ${token} and path = ${path}
      and at > now() - interval '1 hour' returning sealed`.execute(tx),
  )
  const row = taken.rows[0]
  return row
    ? (JSON.parse(app.keys.open(row.sealed)) as { form: string; values: Record<string, string | string[]> })
    : undefined
}
