import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { pack } from 'tar-stream'
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

  test('holds a table larger than what is written at once, row by row', async () => {
    const large = await testApp({ modules: [places] })
    await large.app.database.owner.query(
      `insert into platform.setting select 'large ' || n, to_jsonb(repeat(n || E'\\n', n * 100000)) from generate_series(1, 9) n`,
    )
    const file = join(folder, 'large.backup')
    const { rows } = await writeBackup(large.app, file, undefined)
    const { manifest } = await readManifest(file)
    expect(manifest.rows).toEqual(rows)
    const database = openDatabase(await emptyDatabase(`large_${Date.now()}`))
    await restoreBackup(
      { database, files: site.app.files, migrations: allMigrations([places]) },
      file,
      manifest,
    )
    const sum = async (pool: pg.Pool) =>
      (
        await pool.query(
          `select count(*)::int, md5(string_agg(value::text, '' order by name)) from platform.setting`,
        )
      ).rows
    expect(await sum(database.owner)).toEqual(await sum(large.app.database.owner))
    await database.close()
  })

  test('that is no backup, or was cut short, is refused in words', async () => {
    const wrong = join(folder, 'wrong')
    await writeFile(wrong, 'không phải bản sao lưu')
    await expect(readManifest(wrong)).rejects.toThrow(/bị hỏng/)
    const file = join(folder, 'cut.backup')
    await writeBackup(site.app, file, undefined)
    const whole = await readFile(file)
    await writeFile(wrong, whole.subarray(0, whole.length / 2))
    await expect(readManifest(wrong)).rejects.toThrow(/bị hỏng/)
  })

  test('that cannot be written leaves the program as it was', async () => {
    const nowhere = join(folder, 'không có', 'x.backup')
    await expect(writeBackup(site.app, nowhere, undefined)).rejects.toMatchObject({ code: 'ENOENT' })
    const file = join(folder, 'after.backup')
    expect((await writeBackup(site.app, file, undefined)).tables).toContain('places.unit')
  })

  test('that does not bring all it says it holds is not restored', async () => {
    const file = join(folder, 'less.backup')
    await writeBackup(site.app, file, undefined)
    const { manifest } = await readManifest(file)
    const units = manifest.rows!['places.unit']!
    const database = openDatabase(await emptyDatabase(`less_${Date.now()}`))
    const parts = { database, files: site.app.files, migrations: allMigrations([places]) }
    const more = { ...manifest, rows: { ...manifest.rows, 'places.unit': units + 1 } }
    await expect(restoreBackup(parts, file, more)).rejects.toThrow(/thiếu hoặc sai bảng places.unit/)
    await database.close()
  })

  test('whose rows the database refuses is not told as a broken file', async () => {
    const file = join(folder, 'refused.backup')
    const archive = pack()
    archive.entry({ name: 'tables/places.unit' }, 'không phải số\n')
    archive.finalize()
    await writeFile(file, await buffer(archive.pipe(createGzip())))
    const { manifest } = await readManifest(join(folder, 'less.backup'))
    const database = openDatabase(await emptyDatabase(`refused_${Date.now()}`))
    const parts = { database, files: site.app.files, migrations: allMigrations([places]) }
    await expect(restoreBackup(parts, file, manifest)).rejects.toMatchObject({
      code: expect.stringMatching(/^22/),
    })
    await database.close()
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
