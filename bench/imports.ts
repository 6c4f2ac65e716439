import { writeFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { findBatch, findImport, importActions, runStep } from '#platform/imports/index.ts'
import { writeWorkbook } from '#platform/sheets/index.ts'
import { fillStaff, nameOf } from './people.ts'
import { note, report, time } from './report.ts'
import { openSite } from './site.ts'

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
const person = systemActor('bench')

/** 100,000 people by CSV and by XLSX, with validation, duplicate check and audit, against a bare COPY of the same rows. */
export async function run(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'ngheso-bench-files-'))
  try {
    const csv = join(dir, 'nhan-su.csv')
    await writeFile(csv, `\ufeff${[header, ...list()].map((row) => row.join(',')).join('\n')}\n`)
    const xlsx = join(dir, 'nhan-su.xlsx')
    const sheet = { name: 'Danh sách', columns: header.map((label) => ({ header: label })), rows: list() }
    await writeFile(xlsx, Readable.fromWeb(writeWorkbook([sheet as never]) as never))
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

async function measure(kind: string, path: string, limit: number): Promise<void> {
  const site = await openSite()
  try {
    const { app } = site
    const [institution] = await fillStaff(app.database.owner, 1, 1)
    let peak = 0
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss())
    }, 50)
    const taken = await time(() => importFile(app, path, institution!))
    clearInterval(watch)
    const bare = await bareCopy(app)
    report({
      what: `${kind} import of ${rows} people`,
      measured: `${(taken / bare).toFixed(1)} × a bare COPY (${(taken / 1000).toFixed(1)} s to ${(bare / 1000).toFixed(2)} s)`,
      limit: `${limit} ×`,
      isOk: taken / bare <= limit,
    })
    report({
      what: `${kind} import, peak memory of the process`,
      measured: `${Math.round(peak / 1e6)} MB`,
      limit: '700 MB',
      isOk: peak < 700e6,
    })
  } finally {
    await site.close()
  }
}

/** The whole way: read, match, check, stage, compare, write, audit. */
async function importFile(app: App, path: string, institution: string): Promise<void> {
  const { readFile } = await import('node:fs/promises')
  const spec = findImport(app, 'staff')!
  const actions = importActions(spec)
  const file = new File([await readFile(path)], path.replace(/^.*\//, ''))
  const { id } = await act(app, actions.create, { institution, file }, person)
  await finish(app, id)
  const ready = (await app.database.read(person, (db) => findBatch(db, id)))!
  note(`${ready.state}: ${JSON.stringify(ready.counts)}`)
  await act(app, actions.commit, { id, leave_errors: 'true' }, person)
  await finish(app, id)
  const done = (await app.database.read(person, (db) => findBatch(db, id)))!
  const count = (await app.database.owner.query('select count(*)::int as n from people.person')).rows[0]
    .n as number
  if (done.state !== 'committed' || count < rows * 0.99)
    throw new Error(`import ended ${done.state} with ${count} people: ${JSON.stringify(done.failure)}`)
}

/** Large batches go on in a job; here its steps run at once. */
async function finish(app: App, id: string): Promise<void> {
  for (;;) {
    const batch = (await app.database.read(person, (db) => findBatch(db, id)))!
    if (!['reading', 'checking', 'committing'].includes(batch.state)) return
    await runStep(app, findImport(app, 'staff')!, id)
  }
}

/** The same rows into the same table, with nothing else. */
async function bareCopy(app: App): Promise<number> {
  const client = await app.database.owner.connect()
  try {
    const columns = (
      await client.query(`select string_agg(quote_ident(attname), ', ' order by attnum) as list from pg_attribute
      where attrelid = 'people.person'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`)
    ).rows[0].list as string
    const { to: copyTo } = await import('pg-copy-streams')
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
