import type { Part } from '#platform/parts.ts'
import { oaiGet, oaiPost } from './provider/endpoint.ts'
import { oaiWords } from './words.ts'

/** Descriptions out to other repositories and in from them (OAI-PMH 2.0). */
export const oaiPart: Part = {
  words: oaiWords,
  endpoints: [oaiGet, oaiPost],
}
