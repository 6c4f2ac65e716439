import { Kysely, PostgresDialect, sql, type RawBuilder } from 'kysely'
import pg from 'pg'
import { rowReach, type Actor } from '../access.ts'
import { planOnceSetting, preparing } from './prepared.ts'
import type { Tables } from './tables.ts'

/** Read-only access. Queries run inside a read-only transaction that knows the actor. */
export type Db = Pick<
  Kysely<Tables>,
  'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'fn' | 'case' | 'dynamic' | 'getExecutor'
>

declare const written: unique symbol

/** Write access. Only the action kernel makes one (`actions/run.ts`), after it has authorised and before it audits. */
export type Tx = Kysely<Tables> & { readonly [written]: true }

/** `isFrequent`: statements run by plans made once a connection, as `planOnce` has it for pages. */
export type WriteOptions = { isFrequent?: boolean | undefined }

export type Database = {
  /** Runs `work` in one read-only transaction that sees what the actor may see. */
  read: <T>(actor: Actor, work: (db: Db) => Promise<T>) => Promise<T>
  /** Runs `work` in one read-write transaction. For the kernel; modules receive a `Tx` from it. */
  write: <T>(actor: Actor, work: (tx: Tx) => Promise<T>, options?: WriteOptions) => Promise<T>
  /** Runs one statement of its own, in one round trip: the log of looks. */
  append: (statement: RawBuilder<unknown>) => Promise<void>
  /** The pool with the owner's rights: migrations, jobs, backup. */
  owner: pg.Pool
  close: () => Promise<void>
}

/** The role that pages and actions run as: it owns nothing, so row-level security binds it. */
export const appRole = 'ngheso_app'

// Dates stay `yyyy-mm-dd` text and bigint counts become numbers: a calendar day has no time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** Opens the pools. `size` is the number of connections for pages and actions. */
export function openDatabase(url: string, size = 10): Database {
  const owner = new pg.Pool({ connectionString: url, max: 8, application_name: 'ngheso-owner' })
  const open = (name: string, max: number) =>
    new pg.Pool({
      connectionString: url,
      max,
      application_name: name,
      connectionTimeoutMillis: 5_000,
      onConnect: async (client) => {
        await client.query(`set role ${appRole}`)
      },
    })
  const pool = open('ngheso', size)
  // Reads of the system happen inside a page's own transaction (the plan's figures): from the same pool, pages that
  // each hold one connection and wait for a second would wait for one another.
  const systemPool = open('ngheso-system', 4)
  // A server that goes away must not end the process; the next query opens a new connection.
  for (const each of [owner, pool, systemPool]) {
    each.on('error', () => undefined)
    each.on('connect', (client) => client.on('error', () => undefined))
  }
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparing(pool) }) })
  const system = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparing(systemPool) }) })
  return {
    read: (actor, work) =>
      inTransaction(actor.kind === 'system' ? system : kysely, 'begin read only', actor, (db) => work(db)),
    write: (actor, work, { isFrequent } = {}) =>
      inTransaction(kysely, isFrequent ? `begin; ${planOnceSetting}` : 'begin', actor, (db) =>
        work(db as Tx),
      ),
    async append(statement) {
      await statement.execute(kysely)
    },
    owner,
    async close() {
      await kysely.destroy()
      await system.destroy()
      await owner.end()
    },
  }
}

/** `begin` and the actor's settings go in one round trip. */
async function inTransaction<T>(
  kysely: Kysely<Tables>,
  begin: string,
  actor: Actor,
  work: (db: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  return kysely.connection().execute(async (connection) => {
    try {
      await sql.raw(`${begin}; ${actorSettings(actor)}`).execute(connection)
      const result = await work(connection)
      await sql`commit`.execute(connection)
      return result
    } catch (error) {
      await sql`rollback`.execute(connection).catch(() => undefined)
      throw error
    }
  })
}

function actorSettings(actor: Actor): string {
  const { account, person, all, institutions } = rowReach(actor)
  const set = (name: string, value: string) => `set local app.${name} = ${pg.escapeLiteral(value)}`
  return [
    set('account', account),
    set('person', person),
    set('reach', all ? 'all' : 'some'),
    set('institutions', institutions.join(',')),
  ].join('; ')
}
