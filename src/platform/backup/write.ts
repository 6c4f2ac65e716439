import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { to as copyTo } from 'pg-copy-streams'
import type pg from 'pg'
import { pack, type Pack } from 'tar-stream'
import type { App } from '../app.ts'
import { copyTarget, listTables, type TableColumns } from './tables.ts'

/** What a backup says of itself. */
export type BackupManifest = {
  format: 1
  created: string
  migrations: { module: string; name: string; checksum: string }[]
  tables: string[]
  /** How many of each table; a backup of an earlier version does not say. */
  rows?: Record<string, number>
  files: number
}

/**
 * Writes the whole state into one compressed file: every table as of one moment, every kept file, and the master
 * secret when the data folder holds it (without it sealed values could never be opened). Keep the file as safe as the server.
 */
export async function writeBackup(
  app: App,
  file: string,
  masterSecret: string | undefined,
): Promise<BackupManifest> {
  const archive = pack()
  const partial = `${file}.partial`
  const written = pipeline(archive, createGzip({ level: 6 }), createWriteStream(partial, { mode: 0o600 }))
  // A full disk or a closed folder is told where `written` is awaited; until then it must not end the process.
  written.catch(() => undefined)
  try {
    const manifest = await fill(app, archive, masterSecret)
    archive.finalize()
    await written
    await rename(partial, file)
    return manifest
  } catch (error) {
    archive.destroy()
    const problem = await written.then(
      () => undefined,
      (cause: NodeJS.ErrnoException) => cause,
    )
    await rm(partial, { force: true })
    throw problem?.path ? problem : error
  }
}

async function fill(app: App, archive: Pack, masterSecret: string | undefined): Promise<BackupManifest> {
  const client = await app.database.owner.connect()
  let manifest: BackupManifest
  try {
    await client.query('begin isolation level repeatable read read only')
    manifest = await addTables(app, client, archive)
    await client.query('commit')
  } catch (error) {
    // In the midst of a copy it can be told nothing else.
    client.release(true)
    throw error
  }
  client.release()
  for await (const { hash, size } of app.files.list()) {
    const { stream } = await app.files.get(hash)
    await pipeline(stream, archive.entry({ name: `files/${hash}`, size }))
    manifest.files += 1
  }
  if (masterSecret) await add(archive, 'secret.key', masterSecret)
  await add(archive, 'manifest.json', JSON.stringify(manifest))
  return manifest
}

async function addTables(app: App, client: pg.PoolClient, archive: Pack): Promise<BackupManifest> {
  const schemas = ['platform', ...app.modules.map((module) => module.name)]
  const { rows: migrations } = await client.query<BackupManifest['migrations'][number]>(
    'select module, name, checksum from platform.migration order by ran_at, module, name',
  )
  const rows: Record<string, number> = {}
  for (const table of await listTables(client, schemas)) {
    const name = `${table.schema}.${table.name}`
    rows[name] = await addRows(archive, `tables/${name}`, client, table)
  }
  const created = app.clock.now().toISOString()
  return { format: 1, created, migrations, tables: Object.keys(rows), rows, files: 0 }
}

/** Bytes of rows that make one entry: an entry's size is told before it, and a table is larger than memory. */
const entryBytes = 8 * 1024 * 1024
const lineEnd = 10

/** Adds the rows of a table as entries of one name, each of whole rows. @returns how many rows */
async function addRows(
  archive: Pack,
  name: string,
  client: pg.PoolClient,
  table: TableColumns,
): Promise<number> {
  let rows = 0
  let held: Buffer[] = []
  let size = 0
  for await (const chunk of client.query(copyTo(`copy ${copyTarget(table)} to stdout`))) {
    const bytes = chunk as Buffer
    for (let at = bytes.indexOf(lineEnd); at >= 0; at = bytes.indexOf(lineEnd, at + 1)) rows += 1
    const whole = size + bytes.length < entryBytes ? 0 : bytes.lastIndexOf(lineEnd) + 1
    if (whole > 0) {
      await add(archive, name, Buffer.concat([...held, bytes.subarray(0, whole)]))
      held = []
      size = 0
    }
    held.push(bytes.subarray(whole))
    size += bytes.length - whole
  }
  if (size > 0) await add(archive, name, Buffer.concat(held))
  return rows
}

function add(archive: Pack, name: string, content: string | Buffer): Promise<void> {
  return new Promise((resume, reject) => {
    archive.entry({ name }, content, (error) => (error ? reject(error) : resume()))
  })
}
