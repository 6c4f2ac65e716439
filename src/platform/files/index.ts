import { join } from 'node:path'
import { createDiskStore } from './disk.ts'
import { createS3Store, type S3Settings } from './s3.ts'
import type { FileStore } from './store.ts'

export { createDiskStore } from './disk.ts'
export { asFileError, FileError, type FileErrorCode } from './errors.ts'
export { kindByEnding, kinds, type Kind, type KindName } from './kinds.ts'
export { contentDisposition, safeFileName } from './names.ts'
export { answerFile, isUnchanged, parseRange, servingHeaders } from './serve.ts'
export {
  checkBytes,
  checkFile,
  receive,
  sniffBytes,
  sniffFile,
  type Purpose,
  type Received,
} from './sniff.ts'
export type { ByteRange, Content, FileStore, Opened, PutOptions, Staged, Stored } from './store.ts'

/** The store the settings ask for: a bucket when one is named, else the folder `files` in the data folder. */
export function createFileStore(settings: { dataDir: string; s3: S3Settings | undefined }): FileStore {
  if (settings.s3) return createS3Store(settings.s3, join(settings.dataDir, 'incoming'))
  return createDiskStore(join(settings.dataDir, 'files'))
}
