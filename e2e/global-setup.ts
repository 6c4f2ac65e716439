import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { buildIfStale } from '../tools/build.ts'
import {
  accountsOf,
  copyDataDir,
  databaseUrl,
  freshDataDir,
  removeDataDir,
  startServer,
  type Account,
} from './server.ts'

export type Site = { url: string; dataDir: string }

/** The example data once, and a server on a copy of it for each of the files that run at the same time. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildIfStale()
  const prepared = await freshDataDir()
  const first = await startServer(prepared)
  project.provide('accounts', accountsOf(prepared))
  await endWork(prepared)
  await first.stop()
  await neverWaitForDisk(prepared)
  project.provide('prepared', prepared)
  const servers = await Promise.all(
    Array.from({ length: Number(project.config.maxWorkers) }, async () => {
      const dataDir = await freshDataDir()
      await copyDataDir(prepared, dataDir)
      return startServer(dataDir)
    }),
  )
  project.provide(
    'sites',
    servers.map(({ url, dataDir }) => ({ url, dataDir })),
  )
  return async () => {
    await Promise.all(servers.map((server) => server.stop()))
    for (const { dataDir } of servers) await removeDataDir(dataDir)
    await removeDataDir(prepared)
  }
}

/** Waits until the work that loading began is done: each server on a copy would do it over again. */
async function endWork(dataDir: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl(dataDir) })
  await client.connect()
  const isAtWork = `select 1 from graphile_worker.jobs where run_at <= now() and attempts < max_attempts limit 1`
  while ((await client.query(isAtWork)).rowCount) await new Promise((resume) => setTimeout(resume, 200))
  await client.end()
}

/** The data outlives a killed server as before; only a machine that loses its power would lose some. */
function neverWaitForDisk(dataDir: string): Promise<void> {
  const settings = ['fsync', 'synchronous_commit', 'full_page_writes'].map((name) => `${name} = off\n`)
  return appendFile(join(dataDir, 'db/cluster/postgresql.auto.conf'), settings.join(''))
}

declare module 'vitest' {
  export interface ProvidedContext {
    accounts: Account[]
    /** A data folder with the example data that no server uses: journeys that stop their server begin with a copy. */
    prepared: string
    sites: Site[]
  }
}
