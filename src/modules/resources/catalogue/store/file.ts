import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { AppError } from '#platform/errors.ts'
import { fileWaits } from '../../files/waiting.ts'
import type { FileRole, VersionFile } from '../../resource.ts'
import { mostFiles } from '../upload.ts'

const columns = sql`f.id, f.version_id, f.path, f.hash, f.size, f.mime, f.kind, f.role, f.language, f.alternative_text, f.position`

/** Files of a version in their order. */
export async function listFiles(db: Db, versionId: string): Promise<VersionFile[]> {
  const found = await sql<VersionFile>`select ${columns} from resources.version_file f
    where f.version_id = ${versionId}::uuid order by f.position, f.id`.execute(db)
  return found.rows
}

export async function findFile(db: Db, id: string): Promise<VersionFile | undefined> {
  const found =
    await sql<VersionFile>`select ${columns} from resources.version_file f where f.id = ${id}::uuid`.execute(
      db,
    )
  return found.rows[0]
}

export type NewFile = Pick<VersionFile, 'path' | 'hash' | 'size' | 'mime' | 'kind'> & {
  role?: FileRole | undefined
  language?: string | null | undefined
}

/**
 * Adds a file to a draft, behind those it has. A path already taken gets a number before its ending, so that a second
 * file of that name takes nothing away. It waits to be scanned and looked at. The database refuses when the version is no draft.
 */
export async function addFile(tx: Tx, versionId: string, file: NewFile): Promise<VersionFile> {
  // Two that come at once wait for one another: of one name, the second gets a number.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`files:${versionId}`}, 0))`.execute(tx)
  const taken = await sql<{
    path: string
  }>`select path from resources.version_file where version_id = ${versionId}::uuid`.execute(tx)
  if (taken.rows.length >= mostFiles)
    throw new AppError('invalid', { key: 'resources.files.error.many_files', params: { limit: mostFiles } })
  const path = freePath(file.path, new Set(taken.rows.map((row) => row.path)))
  const made = await sql<VersionFile>`insert into resources.version_file as f
      (version_id, path, hash, size, mime, kind, role, language, position)
    select ${versionId}::uuid, ${path}, ${file.hash}, ${file.size}, ${file.mime}, ${file.kind}, ${file.role ?? 'content'},
      ${file.language ?? null}, coalesce(max(o.position), 0) + 1
    from resources.version_file o where o.version_id = ${versionId}::uuid
    returning ${columns}`.execute(tx)
  const added = made.rows[0]!
  await fileWaits(tx, added)
  return added
}

/** The longest path a version keeps. */
export const longestPath = 500

/** The path itself, or with the first number that is free: `slide.pdf`, `slide (2).pdf`. */
export function freePath(path: string, taken: ReadonlySet<string>): string {
  if (!taken.has(path)) return path
  const [, stem = path, ending = ''] = /^(.*?)(\.[^./]*)?$/.exec(path) ?? []
  for (let number = 2; ; number++) {
    const more = ` (${number})${ending}`
    const next = stem.slice(0, longestPath - more.length).replace(/[\ud800-\udbff]$/, '') + more
    if (!taken.has(next)) return next
  }
}

/** Takes a file out of a draft. The bytes stay: other versions may hold them. @returns how many rows. */
export async function removeFile(tx: Tx, versionId: string, fileId: string): Promise<number> {
  const done = await sql`delete from resources.version_file
    where id = ${fileId}::uuid and version_id = ${versionId}::uuid`.execute(tx)
  return Number(done.numAffectedRows ?? 0)
}

/** Writes what people say of a file. */
export async function describeFile(
  tx: Tx,
  versionId: string,
  fileId: string,
  next: Pick<VersionFile, 'role' | 'language' | 'alternative_text'>,
): Promise<void> {
  await sql`update resources.version_file set role = ${next.role}, language = ${next.language}, alternative_text = ${next.alternative_text}
    where id = ${fileId}::uuid and version_id = ${versionId}::uuid`.execute(tx)
}

/** Gives a draft the files of another one in the place of its own. */
export async function moveFiles(tx: Tx, from: string, to: string): Promise<void> {
  await sql`delete from resources.version_file where version_id = ${to}::uuid`.execute(tx)
  await sql`update resources.version_file set version_id = ${to}::uuid where version_id = ${from}::uuid`.execute(
    tx,
  )
}

/** Gives a draft the files of another version: same bytes, same order. */
export async function copyFiles(tx: Tx, from: string, to: string): Promise<void> {
  await sql`insert into resources.version_file (version_id, path, hash, size, mime, kind, role, language, alternative_text, position)
    select ${to}::uuid, path, hash, size, mime, kind, role, language, alternative_text, position
    from resources.version_file where version_id = ${from}::uuid`.execute(tx)
}
