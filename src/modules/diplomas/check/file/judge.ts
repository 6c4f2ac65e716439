import type { App } from '#platform/app.ts'
import { AppError } from '#platform/errors.ts'
import { sniffBytes } from '#platform/files/index.ts'
import type { FileVerdict } from '../verdict.ts'
import { judgeCredential } from './credential.ts'
import { judgePdf } from './pdf.ts'

export const largestFile = 5 * 1024 * 1024

/**
 * What a file is worth by itself; nothing of it is kept. Its name does not matter, its content says what it is.
 * @throws AppError invalid: empty, too large, or neither PDF nor JSON
 */
export async function judgeFile(app: App, bytes: Uint8Array): Promise<FileVerdict> {
  if (bytes.length === 0) throw new AppError('invalid', 'diplomas.check.error.file_none')
  if (bytes.length > largestFile) throw new AppError('invalid', 'diplomas.check.error.file_large')
  const kind = await sniffBytes(bytes)
  if (kind === 'pdf') return { file: 'pdf', ...(await judgePdf(app, bytes)) }
  const json = kind === 'text' ? readJson(bytes) : undefined
  if (!json) throw new AppError('invalid', 'diplomas.check.error.file_kind')
  return { file: 'json', ...(await judgeCredential(app, json)) }
}

function readJson(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return json && typeof json === 'object' && !Array.isArray(json)
      ? (json as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
