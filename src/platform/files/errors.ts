import { AppError, type Reason, type Refusal } from '../errors.ts'

/** What may go wrong with a file. The words for each are `platform.file.<code>`. */
export type FileErrorCode =
  /** No space is left where files are kept. */
  | 'disk_full'
  /** The store does not hold the file. */
  | 'missing'
  /** The storage service does not answer as it should, or is not set up. */
  | 'unavailable'
  /** The name given is not a content hash. */
  | 'bad_hash'
  /** The asked part lies outside the file. */
  | 'bad_range'
  | 'empty'
  /** params: `limit` in bytes. */
  | 'too_large'
  /** The content is of no type that is accepted here; params: `accepted`, the endings that are. */
  | 'type_refused'
  /** The content is not what the ending of the name says; params: `ending`, `actual`. */
  | 'type_lies'

const refusals: Record<FileErrorCode, Refusal> = {
  disk_full: 'precondition',
  missing: 'not_found',
  unavailable: 'precondition',
  bad_hash: 'not_found',
  bad_range: 'invalid',
  empty: 'invalid',
  too_large: 'invalid',
  type_refused: 'invalid',
  type_lies: 'invalid',
}

/** A file that cannot be taken, kept or given. `cause` holds the system's own error for the log. */
export class FileError extends AppError {
  readonly code: FileErrorCode

  constructor(code: FileErrorCode, params: NonNullable<Reason['params']> = {}, cause?: unknown) {
    super(refusals[code], { key: `platform.file.${code}`, params })
    this.name = 'FileError'
    this.code = code
    if (cause !== undefined) this.cause = cause
  }
}

/** Gives a full disk its own error; everything else passes as it is. */
export function asFileError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOSPC' || code === 'EDQUOT' ? new FileError('disk_full', {}, error) : error
}
