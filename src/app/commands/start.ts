import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { serve } from '@hono/node-server'
import { readConfig } from '#platform/config.ts'
import { startWorker } from '#platform/jobs/queue.ts'
import type { App } from '#platform/app.ts'
import { setAddress } from '../compose.ts'
import { allJobs } from '../jobs.ts'
import { recoverImports } from '../imports/index.ts'
import { install } from '../install.ts'
import { holdDataDir, openSession } from '../session.ts'
import { createWeb } from '../web.tsx'
import type { Command } from '../arguments.ts'

export const start: Command = {
  usage: 'start [--empty]',
  about: 'start the server; on an empty data folder load the example data, or with --empty start clean',
  async run({ options }, env) {
    const release = readConfig(env).databaseUrl
      ? async () => undefined
      : await holdDataDir(readConfig(env).dataDir)
    const session = await openSession(env, { adopt: true, mayCreate: true })
    const { app, config } = session
    const lines = await install(app, { isEmpty: options.empty === true })
    await recoverImports(app, 0)
    const worker = await startWorker(app, allJobs(app))
    const { address, close } = await listen(app, config.host, config.port)
    tidyHeap()
    // Listening for the signal before saying that we are ready: who reads the line may end us at once.
    const stopping = stopSignal()
    setAddress(app, address)
    for (const line of lines(app.publicUrl())) process.stdout.write(`${line}\n`)
    process.stdout.write(`Nghề Số: ${address}\n`)
    await stopping
    await close()
    await worker.stop()
    await session.close()
    await release()
    return 0
  },
}

async function listen(
  app: App,
  host: string,
  port: number,
): Promise<{ address: string; close: () => Promise<void> }> {
  const web = createWeb(app)
  return new Promise((resume, reject) => {
    const server = serve({ fetch: web.fetch, hostname: host, port }, (info) => {
      const name = host.includes(':') ? `[${host}]` : host
      resume({
        address: `http://${name}:${info.port}`,
        close: () =>
          new Promise<void>((done) => {
            server.close(() => done())
            if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 2_000).unref()
          }),
      })
    })
    server.on('error', reject)
  })
}

/** What starting left behind (parsed code, migrations) is given back before the process waits for its first reader. */
function tidyHeap(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as (options?: object) => void
  collect({ type: 'major', flavor: 'last-resort' })
}

/** Waits until somebody asks the process to end. */
function stopSignal(): Promise<void> {
  return new Promise((resume) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      // The embedded database hooks the signals too and would be gone before the last answers are.
      process.removeAllListeners(signal)
      process.once(signal, () => resume())
    }
  })
}
