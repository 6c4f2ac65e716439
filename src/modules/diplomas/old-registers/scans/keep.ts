import type { App } from '#platform/app.ts'
import { invalid } from '#platform/errors.ts'
import { sniffBytes } from '#platform/files/index.ts'
import { splitPdf } from './pdf.ts'
import { readSize, type Size } from './size.ts'

const megabyte = 1024 * 1024
const mostBytes = { picture: 15 * megabyte, pdf: 100 * megabyte }
/** Files of one upload, and pages they hold together. */
export const mostFiles = 60
export const mostUploadPages = 60

/** A scan as it is kept: sealed, under the hash of what is kept. */
export type Scan = Size & { hash: string; kind: 'jpeg' | 'png' }
type Found = Size & { bytes: Uint8Array; kind: 'jpeg' | 'png' }

/** Keeps the pages of these files in order: a picture is one, a PDF as many as it has. @throws AppError invalid, naming the file */
export async function keepScans(app: App, files: readonly File[]): Promise<Scan[]> {
  const found: Found[] = []
  // All are read before the first is kept: a bad one leaves nothing behind.
  for (const file of files) found.push(...(await readPages(app, file, mostUploadPages - found.length)))
  const scans: Scan[] = []
  for (const { bytes, kind, width, height } of found) {
    const { hash } = await app.files.put(app.keys.sealBytes(bytes))
    scans.push({ hash, kind, width, height })
  }
  return scans
}

async function readPages(app: App, file: File, most: number): Promise<Found[]> {
  const refuse = (key: string, params: Record<string, string | number> = {}) =>
    invalid({ files: app.catalog('vi').dynamic(key, { name: file.name, ...params }) })
  if (file.size > mostBytes.pdf)
    throw refuse('diplomas.old.error.too_large', { most: mostBytes.pdf / megabyte })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const kind = await sniffBytes(bytes)
  if (kind === 'pdf') {
    const split = await splitPdf(bytes, most)
    if ('pages' in split) return split.pages.map((page) => ({ ...page, kind: 'png' }))
    throw split.fault === 'too_many'
      ? refuse('diplomas.old.error.pdf_pages', { count: split.count ?? 0, most: mostUploadPages })
      : refuse('diplomas.old.error.pdf')
  }
  if (kind !== 'jpeg' && kind !== 'png') throw refuse('diplomas.old.error.file_kind')
  if (bytes.length > mostBytes.picture)
    throw refuse('diplomas.old.error.too_large', { most: mostBytes.picture / megabyte })
  if (most < 1) throw refuse('diplomas.old.error.pdf_pages', { count: 1, most: mostUploadPages })
  const size = readSize(bytes, kind)
  if (!size || size.width < 1 || size.height < 1) throw refuse('diplomas.old.error.file_kind')
  return [{ ...size, bytes, kind }]
}
