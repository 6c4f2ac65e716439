import { join } from 'node:path'
import type { App } from '#platform/app.ts'
import { uploadParts, type UploadParts } from './parts.ts'

const known = new WeakMap<App, UploadParts>()

/** The unfinished uploads of an application, in the folder `uploads` of its data. */
export function uploadsOf(app: App): UploadParts {
  const found = known.get(app) ?? uploadParts(join(app.config.dataDir, 'uploads'))
  known.set(app, found)
  return found
}
