import { access, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readManifest, restoreBackup } from '#platform/backup/restore.ts'
import { writeBackup } from '#platform/backup/write.ts'
import { readConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/db/database.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { createFileStore } from '#platform/files/index.ts'
import { UsageError } from '../arguments.ts'
import { allMigrations } from '../compose.ts'
import { modules } from '../modules.ts'
import { writeJson } from '../output.ts'
import { makeDataDir } from '../session.ts'
import type { Command } from '../arguments.ts'

export const backup: Command = {
  usage: 'backup FILE [--json]',
  about: 'ghi cơ sở dữ liệu, tệp và khóa vào một tệp; máy chủ vẫn chạy được',
  words: 1,
  options: ['json'],
  async run({ words, options }, { withApp }) {
    const [file] = words
    if (!file) throw new UsageError('thiếu tên tệp sao lưu')
    return withApp(async (app) => {
      const kept = await readFile(join(app.config.dataDir, 'secret.key'), 'utf8').catch(() => undefined)
      const manifest = await writeBackup(app, file, kept)
      if (options.json)
        writeJson({ file, created: manifest.created, tables: manifest.tables.length, files: manifest.files })
      else
        process.stdout.write(
          `Đã sao lưu ${manifest.tables.length} bảng và ${manifest.files} tệp vào ${file}\n`,
        )
      return 0
    })
  },
}

export const restore: Command = {
  usage: 'restore FILE [--json]',
  about: 'phục hồi vào một thư mục dữ liệu trống (DATA_DIR) hoặc cơ sở dữ liệu trống (DATABASE_URL)',
  words: 1,
  options: ['json'],
  async run({ words, options }, { env }) {
    const [file] = words
    if (!file) throw new UsageError('thiếu tên tệp sao lưu')
    const config = readConfig(env)
    const { manifest, secret } = await readManifest(file)
    await makeDataDir(config.dataDir)
    if (secret) await keepSecret(join(config.dataDir, 'secret.key'), secret)
    const server = config.databaseUrl ? undefined : await startEmbedded({ dir: join(config.dataDir, 'db') })
    const database = openDatabase(config.databaseUrl ?? server!.url)
    try {
      await restoreBackup(
        { database, files: createFileStore(config), migrations: allMigrations(modules) },
        file,
        manifest,
      )
      if (options.json)
        writeJson({ file, created: manifest.created, tables: manifest.tables.length, files: manifest.files })
      else process.stdout.write(`Đã phục hồi bản sao lưu ngày ${manifest.created}\n${queueLeftOut}`)
      return 0
    } finally {
      await database.close()
      if (server?.isOwn) await server.stop()
    }
  },
}

const queueLeftOut = `Hàng đợi không nằm trong bản sao lưu: thư chưa kịp gửi (lời mời, đặt lại mật khẩu, trả lời hồ sơ) không gửi nữa, hãy gửi lại
khi cần; việc đang chạy dở được báo là chưa xong, trừ việc nhập dữ liệu sẽ tự chạy tiếp.
`

async function keepSecret(path: string, secret: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  if (isThere && (await readFile(path, 'utf8')).trim() !== secret)
    throw new UsageError(`${path} đã có khóa khác; hãy phục hồi vào một thư mục mới`)
  if (!isThere) await writeFile(path, `${secret}\n`, { mode: 0o600 })
}
