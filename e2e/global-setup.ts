import type { TestProject } from 'vitest/node'
import { buildIfStale } from '../tools/build.ts'
import { accountsOf, copyDataDir, freshDataDir, removeDataDir, startServer, type Account } from './server.ts'

/** One server with the example data for every journey. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildIfStale()
  const dataDir = await freshDataDir()
  const first = await startServer(dataDir)
  await first.stop()
  // Journeys that stop their server begin with a copy of this: loading the example data takes seconds each time.
  const prepared = await freshDataDir()
  await copyDataDir(dataDir, prepared)
  const server = await startServer(dataDir)
  project.provide('site', {
    url: server.url,
    dataDir,
    prepared,
    accounts: accountsOf(dataDir),
    firstStart: first.milliseconds,
  })
  return async () => {
    await server.stop()
    await removeDataDir(dataDir)
    await removeDataDir(prepared)
  }
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** `prepared`: a data folder with the example data that no server uses. */
    site: { url: string; dataDir: string; prepared: string; accounts: Account[]; firstStart: number }
  }
}
