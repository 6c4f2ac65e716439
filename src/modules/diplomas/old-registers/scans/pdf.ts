import { setImmediate } from 'node:timers/promises'
import { PDFiumLibrary, type PDFiumDocument } from '@hyzyla/pdfium'
import { writeGreyPng } from './png.ts'
import type { Size } from './size.ts'

/** Points of a PDF are 72 to the inch; handwriting is read well at 200 dots. */
const scale = 200 / 72
/** A page is drawn no larger than this, whatever it says of itself. */
const mostPixels = 20_000_000

export type PdfPage = Size & { bytes: Uint8Array }
export type PdfFault = 'unreadable' | 'too_many'

let library: Promise<PDFiumLibrary> | undefined

/**
 * Each page of a PDF as a picture, in order; drawn one at a time, so that others are served between.
 * @param most the most pages that are taken
 */
export async function splitPdf(
  bytes: Uint8Array,
  most: number,
): Promise<{ pages: PdfPage[] } | { fault: PdfFault; count?: number }> {
  let document: PDFiumDocument
  try {
    library ??= PDFiumLibrary.init()
    document = await (await library).loadDocument(bytes)
  } catch {
    // not a PDF, damaged, or behind a password
    return { fault: 'unreadable' }
  }
  try {
    const count = document.getPageCount()
    if (count > most) return { fault: 'too_many', count }
    const pages: PdfPage[] = []
    for (let at = 0; at < count; at++) {
      pages.push(await drawPage(document, at))
      await setImmediate()
    }
    return { pages }
  } catch {
    return { fault: 'unreadable' }
  } finally {
    document.destroy()
  }
}

async function drawPage(document: PDFiumDocument, at: number): Promise<PdfPage> {
  const page = document.getPage(at)
  const { originalWidth, originalHeight } = page.getOriginalSize()
  const fitting = Math.sqrt(mostPixels / Math.max(originalWidth * originalHeight, 1))
  const drawn = await page.render({
    colorSpace: 'Gray',
    scale: Math.min(scale, fitting),
    render: ({ data, width, height }) => writeGreyPng(data, { width, height }),
  })
  return { width: drawn.width, height: drawn.height, bytes: drawn.data }
}
