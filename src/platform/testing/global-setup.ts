import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../db/embedded.ts'

/** One throw-away PostgreSQL for the whole run; each test file clones its database from a migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'ngheso-test-'))
  const server = await startEmbedded({ dir, volatile: true })
  project.provide('databaseUrl', server.url)
  // The embedded database's own exit hook would end the run with 0, whatever failed.
  process.prependOnceListener('beforeExit', (status) => process.exit(process.exitCode ?? status))
  return async () => {
    await server.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string
  }
}
