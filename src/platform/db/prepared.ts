import { createHash } from 'node:crypto'
import { sql, type PostgresPool, type PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import type { Db } from './database.ts'

/** More different statements than an application has; beyond it (statements built from data) they go unnamed. */
const mostNames = 2000

/**
 * The pool with every parametrised statement named by its text, so that a connection parses and plans it once. Planning
 * is the larger part of the time of a short query under row-level security.
 */
export function preparing(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>()
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text)
    if (known || names.size >= mostNames) return known
    const made = createHash('sha256').update(text).digest('base64url').slice(0, 20)
    names.set(text, made)
    return made
  }
  return {
    options: pool.options,
    connect: async () => prepare(await pool.connect(), nameOf),
    end: () => pool.end(),
  } as PostgresPool
}

const prepared = new WeakSet<pg.PoolClient>()

function prepare(client: pg.PoolClient, nameOf: (text: string) => string | undefined): PostgresPoolClient {
  if (prepared.has(client)) return client as unknown as PostgresPoolClient
  prepared.add(client)
  // Looked up at each call, so that whoever watches the driver (a test that counts statements) still sees them.
  const driver = Object.getPrototypeOf(client) as { query: (...parts: unknown[]) => unknown }
  const plain = (...parts: unknown[]): unknown => Reflect.apply(driver.query, client, parts)
  const query = (text: unknown, values?: unknown): unknown => {
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return plain(text, values)
    const name = nameOf(text)
    return name ? plain({ name, text, values }) : plain(text, values)
  }
  return Object.assign(client, { query }) as unknown as PostgresPoolClient
}

/**
 * Until the transaction ends, prepared statements run by the plan that serves all values, planned once a connection.
 * For work whose statements should run the same way whatever is asked, and whose planning costs more than running.
 */
export const planOnceSetting = 'set local plan_cache_mode = force_generic_plan'

/** `planOnceSetting` for a page's reading. An action says it by `isFrequent`. */
export async function planOnce(db: Db): Promise<void> {
  await sql.raw(planOnceSetting).execute(db)
}
