import type { Part } from '#platform/parts.ts'
import { endShareLink, makeLink } from './actions/link.ts'
import { sharedFile, sharedPages, sharedThumbnail } from './endpoints.ts'
import { openDue } from './actions/open-due.ts'
import { openDueJob } from './jobs.ts'
import { linksPage } from './pages/links.tsx'
import { sharedPage } from './pages/shared.tsx'
import { sharingWords } from './words.ts'

/** Who sees a version beside its readers: by a link until a day; and readers from a day on. */
export const sharingPart: Part = {
  words: sharingWords,
  pages: [sharedPage, linksPage],
  actions: [makeLink, endShareLink, openDue],
  endpoints: [sharedFile, sharedThumbnail, sharedPages],
  jobs: [openDueJob],
}
