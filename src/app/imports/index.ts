import type { App } from '#platform/app.ts'
import { importJobList, listImports } from '#platform/imports/index.ts'
import type { AnyJob } from '#platform/jobs/define.ts'
import type { AnyPage } from '#platform/pages/page.ts'
import { importBatch } from './pages/batch.tsx'
import { importColumns } from './pages/columns.tsx'
import { importDiscard, importUndo } from './pages/confirm.tsx'
import { importHome } from './pages/home.tsx'
import { jobPage } from './pages/job.tsx'
import { importRow } from './pages/row.tsx'
import { importUpload } from './pages/upload.tsx'

export { runImportCommand } from './command.ts'
export { importEndpoints } from './endpoints.ts'
export { importWords } from './words.ts'
export { recoverImports } from '#platform/imports/index.ts'

/** The pages of the importer, for every import of the composed modules. */
export function importPages(app: Pick<App, 'modules'>): AnyPage[] {
  const specs = listImports(app)
  return [
    importHome,
    importUpload(specs),
    importBatch(specs),
    importColumns(specs),
    importRow(specs),
    importUndo(specs),
    importDiscard(specs),
    jobPage,
  ]
}

/** The importer's jobs: going on with large batches, and putting back to work what a killed worker left. */
export function importJobs(_app: Pick<App, 'modules'>): readonly AnyJob[] {
  return importJobList
}
