import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { findAccountByMail } from '#modules/identity/index.ts'
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { UsageError, type Arguments, type Command } from '#platform/command.ts'
import { AppError } from '#platform/errors.ts'
import { writeZip } from '#platform/sheets/index.ts'
import { findPersonName } from '../catalogue/store/author.ts'
import { findVersion } from '../catalogue/store/version.ts'
import { ensureReleased } from '../files/quarantine.ts'
import { partsOf, toManifest } from './export.ts'
import { faultWords, PackageFault } from './fault.ts'
import { diskFolder } from './folder.ts'
import { isTooLarge } from './give.ts'
import { importResources } from './actions/import-resources.ts'
import { readKnown } from './known.ts'
import { rebuildSearch } from '../search/store/rebuild.ts'
import { readFolder, type FolderRead } from './read-folder.ts'
import { readPackageFile } from './read-package.ts'
import type { Bringer, Dropped, Incoming, Taken } from './take-in.ts'

const actor = systemActor('command line')

/** `ngheso resources export|import|index`. */
export const resourcesCommand: Command = {
  usage: `resources export MÃ TỆP.zip
  resources import THƯ-MỤC --sheet BẢNG [--institution MÃ] [--account EMAIL] [--json]
  resources import TỆP.zip … [--account EMAIL] [--json]
  resources index`,
  about:
    'kho học liệu: xuất một học liệu kèm mô tả; nhập từ thư mục có bảng mô tả hoặc từ gói đã xuất; viết lại bảng tìm kiếm',
  words: 3,
  options: ['sheet', 'institution', 'account', 'json'],
  async run(args, host) {
    const [verb, ...words] = args.words
    if (verb === 'export') {
      const [id, file] = words
      if (!id || !file) throw new UsageError('cần mã học liệu và tên tệp: resources export MÃ TỆP.zip')
      return host.withApp((app) => exportResource(app, id, file))
    }
    if (verb === 'import') {
      if (words.length === 0)
        throw new UsageError('cần thư mục hoặc tệp ZIP: resources import THƯ-MỤC --sheet BẢNG')
      return host.withApp((app) => importAll(app, words, args.options))
    }
    if (verb === 'index') return host.withApp(writeIndex)
    throw new UsageError('cần một trong các từ: export, import, index')
  },
}

async function writeIndex(app: App): Promise<number> {
  const count = await rebuildSearch(app)
  process.stdout.write(`đã viết lại bảng tìm kiếm: ${count} học liệu tìm được\n`)
  return 0
}

/** What its address shows, else its newest version; the ZIP appears under its name only when it is whole. */
async function exportResource(app: App, id: string, file: string): Promise<number> {
  const code = id.replace(/^.*\/hoc-lieu\//, '').replace(/\/.*$/, '')
  const manifest = await app.database.read(actor, async (db) => {
    const found = await sql<{
      id: string
    }>`select coalesce(r.published_id, v.id) as id from resources.resource r
      join resources.version v on v.resource_id = r.id where r.code = ${code} or r.id::text = ${code}
      order by v.number desc limit 1`.execute(db)
    const version = found.rows[0] && (await findVersion(db, found.rows[0].id))
    return version && toManifest(db, version)
  })
  if (!manifest) return fail(`không có học liệu '${id}'`)
  if (isTooLarge(manifest.files)) return fail('học liệu lớn hơn 2 GB, chưa xuất được thành một tệp ZIP')
  try {
    await ensureReleased(app, ...manifest.files.map((one) => one.hash))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return fail(app.catalog('vi').dynamic(error.reason.key, error.reason.params ?? {}))
  }
  const part = `${file}.part`
  try {
    await pipeline(Readable.from(writeZip(partsOf(app, manifest))), createWriteStream(part))
    await rename(part, file)
  } finally {
    await rm(part, { force: true })
  }
  process.stdout.write(`${file}: ${manifest.title}, ${manifest.files.length} tệp\n`)
  return 0
}

async function importAll(app: App, paths: readonly string[], options: Arguments['options']): Promise<number> {
  const t = app.catalog('vi')
  const dropped = ({ key, words }: Dropped) => t(`resources.transfer.dropped.${key}`, { words })
  try {
    const bringer = await findBringer(app, options.account)
    const resources: Incoming[] = []
    for (const path of paths) {
      const read = await readOne(app, path, options)
      resources.push(...read.resources)
      if (read.unused.length > 0)
        process.stderr.write(
          `${path}: ${t('resources.transfer.unused', { names: read.unused.join(', ') })}\n`,
        )
    }
    const taken = await act(app, importResources, { resources, ...(bringer && { bringer }) }, actor)
    const said = taken.map((one) => ({ ...one, dropped: one.dropped.map(dropped) }))
    process.stdout.write(options.json ? `${JSON.stringify(said)}\n` : said.map(lineOf).join(''))
    return 0
  } catch (error) {
    if (error instanceof PackageFault) return fail(faultWords(error, t))
    throw error
  }
}

/** Whose the drafts will be. @throws UsageError for an address nobody has */
async function findBringer(app: App, mail: string | true | undefined): Promise<Bringer | undefined> {
  if (mail === undefined) return undefined
  const found = await app.database.read(actor, async (db) => {
    const account = typeof mail === 'string' ? await findAccountByMail(db, mail) : undefined
    if (!account || account.state === 'blocked') return undefined
    const name = account.person_id ? await findPersonName(db, account.person_id) : undefined
    return { account: account.id, name: name ?? account.name, person: account.person_id }
  })
  if (!found) throw new UsageError(`không có tài khoản đang dùng với địa chỉ '${String(mail)}'`)
  return found
}

async function readOne(app: App, path: string, options: Arguments['options']): Promise<FolderRead> {
  const entry = await stat(path).catch(() => undefined)
  if (!entry) throw new PackageFault('no_path', { path })
  if (!entry.isDirectory()) return { resources: [await readPackageFile(app, path)], unused: [] }
  const { sheet } = options
  if (typeof sheet !== 'string') throw new UsageError('thiếu --sheet: bảng mô tả các tệp của thư mục')
  if (options.institution === true) throw new UsageError('thiếu mã cơ sở sau --institution')
  const institution = options.institution ?? null
  const { known, isKnown } = await app.database.read(actor, async (db) => {
    const found = await sql`select 1 from institutions.institution where code = ${institution}`.execute(db)
    return { isKnown: institution === null || found.rows.length > 0, known: await readKnown(db) }
  })
  if (!isKnown) throw new UsageError(`không có cơ sở mang mã '${institution}'`)
  return readFolder(sheet, { app, folder: await diskFolder(path), name: sheet, institution, ...known })
}

const lineOf = (one: Omit<Taken, 'dropped'> & { dropped: string[] }): string =>
  `${one.code} ${one.state === 'known' ? 'đã có, giữ nguyên' : 'đã thêm bản nháp'}: ${one.title}${
    one.dropped.length > 0 ? ` (không có ở đây: ${one.dropped.join('; ')})` : ''
  }\n`

function fail(words: string): number {
  process.stderr.write(`${words}\n`)
  return 1
}
