import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { UsageError, type Arguments, type Command } from '#platform/command.ts'
import { fold } from '#platform/text/index.ts'
import { listLicences } from '../catalogue/store/origin.ts'
import { findVersion } from '../catalogue/store/version.ts'
import { describe, largestArchive, packResource } from './export.ts'
import { importResources, type Incoming, type Taken } from './import-action.ts'
import { readFolder } from './read-folder.ts'
import { PackageFault, readPackage } from './read-package.ts'

const actor = systemActor('command line')

/** `ngheso resources export|import`. */
export const resourcesCommand: Command = {
  usage: `resources export MÃ TỆP.zip
  resources import THƯ-MỤC --sheet BẢNG [--institution MÃ] [--json]
  resources import TỆP.zip … [--json]`,
  about: 'kho học liệu: xuất một học liệu kèm mô tả; nhập từ thư mục có bảng mô tả hoặc từ gói đã xuất',
  words: 3,
  options: ['sheet', 'institution', 'json'],
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
    throw new UsageError('cần một trong các từ: export, import')
  },
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
    return version && describe(db, version)
  })
  if (!manifest) return fail(`không có học liệu '${id}'`)
  const size = manifest.files.reduce((sum, one) => sum + one.size, 0)
  if (size > largestArchive) return fail('học liệu lớn hơn 4 GB, chưa xuất được thành một tệp ZIP')
  const part = `${file}.part`
  try {
    await pipeline(Readable.from(packResource(app, manifest)), createWriteStream(part))
    await rename(part, file)
  } finally {
    await rm(part, { force: true })
  }
  process.stdout.write(`${file}: ${manifest.title}, ${manifest.files.length} tệp\n`)
  return 0
}

async function importAll(app: App, paths: readonly string[], options: Arguments['options']): Promise<number> {
  try {
    const resources: Incoming[] = []
    for (const path of paths) resources.push(...(await readOne(app, path, options)))
    const taken = await act(app, importResources, { resources }, actor)
    process.stdout.write(options.json ? `${JSON.stringify(taken)}\n` : taken.map(lineOf).join(''))
    return 0
  } catch (error) {
    if (error instanceof PackageFault) return fail(error.message)
    throw error
  }
}

async function readOne(app: App, path: string, options: Arguments['options']): Promise<Incoming[]> {
  const entry = await stat(path).catch(() => undefined)
  if (!entry) throw new PackageFault(`${path}: không có thư mục hay tệp này`)
  if (!entry.isDirectory()) return [await readPackage(app, path)]
  if (typeof options.sheet !== 'string') throw new UsageError('thiếu --sheet: bảng mô tả các tệp của thư mục')
  const institution = typeof options.institution === 'string' ? options.institution : null
  const { licences, isKnown } = await app.database.read(actor, async (db) => {
    const found = await sql`select 1 from institutions.institution where code = ${institution}`.execute(db)
    const all = await listLicences(db)
    return {
      isKnown: institution === null || found.rows.length > 0,
      licences: new Map(
        all.flatMap((one): [string, string][] => [
          [one.code, one.code],
          [fold(one.name), one.code],
          [fold(one.name.split(':')[0]!), one.code],
        ]),
      ),
    }
  })
  if (!isKnown) throw new UsageError(`không có cơ sở mang mã '${institution}'`)
  return readFolder(options.sheet, { app, folder: path, institution, licences })
}

const lineOf = (one: Taken): string =>
  `${one.code} ${one.state === 'known' ? 'đã có, giữ nguyên' : 'đã thêm bản nháp'}: ${one.title}${
    one.dropped.length > 0 ? ` (không có ở đây: ${one.dropped.join('; ')})` : ''
  }\n`

function fail(words: string): number {
  process.stderr.write(`${words}\n`)
  return 1
}
