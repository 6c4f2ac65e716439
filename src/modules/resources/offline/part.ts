import type { Part } from '#platform/parts.ts'
import { offlineEndpoint } from './endpoints.ts'
import { offlineWords } from './words.ts'

/** Resources to take where there is no network: a ZIP that opens with a page of its own. */
export const offlinePart: Part = { words: offlineWords, endpoints: [offlineEndpoint] }
