import type { App } from '#platform/app.ts'
import { invalid } from '#platform/errors.ts'
import type { Lang, Translate } from '#platform/i18n/index.ts'
import { sniffBytes } from '#platform/files/index.ts'
import { splitPdf } from './pdf.ts'
import { readSize, type Size } from './size.ts'

const megabyte = 1024 * 1024
export const mostBytes = { picture: 15 * megabyte, pdf: 100 * megabyte }
/** Pixels of a side: more than any scanner makes, a header that says so is damaged. */
const mostSide = 30_000
/** Files of one upload, and pages they hold together. */
export const mostFiles = 60
const mostUploadPages = 60

/** A scan as it is kept: sealed, under the hash of what is kept. */
export type Scan = Size & { hash: string; kind: 'jpeg' | 'png' }
type Found = Size & { bytes: Uint8Array; kind: 'jpeg' | 'png' }

/** Keeps the pages of these files in order: a picture is one, a PDF as many as it has. @throws AppError invalid, naming the file */
export async function keepScans(app: App, files: readonly File[], lang: Lang): Promise<Scan[]> {
  const t = app.catalog(lang)
  const found: Found[] = []
  // All are read before the first is kept: a bad one leaves nothing behind.
  for (const file of files) found.push(...(await readPages(t, file, found.length)))
  const scans: Scan[] = []
  for (const { bytes, kind, width, height } of found) {
    const { hash } = await app.files.put(app.keys.sealBytes(bytes))
    scans.push({ hash, kind, width, height })
  }
  return scans
}

/** A scan that no page names, as nothing came of it. */
export async function dropScans(app: App, scans: readonly Scan[]): Promise<void> {
  for (const { hash } of scans) await app.files.delete(hash)
}

/** @param before pages the files before it hold */
async function readPages(t: Translate, file: File, before: number): Promise<Found[]> {
  const tooMany = (count: number) =>
    before > 0
      ? refuse('diplomas.old.error.upload_pages', { count: before + count, most: mostUploadPages })
      : refuse('diplomas.old.error.pdf_pages', { count, most: mostUploadPages })
  const refuse = (key: string, params: Record<string, string | number> = {}) =>
    invalid({ files: t.dynamic(key, { name: file.name, ...params }) })
  if (file.size > mostBytes.pdf)
    throw refuse('diplomas.old.error.too_large', { most: mostBytes.pdf / megabyte })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const kind = await sniffBytes(bytes)
  if (kind === 'pdf') {
    const split = await splitPdf(bytes, mostUploadPages - before)
    if ('pages' in split) return split.pages.map((page) => ({ ...page, kind: 'png' }))
    throw split.fault === 'too_many' ? tooMany(split.count ?? 0) : refuse('diplomas.old.error.pdf')
  }
  if (kind !== 'jpeg' && kind !== 'png') throw refuse('diplomas.old.error.file_kind')
  if (bytes.length > mostBytes.picture)
    throw refuse('diplomas.old.error.too_large', { most: mostBytes.picture / megabyte })
  if (before >= mostUploadPages) throw tooMany(1)
  const size = readSize(bytes, kind)
  const isSize = (pixels: number) => pixels >= 1 && pixels <= mostSide
  if (!size || !isSize(size.width) || !isSize(size.height)) throw refuse('diplomas.old.error.file_kind')
  return [{ ...size, bytes, kind }]
}
