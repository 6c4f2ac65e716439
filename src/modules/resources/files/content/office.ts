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
    const text = await readWords(archive, await partsOf(archive, kind), kind.startsWith('od'))
    return { text, ...(await readProperties(archive, kind)), picture: await findPicture(archive) }
  } catch (error) {
    if (!(error instanceof SheetError)) throw error
    return {
      fault: { key: `resources.files.fault.${error.code === 'encrypted' ? 'office_locked' : 'office'}` },
    }
  }
}

/** Parts that hold words, those of a page together: slides in their order, each with its notes. */
async function partsOf(archive: Archive, kind: string): Promise<string[][]> {
  if (kind.startsWith('od')) return [['content.xml']]
  if (kind === 'docx')
    return [['word/document.xml', 'word/footnotes.xml'].filter((part) => archive.has(part))]
  if (kind === 'xlsx') return [['xl/sharedStrings.xml'].filter((part) => archive.has(part))]
  const number = (name: string) => Number(/(\d+)\.xml$/.exec(name)?.[1])
  const slides = archive.names
    .filter((name) => /^ppt\/slides\/[a-zA-Z]+\d+\.xml$/.test(name))
    .toSorted((a, b) => number(a) - number(b))
  const pages: string[][] = []
  for (const slide of slides) pages.push([slide, ...(await notesOf(archive, slide))])
  return pages
}

async function notesOf(archive: Archive, slide: string): Promise<string[]> {
  const links = slide.replace(/^ppt\/slides\/(.*)$/, 'ppt/slides/_rels/$1.rels')
  const found: string[] = []
  if (!archive.has(links)) return found
  await scanXml(xmlOf(archive, links), {
    open(_name, attributes) {
      const notes = /Target="[^"]*\b(notesSlides\/[\w-]+\.xml)"/.exec(attributes)?.[1]
      if (notes && archive.has(`ppt/${notes}`)) found.push(`ppt/${notes}`)
    },
    close: () => undefined,
    text: () => undefined,
  })
  return found
}

async function readWords(
  archive: Archive,
  pages: readonly (readonly string[])[],
  isAll: boolean,
): Promise<string> {
  const read = { text: '' }
  for (const [at, parts] of pages.entries()) {
    if (at > 0) read.text += '\f'
    for (const part of parts) {
      if (!archive.has(part)) throw new SheetError('damaged', { part })
      if (read.text.length <= mostText) await readPart(archive, part, isAll, read)
    }
  }
  return tidy(read.text)
}

async function readPart(
  archive: Archive,
  part: string,
  isAll: boolean,
  read: { text: string },
): Promise<void> {
  let isWord = isAll
  await scanXml(xmlOf(archive, part), {
    open(name) {
      if (name === 't') isWord = true
      if (name === 'tab' || name === 's' || name === 'br' || name === 'line-break') read.text += ' '
    },
    close(name) {
      if (name === 't' && !isAll) isWord = false
      if (name === 'p' || name === 'h' || name === 'si' || name === 'table-cell') read.text += '\n'
      // a slide of an open presentation
      if (name === 'page' && isAll) read.text += '\f'
    },
    text(raw) {
      if (isWord && read.text.length <= mostText) read.text += unescapeXml(raw)
    },
  })
  read.text += '\n'
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
