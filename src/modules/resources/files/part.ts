import type { Part } from '#platform/parts.ts'
import { beginUpload } from './actions/begin-upload.ts'
import { dropUpload, finishUpload, refuseUpload } from './actions/end-upload.ts'
import { lookAgain } from './actions/look-again.ts'
import { noteFindings, noteScan } from './actions/note-file.ts'
import { uploadPart, uploadStart } from './endpoints.ts'
import { lookAgainJob, lookAtFile, sweepFiles } from './jobs.ts'
import { pagesEndpoint, thumbnailEndpoint } from './made-endpoints.ts'
import { filesWords } from './words.ts'

/** The bytes of resources: how they come, what they are, what is seen of them, when they go. */
export const filesPart: Part = {
  words: filesWords,
  actions: [beginUpload, finishUpload, refuseUpload, dropUpload, noteScan, noteFindings, lookAgain],
  jobs: [lookAtFile, lookAgainJob, sweepFiles],
  endpoints: [uploadStart, uploadPart, thumbnailEndpoint, pagesEndpoint],
}
