import { createServer } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { serve } from '@hono/node-server'
import { readConfig } from '#platform/config.ts'
import { runJob, startWorker, takeOver } from '#platform/jobs/queue.ts'
import { sweep } from '#platform/jobs/sweep.ts'
import type { App } from '#platform/app.ts'
import { setAddress } from '../compose.ts'
import { allJobs } from '../jobs.ts'
import { recoverImports } from '../imports/index.ts'
import { install } from '../install.ts'
import { holdDataDir, openSession, type Session } from '../session.ts'
import { createWeb } from '../web.tsx'
import type { Command } from '../arguments.ts'

export const start: Command = {
  usage: 'start [--empty]',
  about: 'chạy máy chủ; thư mục dữ liệu trống thì nạp dữ liệu ví dụ, với --empty thì để trống',
  words: 0,
  options: ['empty'],
  async run({ options }, { env }) {
    const { databaseUrl, dataDir, host, port } = readConfig(env)
    const release = databaseUrl ? async () => undefined : await holdDataDir(dataDir)
    try {
      await tryAddress(host, port)
      const session = await openSession(env, { adopt: true, mayCreate: true })
      try {
        await run(session, options.empty === true)
      } finally {
        await session.close()
      }
    } finally {
      await release()
    }
    return 0
  },
}

/** Serves until somebody asks the process to end. */
async function run({ app, config }: Session, isEmpty: boolean): Promise<void> {
  const lines = await install(app, { isEmpty })
  await recoverImports(app, 0)
  if (!config.databaseUrl) await takeOver(app)
  await runJob(app, sweep, undefined)
  const { address, close } = await listen(app, config.host, config.port)
  const worker = await startWorker(app, allJobs(app))
  tidyHeap()
  // Listening for the signal before saying that we are ready: who reads the line may end us at once.
  const stopping = stopSignal()
  setAddress(app, address)
  for (const line of lines(app.publicUrl())) process.stdout.write(`${line}\n`)
  process.stdout.write(`Nghề Số: ${address}\n`)
  await stopping
  await close()
  await worker.stop()
}

/** An address that cannot be had is said at once, not after the database has started. */
function tryAddress(host: string, port: number): Promise<void> {
  return new Promise((resume, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenProblem(error, host, port)))
    server.listen({ host, port }, () => server.close(() => resume()))
  })
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
    server.on('error', (error: NodeJS.ErrnoException) => reject(listenProblem(error, host, port)))
  })
}

/** Why the address cannot be had, in words that name the setting to change. */
function listenProblem(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Error(`cổng ${port} đang được chương trình khác dùng; hãy đặt PORT khác, hoặc PORT=0`)
    case 'EACCES':
      return new Error(`không được phép mở cổng ${port}; hãy đặt PORT từ 1024 trở lên`)
    case 'ENOTFOUND':
    case 'EADDRNOTAVAIL':
      return new Error(`HOST=${host} không phải địa chỉ của máy này`)
    default:
      return error
  }
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
