import type { Purpose } from '#platform/files/index.ts'
import { filePurpose } from '../../catalogue/upload.ts'

export const gigabyte = 1024 ** 3
/** One file that comes in parts. */
export const largestUpload = 2 * gigabyte
export const uploadPurpose: Purpose = { ...filePurpose, maxBytes: largestUpload }
/** Where uploads are begun and gone on with. */
export const uploadBase = '/tai-len'
