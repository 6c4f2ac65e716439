import type { Part } from '#platform/parts.ts'
import { dropBatch, sendBatch, takeBatch } from './actions/batch.ts'
import { expireBatches } from './actions/expire.ts'
import { saveRead } from './actions/save-read.ts'
import { resourcesCommand } from './command.ts'
import { archiveEndpoint } from './endpoints.ts'
import { importResources } from './actions/import-resources.ts'
import { expireBatchesJob, readBatchJob } from './jobs.ts'
import { batchPage } from './pages/batch.tsx'
import { importPage } from './pages/import.tsx'
import { templateEndpoint } from './template.ts'
import { transferWords } from './words.ts'

/** Resources in and out: a ZIP with all that is said of one, and folders with a sheet. */
export const transferPart: Part = {
  words: transferWords,
  pages: [importPage, batchPage],
  actions: [importResources, sendBatch, saveRead, takeBatch, dropBatch, expireBatches],
  jobs: [readBatchJob, expireBatchesJob],
  endpoints: [templateEndpoint, archiveEndpoint],
  commands: { resources: resourcesCommand },
}
