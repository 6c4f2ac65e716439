import { readFile, stat } from 'node:fs/promises'
import {
  openArchive,
  scanXml,
  SheetError,
  unescapeXml,
  xmlOf,
  type SheetLimits,
} from '#platform/sheets/index.ts'
import { mostText, type Found } from './found.ts'
import { shrink } from './picture.ts'
import { tidy } from './text.ts'

const megabyte = 1024 * 1024
const limits: SheetLimits = {
  fileBytes: 256 * megabyte,
  inflatedBytes: 512 * megabyte,
  ratio: 250,
  entries: 20_000,
  rows: 0,
  columns: 0,
}

type Archive = ReturnType<typeof openArchive>

/** Words, slides or pages, title and the picture its program kept of an office document (OOXML, ODF). */
export async function readOffice(path: string, kind: string): Promise<Found> {
  if ((await stat(path)).size > limits.fileBytes)
    return { fault: { key: 'resources.files.fault.office_size' } }
  try {
    const archive = openArchive(await readFile(path), limits)
    const isOpenDocument = kind.startsWith('od')
    const text = await readWords(
      archive,
      isOpenDocument ? ['content.xml'] : partsOf(archive, kind),
      isOpenDocument,
    )
    return { text, ...(await readProperties(archive, kind)), picture: await findPicture(archive) }
  } catch (error) {
    if (!(error instanceof SheetError)) throw error
    return {
      fault: { key: `resources.files.fault.${error.code === 'encrypted' ? 'office_locked' : 'office'}` },
    }
  }
}

/** Parts that hold words, slides in their order. */
function partsOf(archive: Archive, kind: string): string[] {
  if (kind === 'docx') return ['word/document.xml', 'word/footnotes.xml'].filter((part) => archive.has(part))
  if (kind === 'xlsx') return ['xl/sharedStrings.xml'].filter((part) => archive.has(part))
  const number = (name: string) => Number(/(\d+)\.xml$/.exec(name)?.[1])
  const listed = (folder: string) =>
    archive.names
      .filter((name) => new RegExp(`^ppt/${folder}/[a-zA-Z]+\\d+\\.xml$`).test(name))
      .toSorted((a, b) => number(a) - number(b))
  return [...listed('slides'), ...listed('notesSlides')]
}

async function readWords(archive: Archive, parts: readonly string[], isAll: boolean): Promise<string> {
  let text = ''
  let isWord = isAll
  for (const part of parts) {
    if (!archive.has(part)) throw new SheetError('damaged', { part })
    if (text.length > mostText) break
    await scanXml(xmlOf(archive, part), {
      open(name) {
        if (name === 't') isWord = true
        if (name === 'tab' || name === 's' || name === 'br' || name === 'line-break') text += ' '
      },
      close(name) {
        if (name === 't' && !isAll) isWord = false
        if (name === 'p' || name === 'h' || name === 'si' || name === 'table-cell') text += '\n'
      },
      text(raw) {
        if (isWord && text.length <= mostText) text += unescapeXml(raw)
      },
    })
    text += '\n'
  }
  return tidy(text)
}

const places: Record<string, keyof Pick<Found, 'title' | 'pages'>> = {
  title: 'title',
  Pages: 'pages',
  Slides: 'pages',
}

/** What the program that wrote it says of it. */
async function readProperties(archive: Archive, kind: string): Promise<Found> {
  const found: Found = {}
  let at: keyof Pick<Found, 'title' | 'pages'> | undefined
  const count = kind === 'docx' ? 'Pages' : kind === 'pptx' ? 'Slides' : ''
  for (const part of ['docProps/core.xml', 'docProps/app.xml', 'meta.xml']) {
    if (!archive.has(part)) continue
    await scanXml(xmlOf(archive, part), {
      open(name, attributes) {
        at = name === 'title' || name === count ? places[name] : undefined
        const pages = name === 'document-statistic' && /page-count="(\d+)"/.exec(attributes)?.[1]
        if (pages && Number(pages) > 0) found.pages = Number(pages)
      },
      close: () => (at = undefined),
      text(raw) {
        if (at === 'title') found.title = tidy(unescapeXml(raw)).slice(0, 300)
        if (at === 'pages' && Number(raw) > 0) found.pages = Number(raw)
      },
    })
  }
  return found
}

async function findPicture(archive: Archive): Promise<Uint8Array | undefined> {
  const name = ['docProps/thumbnail.jpeg', 'docProps/thumbnail.png', 'Thumbnails/thumbnail.png'].find(
    (part) => archive.has(part),
  )
  if (!name) return undefined
  try {
    const pieces: Buffer[] = []
    for await (const piece of archive.read(name)) pieces.push(piece)
    return await shrink(Buffer.concat(pieces))
  } catch {
    return undefined
  }
}
