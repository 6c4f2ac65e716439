import { renderPdf, type Template } from '#platform/documents/index.ts'
import type { DiplomaContent, DiplomaNumbers, KindCode, Medium } from '../diploma.ts'
import booklet from './booklet.typ?raw'
import face from './face.typ?raw'
import fit from './fit.typ?raw'
import type { Layout } from './layout.ts'
import { placedTemplate, placedValue } from './placed.ts'
import { qrSvg } from './qr.ts'
import sheet from './sheet.typ?raw'
import { sideOf } from './side.ts'

export type DiplomaSource = {
  content: DiplomaContent
  numbers: DiplomaNumbers
  kind_code: KindCode
  medium: Medium
  /** Public page of the diploma, behind the QR code. */
  checkUrl: string
  /** From `findLayout`; null: our own sheet. */
  layout: Layout | null
  /** The moment written into the file; the same source and moment give the same bytes. */
  at: Date
  /** Example data: every page says that it has no value. */
  sample?: boolean
}

/** The diploma as PDF/A-2u in Vietnamese and English, unsigned. @throws DocumentError a defect of a template */
export async function diplomaPdf(source: DiplomaSource): Promise<Uint8Array> {
  const { content, numbers, kind_code, layout } = source
  // The same title for a whole issue: with another one the compiler sets everything anew, not only what differs.
  const options = { title: content.title.vi, lang: 'vi', pdfa: true, at: source.at }
  const code = await qrSvg(source.checkUrl)
  const shared = { address: source.checkUrl, code, is_sample: source.sample ?? false }
  if (layout?.form === 'placed') {
    const value = { ...placedValue(layout, [source]), ...shared }
    return renderPdf(placedTemplate(layout), value, options)
  }
  const value = {
    ...shared,
    vi: sideOf(content, numbers, kind_code, 'vi'),
    en: sideOf(content, numbers, kind_code, 'en'),
    is_digital: source.medium !== 'paper',
  }
  return renderPdf(layout?.form === 'booklet' ? onFaces(booklet) : onFaces(sheet), value, options)
}

const onFaces = (main: string): Template => ({ main, files: { '/face.typ': face, '/fit.typ': fit } })
