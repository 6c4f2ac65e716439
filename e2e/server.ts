import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Account = { role: string; email: string; password: string; totpSecret?: string | undefined }
export type Server = {
  url: string
  dataDir: string
  process: ChildProcess
  milliseconds: number
  stop: () => Promise<void>
}

const main = 'dist/server/main.js'
/** The application is started and its commands are run many times over: compiled once. */
const compiled = { NODE_COMPILE_CACHE: 'node_modules/.cache/compiled' }

/** A fresh folder for a server's data. */
export function freshDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'ngheso-e2e-'))
}

/** Copies the data of a server that has stopped. */
export async function copyDataDir(from: string, to: string): Promise<void> {
  // The database's files belong to the account it runs as, which only `cp -a` keeps.
  const done = spawnSync('cp', ['-a', `${from}/.`, to], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(done.stderr)
}

/** Address of the database that the server of a data folder keeps there, as its owner. */
export function databaseUrl(dataDir: string): string {
  const [, , , port] = readFileSync(join(dataDir, 'db/cluster/postmaster.pid'), 'utf8').split('\n')
  return `postgres://ngheso:ngheso@127.0.0.1:${port}/ngheso`
}

/** Starts the built application as a person would, on a free port, and waits for its address. */
export async function startServer(
  dataDir: string,
  options: { isEmpty?: boolean; env?: Record<string, string> } = {},
): Promise<Server> {
  const begun = Date.now()
  const child = spawn(process.execPath, [main, 'start', ...(options.isEmpty ? ['--empty'] : [])], {
    env: {
      ...process.env,
      ...compiled,
      DATA_DIR: dataDir,
      PORT: '0',
      LOG_LEVEL: 'warn',
      DEV: 'true',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const url = await readAddress(child)
  return {
    url,
    dataDir,
    process: child,
    milliseconds: Date.now() - begun,
    stop: () => endProcess(child, 'SIGTERM'),
  }
}

export function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resume) => {
    if (child.exitCode !== null || child.signalCode !== null) return resume()
    child.once('exit', () => resume())
    child.kill(signal)
  })
}

/** The ready line is the last one on standard output and ends with the address. */
function readAddress(child: ChildProcess): Promise<string> {
  return new Promise((resume, reject) => {
    let out = ''
    let problems = ''
    child.stdout!.on('data', (part: Buffer) => {
      out += part.toString()
      const found = /^Nghề Số: (http\S+)$/m.exec(out)
      if (found) resume(found[1]!)
    })
    child.stderr!.on('data', (part: Buffer) => {
      problems += part.toString()
    })
    child.once('exit', (status) =>
      reject(new Error(`the server ended with ${status}: ${problems.slice(-2000)}`)),
    )
  })
}

type Done = { status: number; out: string; problems: string }

/** Runs a command of `ngheso` on a data folder and answers its exit status and output. */
export function runCommand(dataDir: string, ...words: string[]): Done {
  return runCommandWith({ DATA_DIR: dataDir }, ...words)
}

export function runCommandWith(env: Record<string, string>, ...words: string[]): Done {
  const done = spawnSync(process.execPath, [main, ...words], {
    env: { ...process.env, ...compiled, LOG_LEVEL: 'silent', ...env },
    encoding: 'utf8',
  })
  return { status: done.status ?? 1, out: done.stdout, problems: done.stderr }
}

export function accountsOf(dataDir: string): Account[] {
  return JSON.parse(runCommand(dataDir, 'accounts', '--json').out) as Account[]
}

export async function removeDataDir(dataDir: string): Promise<void> {
  await rm(dataDir, { recursive: true, force: true })
}
