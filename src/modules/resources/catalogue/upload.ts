import { kinds, type KindName, type Purpose } from '#platform/files/index.ts'

/** What the form without script takes; larger files go by the upload that can be resumed. */
const largestFile = 200 * 1024 * 1024
/** Files of one version: its page shows and saves a form with a line for each. */
export const mostFiles = 2000
/** All files of one form. */
export const largestForm = 256 * 1024 * 1024

export const filePurpose: Purpose = {
  purpose: 'learning-resource',
  maxBytes: largestFile,
  types: Object.keys(kinds) as KindName[],
}
