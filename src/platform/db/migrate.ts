import { createHash } from 'node:crypto'
import type pg from 'pg'

/** SQL files of one module, by file name; they run in name order, once, and are never edited after landing. */
export type Migrations = { module: string; files: Record<string, string> }

/**
 * Brings the database up to date: every module's new migrations, modules in dependency order, one transaction each.
 * Two processes starting at once wait for one another.
 * @returns the migrations that ran, as `module/file`.
 * @throws when a migration that has run was edited since.
 */
export async function migrate(owner: pg.Pool, modules: readonly Migrations[]): Promise<string[]> {
  const client = await owner.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('ngheso migrations'))`)
    await client.query(`create schema if not exists platform`)
    await client.query(`create table if not exists platform.migration (
      module text not null, name text not null, checksum text not null, ran_at timestamptz not null default now(),
      primary key (module, name))`)
    const ran: string[] = []
    for (const { module, files } of modules) {
      // By name, not by path: a part's folder may hold migrations that build on those of the module.
      const named = Object.entries(files).map(([path, text]) => ({ name: path.replace(/^.*\//, ''), text }))
      for (const { name, text } of named.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
        if (await runOne(client, module, name, text)) ran.push(`${module}/${name}`)
      }
    }
    return ran
  } finally {
    await client.query(`select pg_advisory_unlock(hashtext('ngheso migrations'))`).catch(() => undefined)
    client.release()
  }
}

async function runOne(client: pg.PoolClient, module: string, name: string, text: string): Promise<boolean> {
  const checksum = createHash('sha256').update(text).digest('hex')
  const done = await client.query(`select checksum from platform.migration where module = $1 and name = $2`, [
    module,
    name,
  ])
  if (done.rows[0]) {
    if (done.rows[0].checksum !== checksum)
      throw new Error(`migration ${module}/${name} was edited after it ran`)
    return false
  }
  try {
    await client.query('begin')
    await client.query(text)
    await client.query(`insert into platform.migration (module, name, checksum) values ($1, $2, $3)`, [
      module,
      name,
      checksum,
    ])
    await client.query('commit')
    return true
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${module}/${name} failed: ${(error as Error).message}`, { cause: error })
  }
}
