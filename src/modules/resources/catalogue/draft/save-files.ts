import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db/database.ts'
import { AppError, invalid } from '#platform/errors.ts'
import { receive, type Received } from '#platform/files/index.ts'
import { letGo } from '../../files/store/let-go.ts'
import { addFile, describeFile, listFiles } from '../store/file.ts'
import { filePurpose } from '../upload.ts'
import type { FileLine } from './input.ts'

/** Takes files one by one; the first that cannot be taken refuses them all and is named. */
export async function keepAll(app: App, files: readonly File[]): Promise<Received[]> {
  const kept: Received[] = []
  for (const file of files) {
    try {
      const one = await receive(app.files, file.stream(), file.name, filePurpose)
      // Before the form is known to be right.
      await letGo(app, [one.hash])
      kept.push(one)
    } catch (error) {
      if (!(error instanceof AppError) || error.refusal !== 'invalid') throw error
      const words = app.catalog('vi').dynamic(error.reason.key, error.reason.params)
      throw invalid({ files: `${file.name}: ${words}` })
    }
  }
  return kept
}

/** Adds new files behind those there are. @returns their paths */
export async function addFiles(tx: Tx, versionId: string, kept: readonly Received[]): Promise<string[]> {
  const paths: string[] = []
  for (const file of kept) paths.push((await addFile(tx, versionId, { path: file.name, ...file })).path)
  return paths
}

/** Writes what was said of each file. Files of other versions are passed over. @returns paths of those that changed */
export async function describeFiles(
  tx: Tx,
  versionId: string,
  lines: readonly FileLine[],
): Promise<string[]> {
  const known = new Map((await listFiles(tx, versionId)).map((file) => [file.id, file]))
  const changed: string[] = []
  for (const [at, line] of lines.entries()) {
    const file = known.get(line.id)
    if (!file) continue
    if (line.role === 'captions' && !line.language)
      throw invalid({ [`file.${at}.language`]: 'resources.catalogue.error.caption_language' })
    const next = {
      role: line.role,
      language: line.language ?? null,
      alternative_text: line.alternative_text ?? null,
    }
    if (
      file.role === next.role &&
      file.language === next.language &&
      file.alternative_text === next.alternative_text
    )
      continue
    await describeFile(tx, versionId, file.id, next)
    changed.push(file.path)
  }
  return changed
}
