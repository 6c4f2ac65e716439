import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { afterAll, describe, expect, inject, test } from 'vitest'
import {
  copyDataDir,
  endProcess,
  freshDataDir,
  removeDataDir,
  runCommand,
  runCommandWith,
  startServer,
  type Server,
} from '../server.ts'

const folders: string[] = []
const running: Server[] = []
async function folder(): Promise<string> {
  const made = await freshDataDir()
  folders.push(made)
  return made
}
/** One with the example data: what does not ask for a clean start need not wait for one. */
async function copied(): Promise<string> {
  const made = await folder()
  await copyDataDir(inject('prepared'), made)
  return made
}
async function start(dataDir: string, options: Parameters<typeof startServer>[1] = {}): Promise<Server> {
  const server = await startServer(dataDir, options)
  running.push(server)
  return server
}
afterAll(async () => {
  for (const server of running) await server.stop()
  for (const one of folders) await removeDataDir(one)
})

describe('a clean start', () => {
  test('asks for a first administrator, and keeps what was entered when stopped and started again', async () => {
    const dataDir = await folder()
    const server = await start(dataDir, { isEmpty: true })
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    expect((await fetch(`${server.url}/dau-tien`)).status).toBeLessThan(404)
    expect((await fetch(`${server.url}/dia-ban`)).status).toBe(200)
    const refused = runCommand(dataDir, 'accounts', '--json')
    expect(refused.status).toBe(1)
    await server.stop()
    const again = await start(dataDir)
    const places = await (await fetch(`${again.url}/dia-ban`)).text()
    expect(places).toContain('Phường Phú Xuân')
    await again.stop()
  })

  test('a killed server leaves a database that the next start takes over', async () => {
    const dataDir = await copied()
    const server = await start(dataDir)
    await endProcess(server.process, 'SIGKILL')
    const again = await start(dataDir)
    expect((await fetch(`${again.url}/readyz`)).status).toBe(200)
    expect(runCommand(dataDir, 'audit', 'verify').status).toBe(0)
    await again.stop()
  })

  test('two servers never share a data folder', async () => {
    const dataDir = await copied()
    const server = await start(dataDir)
    await expect(startServer(dataDir)).rejects.toThrow(/đang được tiến trình/)
    await server.stop()
  })
})

describe('commands', () => {
  test('a wrong setting is named, and the status says so', () => {
    const done = runCommandWith({ PORT: 'cổng' }, 'start')
    expect(done.status).toBe(2)
    expect(done.problems).toContain('PORT')
  })

  test.each([
    ['the port is taken', { PORT: 'taken' }, /cổng \d+ đang được chương trình khác dùng/],
    ['the host is not ours', { HOST: '300.1.1.1' }, /HOST=300\.1\.1\.1 không phải địa chỉ của máy này/],
    [
      'the data folder cannot be made',
      { DATA_DIR: '/proc/ngheso' },
      /\/proc\/ngheso: nơi này không tạo thư mục được/,
    ],
    [
      'the data folder takes no files',
      { DATA_DIR: '/proc' },
      /không ghi được vào thư mục dữ liệu \(DATA_DIR\)/,
    ],
    ['the data folder is a file', { DATA_DIR: 'file' }, /không ghi được vào thư mục dữ liệu \(DATA_DIR\)/],
    [
      'the database does not answer',
      { DATABASE_URL: 'postgres://a:secret@127.0.0.1:1/b' },
      /không dùng được cơ sở dữ liệu 127\.0\.0\.1:1\/b \(DATABASE_URL\): máy chủ không trả lời/,
    ],
  ])('a start that cannot be says why: %s', async (_, env: Record<string, string>, words) => {
    const dataDir = await folder()
    const blocker = createServer().listen(0, '127.0.0.1')
    await once(blocker, 'listening')
    await writeFile(`${dataDir}/file`, '')
    const given = { PORT: '0', ...env, DATA_DIR: resolve(dataDir, env.DATA_DIR ?? 'data') }
    if (env.PORT) given.PORT = String((blocker.address() as AddressInfo).port)
    const done = runCommandWith(given, 'start', '--empty')
    blocker.close()
    expect(done).toMatchObject({ status: 1, out: '' })
    expect(done.problems).toMatch(words)
    expect(done.problems).not.toMatch(/secret|node:internal|E[A-Z]{5,}/)
    expect(existsSync(`${given.DATA_DIR}/ngheso.pid`)).toBe(false)
    expect(existsSync(`${given.DATA_DIR}/db/cluster/postmaster.pid`)).toBe(false)
  })

  test('a wrong call tells how it is called, with status 2', () => {
    expect(runCommand('/tmp', 'members')).toMatchObject({ status: 2 })
    expect(runCommand('/tmp', 'nonsense')).toMatchObject({ status: 2 })
    expect(runCommand('/tmp', 'indicators', '--as-of', '31/12/2025').problems).toContain('YYYY-MM-DD')
  })

  test('a backup restores into another folder and its chain is whole', async () => {
    const [from, to] = [await folder(), await folder()]
    const server = await start(from, { isEmpty: true })
    expect(runCommand(from, 'backup', `${from}/all.backup`).status).toBe(0)
    const lost = runCommand(from, 'backup', `${from}/nowhere/all.backup`)
    expect(lost).toMatchObject({ status: 1, out: '' })
    expect(lost.problems).toBe(`ngheso: ${from}/nowhere/all.backup.partial: không tìm thấy\n`)
    expect(runCommand(from, 'members', 'T99', '--json')).toMatchObject({ status: 1, out: '' })
    expect(runCommand(from, 'members', 'T99').problems).not.toContain('platform.error')
    await server.stop()
    expect(runCommand(to, 'restore', `${from}/all.backup`).status).toBe(0)
    expect(runCommand(to, 'audit', 'verify')).toMatchObject({ status: 0 })
    expect(runCommand(to, 'restore', `${from}/all.backup`).status).toBe(1)
  })
})
