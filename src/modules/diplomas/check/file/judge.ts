import type { App } from '#platform/app.ts'
import { AppError } from '#platform/errors.ts'
import { sniffBytes } from '#platform/files/index.ts'
import type { FileVerdict } from '../verdict.ts'
import { judgeCredential, judgePresentation } from './credential.ts'
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
  const text = kind === 'text' ? readText(bytes) : undefined
  // An SD-JWT, as wallets hand it over.
  if (text && /^[\w-]+\.[\w-]+\.[\w-]+~/.test(text))
    return { file: 'sd-jwt', ...(await judgePresentation(app, text)) }
  const json = text && readJson(text)
  if (!json) throw new AppError('invalid', 'diplomas.check.error.file_kind')
  return { file: 'json', ...(await judgeCredential(app, json)) }
}

function readText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim()
  } catch {
    return undefined
  }
}

function readJson(text: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text)
    return json && typeof json === 'object' && !Array.isArray(json)
      ? (json as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
