import type { Part } from '#platform/parts.ts'
import { resourcesCommand } from './command.ts'
import { packageEndpoint } from './endpoints.ts'
import { importResources } from './import-action.ts'

/** Resources in and out: a ZIP with all that is said of one, and folders with a sheet. */
export const transferPart: Part = {
  words: { vi: {}, en: {} },
  actions: [importResources],
  endpoints: [packageEndpoint],
  commands: { resources: resourcesCommand },
}
