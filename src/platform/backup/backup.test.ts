import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { allMigrations } from '#app/compose.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { places } from '#modules/places/module.ts'
import { openDatabase } from '../db/database.ts'
import { createDiskStore } from '../files/index.ts'
import { BackupError, readManifest, restoreBackup } from './restore.ts'
import { writeBackup } from './write.ts'

let site: TestApp
let folder: string
beforeAll(async () => {
  site = await testApp({ modules: [places] })
  folder = await mkdtemp(join(tmpdir(), 'ngheso-backup-test-'))
})

async function emptyDatabase(name: string): Promise<string> {
  const admin = new pg.Client({ connectionString: inject('databaseUrl') })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  return inject('databaseUrl').replace(/\/[^/]*$/, `/${name}`)
}

describe('a backup', () => {
  test('brings every row, every file and the key to another place', async () => {
    const stored = await site.app.files.put(Buffer.from('một tệp'))
    const file = join(folder, 'whole.backup')
    await writeBackup(site.app, file, 'the secret')
    const { manifest, secret } = await readManifest(file)
    expect(secret).toBe('the secret')
    expect(manifest.files).toBe(1)

    const database = openDatabase(await emptyDatabase(`restored_${Date.now()}`))
    const files = createDiskStore(join(folder, 'files'))
    await restoreBackup({ database, files, migrations: allMigrations([places]) }, file, manifest)
    const count = async (pool: pg.Pool) =>
      (
        await pool.query(
          `select count(*)::int as n, md5(string_agg(u::text, '' order by id)) as sum from places.unit u`,
        )
      ).rows[0]
    expect(await count(database.owner)).toEqual(await count(site.app.database.owner))
    expect(await files.exists(stored.hash)).toBe(true)
    await expect(
      restoreBackup({ database, files, migrations: allMigrations([places]) }, file, manifest),
    ).rejects.toThrow(BackupError)
    await database.close()
  })

  test('that is no backup, or was cut short, is refused in words', async () => {
    const wrong = join(folder, 'wrong')
    await writeFile(wrong, 'không phải bản sao lưu')
    await expect(readManifest(wrong)).rejects.toThrow(BackupError)
  })

  test('of a newer version is refused', async () => {
    const file = join(folder, 'newer.backup')
    await writeBackup(site.app, file, undefined)
    const { manifest } = await readManifest(file)
    const database = openDatabase(await emptyDatabase(`newer_${Date.now()}`))
    const newer = {
      ...manifest,
      migrations: [...manifest.migrations, { module: 'places', name: '2999_x.sql', checksum: '' }],
    }
    await expect(
      restoreBackup({ database, files: site.app.files, migrations: allMigrations([places]) }, file, newer),
    ).rejects.toThrow(/phiên bản mới hơn/)
    await database.close()
  })
})
