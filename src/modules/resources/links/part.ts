import type { Part } from '#platform/parts.ts'
import { noteLinks } from './actions/note-links.ts'
import { linkDuties } from './duties.ts'
import { checkLinksJob } from './jobs.ts'
import { linkWords } from './words.ts'

/** Links that no longer open are found, and their authors told. */
export const linksPart: Part = {
  words: linkWords,
  actions: [noteLinks],
  jobs: [checkLinksJob],
  duties: linkDuties,
}
