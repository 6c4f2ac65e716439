import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { writeWorkbook } from '#platform/sheets/index.ts'
import { freshDataDir, removeDataDir, startServer } from '../e2e/server.ts'
import { nameOf } from './people.ts'
import { note, report, time } from './report.ts'

const rows = 100_000
const header = [
  'Họ và tên',
  'Ngày sinh',
  'Giới tính',
  'Số CCCD',
  'Chức danh',
  'Loại hợp đồng',
  'Điện thoại',
  'Email',
]
/** A school of the reference data. */
const school = 'hueic'

/** 100,000 people by CSV and by XLSX, with validation, duplicate check and audit, against a bare COPY of the same rows. */
export async function run(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'ngheso-bench-files-'))
  try {
    const csv = join(dir, 'nhan-su.csv')
    await writeFile(csv, `\ufeff${[header, ...list()].map((row) => row.join(',')).join('\n')}\n`)
    const xlsx = join(dir, 'nhan-su.xlsx')
    const sheet = { name: 'Danh sách', columns: header.map((label) => ({ header: label })), rows: list() }
    await writeFile(xlsx, Readable.fromWeb(writeWorkbook([sheet]) as never))
    await measure('CSV', csv, 10)
    await measure('XLSX', xlsx, 25)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

function list(): string[][] {
  return Array.from({ length: rows }, (_, n) => [
    nameOf(n * 7),
    `${1 + (n % 28)}/${1 + (n % 12)}/${1960 + (n % 40)}`,
    n % 2 === 0 ? 'Nam' : 'Nữ',
    `0461${String(60_000_000 + n).padStart(8, '0')}`,
    'Giảng viên',
    'Biên chế',
    `09${String(10_000_000 + n)}`,
    `nguoi${n}@vidu.ngheso.invalid`,
  ])
}

/** The command as an office would run it, beside a running server on a fresh data folder. */
async function measure(kind: string, path: string, limit: number): Promise<void> {
  const dataDir = await freshDataDir()
  const server = await startServer(dataDir, { isEmpty: true })
  try {
    const { taken, peak } = await runImport(dataDir, path)
    const pool = new pg.Pool({ connectionString: await databaseOf(dataDir) })
    const count = (await pool.query('select count(*)::int as n from people.person')).rows[0].n as number
    if (count < rows * 0.99) throw new Error(`only ${count} people came in`)
    const bare = await bareCopy(pool)
    await pool.end()
    const times = `${(taken / 1000).toFixed(1)} s to ${(bare / 1000).toFixed(2)} s`
    report({
      what: `${kind} import of ${rows} people, start of the command included`,
      measured: `${(taken / bare).toFixed(1)} × a bare COPY (${times})`,
      limit: `${limit} ×`,
      isOk: taken / bare <= limit,
    })
    report({
      what: `${kind} import, peak memory of the process`,
      measured: `${peak.toFixed(0)} MB`,
      limit: '700 MB',
      isOk: peak < 700,
    })
  } finally {
    await server.stop()
    await removeDataDir(dataDir)
  }
}

/** The whole way: read, match, check, stage, compare, write, audit. */
async function runImport(dataDir: string, path: string): Promise<{ taken: number; peak: number }> {
  const words = ['dist/server/main.js', 'import', 'staff', path, '--institution', school, '--json']
  const child = spawn(process.execPath, words, {
    env: { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'silent' },
  })
  let out = ''
  child.stdout.on('data', (part: Buffer) => (out += part.toString()))
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, peakOf(child.pid!))
  }, 100)
  const taken = await time(() => new Promise((resume) => child.on('exit', resume)))
  clearInterval(watch)
  const answer = JSON.parse(out) as { state: string; counts: unknown; failure: unknown }
  note(`${answer.state}: ${JSON.stringify(answer.counts)}`)
  if (answer.state !== 'committed')
    throw new Error(`the import ended ${answer.state}: ${JSON.stringify(answer.failure)}`)
  return { taken, peak }
}

/** Megabytes at the highest. */
function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** Where the embedded server of a data folder listens. */
async function databaseOf(dataDir: string): Promise<string> {
  const port = (await readFile(join(dataDir, 'db/cluster/postmaster.pid'), 'utf8')).split('\n')[3]
  return `postgres://ngheso:ngheso@127.0.0.1:${port}/ngheso`
}

/** The same rows into the same table, with nothing else. */
async function bareCopy(pool: pg.Pool): Promise<number> {
  const client = await pool.connect()
  try {
    const columns = (
      await client.query(`select string_agg(quote_ident(attname), ', ' order by attnum) as list from pg_attribute
      where attrelid = 'people.person'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`)
    ).rows[0].list as string
    const chunks: Buffer[] = []
    for await (const chunk of client.query(copyTo(`copy people.person (${columns}) to stdout`)))
      chunks.push(chunk as Buffer)
    await client.query('set session_replication_role = replica')
    await client.query('truncate people.person cascade')
    const taken = await time(() =>
      pipeline(Readable.from(chunks), client.query(copyFrom(`copy people.person (${columns}) from stdin`))),
    )
    await client.query('set session_replication_role = origin')
    return taken
  } finally {
    client.release()
  }
}
