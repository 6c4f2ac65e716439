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
    await fillTables(
      client,
      file,
      migrations.map((one) => one.module),
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
  await eachEntry(file, async (name, content) => {
    if (name.startsWith('files/')) await files.put(content)
  })
  await migrate(database.owner, migrations)
}

async function fillTables(client: pg.PoolClient, file: string, schemas: readonly string[]): Promise<void> {
  const tables = new Map(
    (await listTables(client, schemas)).map((table) => [`tables/${table.schema}.${table.name}`, table]),
  )
  // Migrations may have written rows of their own; the backup holds them too.
  for (const table of tables.values())
    await client.query(`delete from ${copyTarget(table).replace(/ \(.*/, '')}`)
  await eachEntry(file, async (name, content) => {
    const table = tables.get(name)
    if (table) await pipeline(content, client.query(copyFrom(`copy ${copyTarget(table)} from stdin`)))
  })
  await advanceSequences(client, schemas)
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
  const source = pipeline(createReadStream(file), createGunzip(), archive)
  source.catch(() => undefined)
  try {
    for await (const entry of archive) {
      await take(entry.header.name, entry as unknown as AsyncIterable<Uint8Array>)
      entry.resume()
    }
    await source
  } catch (error) {
    if (error instanceof BackupError) throw error
    if (/header|gzip|incorrect|unexpected end|invalid/i.test((error as Error).message))
      throw new BackupError('tệp sao lưu bị hỏng hoặc không đúng loại')
    throw error
  }
}

async function text(content: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of content) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString('utf8')
}
