import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { from as copyFrom } from 'pg-copy-streams'
import { extract } from 'tar-stream'
import type pg from 'pg'
import type { Database } from '../db/database.ts'
import { migrate, type Migrations } from '../db/migrate.ts'
import type { FileStore } from '../files/index.ts'
import type { BackupManifest } from './write.ts'
import { advanceSequences, copyTarget, listTables } from './tables.ts'

/** A file that is no backup, or one this version cannot read. */
export class BackupError extends Error {}

/** Reads what a backup says of itself, and the secret it carries. */
export async function readManifest(
  file: string,
): Promise<{ manifest: BackupManifest; secret: string | undefined }> {
  let manifest: BackupManifest | undefined
  let secret: string | undefined
  await eachEntry(file, async (name, content) => {
    if (name === 'manifest.json') manifest = JSON.parse(await text(content)) as BackupManifest
    else if (name === 'secret.key') secret = (await text(content)).trim()
  })
  if (manifest?.format !== 1)
    throw new BackupError('tệp này không phải bản sao lưu của Nghề Số, hoặc đã hỏng')
  return { manifest, secret }
}

/**
 * Brings a backup into an empty database and file store: the schema as it was, then all rows in one transaction
 * (all or none), then the newer migrations.
 * @throws BackupError when the database is not empty or the backup is of a newer version
 */
export async function restoreBackup(
  parts: { database: Database; files: FileStore; migrations: readonly Migrations[] },
  file: string,
  manifest: BackupManifest,
): Promise<void> {
  const { database, files, migrations } = parts
  const used = await database.owner.query(`select to_regclass('platform.migration') is not null as used`)
  if (used.rows[0].used)
    throw new BackupError('cơ sở dữ liệu đích không trống; hãy phục hồi vào một thư mục dữ liệu mới')
  await migrate(database.owner, onlyThose(migrations, manifest))
  const client = await database.owner.connect()
  try {
    await client.query('begin')
    // Rows come in table by table; references are whole because they were whole in the backup.
    await client.query(`set local session_replication_role = replica`)
    const schemas = migrations.map((one) => one.module)
    const rows = await fillTables(client, file, schemas)
    for (const name of manifest.tables) {
      const expected = manifest.rows?.[name] ?? rows[name]
      if (expected === undefined || rows[name] !== expected) throw incomplete(`bảng ${name}`)
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
  await bringFiles(files, file, manifest)
  await migrate(database.owner, migrations)
}

const incomplete = (what: string) =>
  new BackupError(`bản sao lưu không phục hồi được trọn vẹn: thiếu hoặc sai ${what}`)

async function bringFiles(files: FileStore, file: string, manifest: BackupManifest): Promise<void> {
  let brought = 0
  await eachEntry(file, async (name, content) => {
    if (!name.startsWith('files/')) return
    const { hash } = await files.put(content)
    if (name !== `files/${hash}`) throw incomplete(`tệp ${name}`)
    brought += 1
  })
  if (brought !== manifest.files) throw incomplete(`tệp (${brought}/${manifest.files})`)
}

/** @returns how many rows came into each table this version knows */
async function fillTables(
  client: pg.PoolClient,
  file: string,
  schemas: readonly string[],
): Promise<Record<string, number>> {
  const tables = new Map(
    (await listTables(client, schemas)).map((table) => [`tables/${table.schema}.${table.name}`, table]),
  )
  // Migrations may have written rows of their own; the backup holds them too.
  for (const table of tables.values())
    await client.query(`delete from ${copyTarget(table).replace(/ \(.*/, '')}`)
  const rows = Object.fromEntries([...tables.values()].map((table) => [`${table.schema}.${table.name}`, 0]))
  await eachEntry(file, async (name, content) => {
    const table = tables.get(name)
    if (!table) return
    const into = client.query(copyFrom(`copy ${copyTarget(table)} from stdin`))
    await pipeline(content, into)
    rows[`${table.schema}.${table.name}`]! += into.rowCount
  })
  await advanceSequences(client, schemas)
  return rows
}

/** The migrations the backup was made under. @throws BackupError when this version does not know one of them */
function onlyThose(all: readonly Migrations[], manifest: BackupManifest): Migrations[] {
  const known = new Set(manifest.migrations.map((one) => `${one.module}/${one.name}`))
  const kept = all.map(({ module, files }) => ({
    module,
    files: Object.fromEntries(
      Object.entries(files).filter(([path]) => known.delete(`${module}/${path.replace(/^.*\//, '')}`)),
    ),
  }))
  if (known.size > 0) throw new BackupError(`bản sao lưu thuộc phiên bản mới hơn: ${[...known].join(', ')}`)
  return kept
}

async function eachEntry(
  file: string,
  take: (name: string, content: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> {
  const archive = extract()
  let broken: unknown
  const source = pipeline(createReadStream(file), createGunzip(), archive).catch((error: unknown) => {
    broken = error
  })
  try {
    for await (const entry of archive) {
      await take(entry.header.name, entry as unknown as AsyncIterable<Uint8Array>)
      entry.resume()
    }
    await source
    if (broken) throw broken
  } catch (error) {
    await source
    throw isOfArchive(error) || isOfArchive(broken)
      ? new BackupError('tệp sao lưu bị hỏng hoặc không đúng loại', { cause: error })
      : error
  }
}

/** Of unpacking; what the database or the file store says is another matter. */
function isOfArchive(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof SyntaxError) return true
  return (
    ('code' in error && String(error.code).startsWith('Z_')) ||
    /^Invalid tar header|^Unexpected end of data/.test(error.message)
  )
}

async function text(content: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of content) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString('utf8')
}
