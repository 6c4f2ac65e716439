import { afterAll, describe, expect, test } from 'vitest'
import {
  endProcess,
  freshDataDir,
  removeDataDir,
  runCommand,
  runCommandWith,
  startServer,
  type Server,
} from './server.ts'

const folders: string[] = []
const running: Server[] = []
async function folder(): Promise<string> {
  const made = await freshDataDir()
  folders.push(made)
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
    const dataDir = await folder()
    const server = await start(dataDir, { isEmpty: true })
    await endProcess(server.process, 'SIGKILL')
    const again = await start(dataDir)
    expect((await fetch(`${again.url}/readyz`)).status).toBe(200)
    expect(runCommand(dataDir, 'audit', 'verify').status).toBe(0)
    await again.stop()
  })

  test('two servers never share a data folder', async () => {
    const dataDir = await folder()
    const server = await start(dataDir, { isEmpty: true })
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

  test('a wrong call tells how it is called, with status 2', () => {
    expect(runCommand('/tmp', 'members')).toMatchObject({ status: 2 })
    expect(runCommand('/tmp', 'nonsense')).toMatchObject({ status: 2 })
    expect(runCommand('/tmp', 'indicators', '--as-of', '31/12/2025').problems).toContain('YYYY-MM-DD')
  })

  test('a backup restores into another folder and its chain is whole', async () => {
    const [from, to] = [await folder(), await folder()]
    const server = await start(from, { isEmpty: true })
    expect(runCommand(from, 'backup', `${from}/all.backup`).status).toBe(0)
    await server.stop()
    expect(runCommand(to, 'restore', `${from}/all.backup`).status).toBe(0)
    expect(runCommand(to, 'audit', 'verify')).toMatchObject({ status: 0 })
    expect(runCommand(to, 'restore', `${from}/all.backup`).status).toBe(1)
  })
})
