import { constants, existsSync } from 'node:fs'
import { access, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { App } from '#platform/app.ts'
import { sealChain } from '#platform/audit/seal.ts'
import { readConfig, type Config } from '#platform/config.ts'
import { makeFolder } from '#platform/files/folder.ts'
import { startEmbedded, type EmbeddedServer } from '#platform/db/embedded.ts'
import { createLog } from '#platform/log.ts'
import { loadMasterSecret } from '#platform/keys.ts'
import { compose, prepare } from './compose.ts'
import { explain } from './explain.ts'

/** A composed application with its database up, for a server or a command. */
export type Session = { app: App; config: Config; close: () => Promise<void> }

/**
 * Brings up the database (the embedded one unless `DATABASE_URL` is set), migrates it and composes the application.
 * A database that was already running is left running, unless `adopt` says that it is ours now. Only `mayCreate` makes a new one.
 */
export async function openSession(
  env: NodeJS.ProcessEnv,
  options: { adopt?: boolean; mayCreate?: boolean } = {},
): Promise<Session> {
  const config = readConfig(env)
  const isThere =
    config.databaseUrl !== undefined || existsSync(join(config.dataDir, 'db/cluster/PG_VERSION'))
  if (!isThere && !options.mayCreate)
    throw new Error(`không có dữ liệu ở ${config.dataDir}; hãy chạy ngheso start trước, hoặc đặt DATA_DIR`)
  await makeDataDir(config.dataDir)
  const log = createLog(config.logLevel)
  const masterSecret = await loadMasterSecret(config.dataDir, config.secretKey)
  const server = config.databaseUrl
    ? undefined
    : await startEmbedded({
        dir: join(config.dataDir, 'db'),
        onLog: (line) => log.debug({ part: 'database' }, line.trim()),
      })
  const app = compose({ config, databaseUrl: config.databaseUrl ?? server!.url, masterSecret, log })
  const close = async () => {
    // What cannot be sealed now (the database went away) the next start seals.
    await sealChain(app.database.owner).catch(() => undefined)
    await app.database.close()
    await stopDatabase(server, options.adopt ?? false)
  }
  try {
    await prepare(app)
  } catch (error) {
    await close()
    throw config.databaseUrl ? databaseProblem(error, config.databaseUrl) : error
  }
  return { app, config, close }
}

/** @throws when the folder cannot be made or written to, naming the setting */
export async function makeDataDir(dataDir: string): Promise<void> {
  try {
    await makeFolder(dataDir)
    await access(dataDir, constants.W_OK)
  } catch (error) {
    throw unwritable(error)
  }
}

function unwritable(error: unknown): Error {
  return new Error(`không ghi được vào thư mục dữ liệu (DATA_DIR). ${explain(error)}`, { cause: error })
}

/** Why the database of `DATABASE_URL` cannot be used, without its password. */
function databaseProblem(error: unknown, databaseUrl: string): unknown {
  const { code } = error as { code?: string }
  const problem = code === undefined ? undefined : databaseProblems[code]
  if (!problem) return error
  const { host, pathname } = new URL(databaseUrl)
  return new Error(`không dùng được cơ sở dữ liệu ${host}${pathname} (DATABASE_URL): ${problem}`, {
    cause: error,
  })
}

const databaseProblems: Record<string, string> = {
  ECONNREFUSED: 'máy chủ không trả lời',
  ETIMEDOUT: 'máy chủ không trả lời',
  ENOTFOUND: 'không có máy chủ tên này',
  EAI_AGAIN: 'không hỏi được địa chỉ máy chủ',
  '28P01': 'sai tên hoặc mật khẩu',
  '28000': 'tài khoản không được vào',
  '3D000': 'chưa có cơ sở dữ liệu này',
  '42501': 'tài khoản không đủ quyền tạo bảng và vai trò',
}

async function stopDatabase(server: EmbeddedServer | undefined, adopt: boolean): Promise<void> {
  if (server && (server.isOwn || adopt)) await server.stop()
}

/**
 * Marks the data folder as served by this process.
 * @throws when another living process serves it.
 */
export async function holdDataDir(dataDir: string): Promise<() => Promise<void>> {
  const file = join(dataDir, 'ngheso.pid')
  await makeDataDir(dataDir)
  const held = Number(await readFile(file, 'utf8').catch(() => '0'))
  if (held && held !== process.pid && isAlive(held))
    throw new Error(`thư mục dữ liệu đang được tiến trình ${held} dùng: ${dataDir}`)
  try {
    await writeFile(file, String(process.pid))
  } catch (error) {
    // The superuser may write everywhere, says `access`; /proc knows better.
    throw unwritable(error)
  }
  return () => rm(file, { force: true })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
