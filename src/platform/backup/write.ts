import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { to as copyTo } from 'pg-copy-streams'
import { pack, type Pack } from 'tar-stream'
import type { App } from '../app.ts'
import { copyTarget, listTables } from './tables.ts'

/** What a backup says of itself. */
export type BackupManifest = {
  format: 1
  created: string
  migrations: { module: string; name: string; checksum: string }[]
  tables: string[]
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
  const scratch = await mkdtemp(join(tmpdir(), 'ngheso-backup-'))
  const archive = pack()
  const partial = `${file}.partial`
  const written = pipeline(archive, createGzip({ level: 6 }), createWriteStream(partial, { mode: 0o600 }))
  // A full disk or a closed folder is told where `written` is awaited; until then it must not end the process.
  written.catch(() => undefined)
  try {
    const manifest = await fill(app, archive, scratch, masterSecret)
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
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

async function fill(
  app: App,
  archive: Pack,
  scratch: string,
  masterSecret: string | undefined,
): Promise<BackupManifest> {
  const schemas = ['platform', ...app.modules.map((module) => module.name)]
  const client = await app.database.owner.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const migrations = (
      await client.query(
        'select module, name, checksum from platform.migration order by ran_at, module, name',
      )
    ).rows
    const tables = await listTables(client, schemas)
    const manifest: BackupManifest = {
      format: 1,
      created: app.clock.now().toISOString(),
      migrations,
      tables: tables.map((table) => `${table.schema}.${table.name}`),
      files: 0,
    }
    for (const table of tables) {
      const path = join(scratch, 'table')
      await pipeline(client.query(copyTo(`copy ${copyTarget(table)} to stdout`)), createWriteStream(path))
      await addFile(archive, `tables/${table.schema}.${table.name}`, path)
    }
    await client.query('commit')
    for await (const { hash, size } of app.files.list()) {
      const { stream } = await app.files.get(hash)
      await pipeline(stream, archive.entry({ name: `files/${hash}`, size }))
      manifest.files += 1
    }
    if (masterSecret) await addText(archive, 'secret.key', masterSecret)
    await addText(archive, 'manifest.json', JSON.stringify(manifest))
    return manifest
  } finally {
    client.release()
  }
}

async function addFile(archive: Pack, name: string, path: string): Promise<void> {
  const { size } = await stat(path)
  await pipeline(createReadStream(path), archive.entry({ name, size }))
}

function addText(archive: Pack, name: string, text: string): Promise<void> {
  return new Promise((resume, reject) => {
    archive.entry({ name }, text, (error) => (error ? reject(error) : resume()))
  })
}
