import type { Actor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db/database.ts'
import { findLooked } from '../packages/store/looked.ts'
import type { Package } from '../packages/store/package.ts'
import type { VersionFile } from '../resource.ts'
import { findText, listStates, type FileState } from './store/state.ts'
import { listUploads, type Upload } from './store/upload.ts'
import { uploadsOf } from './upload/uploads-of.ts'

/** What is known of the files of a version, and what of the one in front is shown in its place. */
export type Seen = {
  states: ReadonlyMap<string, FileState>
  text: string | undefined
  pack: Package | undefined
}

/** Characters of a text that are shown. */
const mostShown = 20_000

export async function loadSeen(
  db: Db,
  files: readonly VersionFile[],
  chosen: VersionFile | undefined,
): Promise<Seen> {
  const states = await listStates(
    db,
    files.map((file) => file.hash),
  )
  const isText = chosen && ['text', 'vtt', 'csv', 'json', 'xml', 'html'].includes(chosen.kind)
  return {
    states,
    text: isText ? (await findText(db, chosen.hash))?.slice(0, mostShown) : undefined,
    pack: chosen?.kind === 'zip' ? await findLooked(db, chosen.hash) : undefined,
  }
}

/** A file on its way with the bytes that have come. */
export type OnItsWay = Upload & { come: number }

/** What the page of a draft says of its files and of those on their way. */
export async function loadDraftFiles(
  db: Db,
  { app, actor }: { app: App; actor: Actor },
  versionId: string,
  files: readonly VersionFile[],
): Promise<{ states: ReadonlyMap<string, FileState>; uploads: OnItsWay[] }> {
  const states = await listStates(
    db,
    files.map((file) => file.hash),
  )
  const uploads: OnItsWay[] = []
  if (actor.kind === 'account')
    for (const upload of await listUploads(db, versionId, actor.id))
      uploads.push({ ...upload, come: await uploadsOf(app).sizeOf(upload.id) })
  return { states, uploads }
}
