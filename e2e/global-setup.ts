import type { TestProject } from 'vitest/node'
import { buildIfStale } from '../tools/build.ts'
import { accountsOf, freshDataDir, removeDataDir, startServer, type Account } from './server.ts'

/** One server with the example data for every journey. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildIfStale()
  const dataDir = await freshDataDir()
  const server = await startServer(dataDir)
  project.provide('site', {
    url: server.url,
    dataDir,
    accounts: accountsOf(dataDir),
    firstStart: server.milliseconds,
  })
  return async () => {
    await server.stop()
    await removeDataDir(dataDir)
  }
}

declare module 'vitest' {
  export interface ProvidedContext {
    site: { url: string; dataDir: string; accounts: Account[]; firstStart: number }
  }
}
