import { readFile, stat } from 'node:fs/promises'
import { PDFiumLibrary, type PDFiumDocument } from '@hyzyla/pdfium'
import type { Found } from './found.ts'
import { mostText } from './found.ts'
import { shrinkPoints } from './picture.ts'
import { tidy } from './text.ts'

/** A PDF is read whole into memory; a larger one is shown by the browser, without its words. */
const mostBytes = 256 * 1024 * 1024
/** What the library writes where a word is divided at the end of a line. */
const softHyphen = '\u0002'
/** Reading words stops after so long; what was read counts. */
const readMs = 20_000

/** Pages, words and the first page of a PDF. Of one with thousands of pages, as much as there is time for. */
export async function readPdf(path: string): Promise<Found> {
  if ((await stat(path)).size > mostBytes) return { fault: { key: 'resources.files.fault.pdf_size' } }
  let document: PDFiumDocument
  try {
    const library = await PDFiumLibrary.init()
    document = await library.loadDocument(await readFile(path))
  } catch (error) {
    const isLocked = error instanceof Error && /password/i.test(error.message)
    return { fault: { key: `resources.files.fault.${isLocked ? 'pdf_locked' : 'pdf'}` } }
  }
  const pages = document.getPageCount()
  if (pages < 1) return { fault: { key: 'resources.files.fault.pdf' } }
  return { pages, picture: await drawFirst(document), text: readWords(document, pages) }
}

function readWords(document: PDFiumDocument, pages: number): string {
  const until = performance.now() + readMs
  let text = ''
  for (let at = 0; at < pages && text.length < mostText && performance.now() < until; at++) {
    if (at > 0) text += '\f'
    try {
      text += document.getPage(at).getText().replaceAll('\f', ' ')
    } catch {
      // a page that cannot be read takes only itself away
    }
  }
  return tidy(text.replaceAll(softHyphen, '').replaceAll('\u00ad', ''))
}

async function drawFirst(document: PDFiumDocument): Promise<Uint8Array | undefined> {
  try {
    const page = document.getPage(0)
    const { originalWidth, originalHeight } = page.getOriginalSize()
    const scale = 640 / Math.max(originalWidth, originalHeight, 1)
    const drawn = await page.render({
      scale,
      render: async ({ data, width, height }) => shrinkPoints(data, { width, height }),
    })
    return drawn.data
  } catch {
    return undefined
  }
}
