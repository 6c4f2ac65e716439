import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { S3Settings } from '../s3.ts'

/** Debian: apt-get install ceph-mon ceph-osd radosgw ceph-common */
const programs = ['ceph-mon', 'ceph-osd', 'radosgw', 'radosgw-admin', 'ceph', 'ceph-authtool', 'monmaptool']
export const hasCeph = programs.every((name) => spawnSync('which', [name]).status === 0)

export type Ceph = { settings: S3Settings; stop: () => Promise<void> }

const run = promisify(execFile)

/** An S3 server that is not ours: Ceph's object gateway over one monitor and one store in memory, on this machine only. */
export async function startCeph(): Promise<Ceph> {
  const home = await mkdtemp(join(tmpdir(), 'ngheso-ceph-'))
  const [gate, mon] = [await freePort(), await freePort()]
  const conf = join(home, 'ceph.conf')
  await Promise.all(['mon', 'osd', 'run'].map((name) => mkdir(join(home, name))))
  await writeFile(conf, settingsOf(home, mon))
  const keyring = join(home, 'keyring')
  const ceph = (...words: string[]) => run('ceph', ['-c', conf, '--connect-timeout', '20', ...words])
  const started: ChildProcess[] = []
  const start = (program: string, ...words: string[]) =>
    started.push(spawn(program, ['-c', conf, '-f', ...words], { stdio: 'ignore' }))
  const stop = async () => {
    for (const child of started.toReversed()) await end(child)
    await rm(home, { recursive: true, force: true })
  }
  try {
    const all = ['--cap', 'mon', 'allow *', '--cap', 'osd', 'allow *']
    await run('ceph-authtool', ['--create-keyring', keyring, '--gen-key', '-n', 'client.admin', ...all])
    await run('ceph-authtool', [keyring, '--gen-key', '-n', 'mon.', '--cap', 'mon', 'allow *'])
    await run('ceph-authtool', [
      keyring,
      '--gen-key',
      '-n',
      'osd.0',
      '--cap',
      'mon',
      'allow profile osd',
      '--cap',
      'osd',
      'allow *',
    ])
    const map = join(home, 'monmap')
    await run('monmaptool', ['--create', '--addv', 'a', `[v2:127.0.0.1:${mon}]`, '--fsid', randomUUID(), map])
    await run('ceph-mon', ['-c', conf, '-i', 'a', '--mkfs', '--monmap', map, '--keyring', keyring])
    start('ceph-mon', '-i', 'a')
    const osd = randomUUID()
    await ceph('osd', 'new', osd)
    await ceph('auth', 'add', 'osd.0', '-i', keyring)
    await run('ceph-osd', ['-c', conf, '-i', '0', '--mkfs', '--osd-uuid', osd])
    start('ceph-osd', '-i', '0')
    const keys = { accessKeyId: 'khoathu', secretAccessKey: 'matkhauthu' }
    await run('radosgw-admin', [
      '-c',
      conf,
      'user',
      'create',
      '--uid=test',
      '--display-name=test',
      `--access-key=${keys.accessKeyId}`,
      `--secret-key=${keys.secretAccessKey}`,
    ])
    start('radosgw', '-n', 'client.admin', '--rgw-frontends', `beast endpoint=127.0.0.1:${gate}`)
    const endpoint = `http://127.0.0.1:${gate}`
    await answers(endpoint)
    return { settings: { bucket: 'tep', endpoint, region: 'auto', ...keys }, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const settingsOf = (home: string, mon: number): string => `[global]
mon host = [v2:127.0.0.1:${mon}]
mon initial members = a
public addr = 127.0.0.1
cluster addr = 127.0.0.1
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 1000
osd objectstore = memstore
memstore device bytes = 4294967296
mon data = ${home}/mon
osd data = ${home}/osd
run dir = ${home}/run
admin socket = ${home}/run/$name.$pid.asok
log file = ${home}/$name.log
keyring = ${home}/keyring
rgw data = ${home}/run
rgw relaxed region enforcement = true
`

/** The gateway makes its pools first. */
async function answers(endpoint: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(endpoint).catch(() => undefined)
    if (answer?.ok) return
    await wait(200)
  }
  throw new Error('radosgw does not answer')
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const slow = setTimeout(() => child.kill('SIGKILL'), 3000)
  await gone
  clearTimeout(slow)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
