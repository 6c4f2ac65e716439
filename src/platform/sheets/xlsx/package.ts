import type { Archive } from './zip.ts'
import { attribute, createXmlScanner, unescapeXml, type XmlHandler } from './xml.ts'
import { parseStyles, type Styles } from './styles.ts'
import { SheetError } from '../types.ts'

export interface SheetPart {
  name: string
  path: string
  hidden: boolean
}

/** What is known of a workbook before any sheet is read. */
export interface XlsxPackage {
  sheets: SheetPart[]
  styles: Styles
  strings: string[]
  /** Its days are counted from 1904. */
  date1904: boolean
  macros: boolean
}

/** Shared texts live in memory while a workbook is read; this many characters at most. */
const sharedTextLimit = 150_000_000

/** Reads everything of a workbook but its sheets. @throws SheetError when the package holds no XLSX workbook */
export async function readPackage(archive: Archive): Promise<XlsxPackage> {
  const main = (await relations(archive, '_rels/.rels', '')).find((relation) =>
    relation.type.endsWith('/officeDocument'),
  )
  const path = main?.target ?? 'xl/workbook.xml'
  if (!archive.has(path)) throw new SheetError('not_a_workbook', { looks: 'zip' })
  if (path.endsWith('.bin')) throw new SheetError('old_format', { format: 'xlsb' })
  const slash = path.lastIndexOf('/')
  const folder = path.slice(0, slash + 1)
  const links = await relations(archive, `${folder}_rels/${path.slice(slash + 1)}.rels`, folder)
  const listed = await listSheets(archive, path)
  const sheets = listed.sheets.flatMap((sheet) => {
    const link = links.find((candidate) => candidate.id === sheet.id)
    return link?.type.endsWith('/worksheet')
      ? [{ name: sheet.name, path: link.target, hidden: sheet.hidden }]
      : []
  })
  if (listed.root !== 'workbook') throw new SheetError('not_a_workbook', { looks: 'zip' })
  const linked = (type: string) => links.find((link) => link.type.endsWith(type) && archive.has(link.target))
  const stylesPart = linked('/styles')
  const stringsPart = linked('/sharedStrings')
  return {
    sheets,
    date1904: listed.date1904,
    styles: await parseStyles(stylesPart ? xmlOf(archive, stylesPart.target) : undefined),
    strings: stringsPart ? await readSharedStrings(archive, stringsPart.target) : [],
    macros: archive.names.some((name) => /vbaProject\.bin$/i.test(name)),
  }
}

/** The text of an XML part, chunk by chunk. */
export async function* xmlOf(archive: Archive, path: string): AsyncGenerator<string, void, undefined> {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  for await (const chunk of archive.read(path)) {
    decoder ??= new TextDecoder(utf16(chunk) ?? 'utf-8')
    yield decoder.decode(chunk, { stream: true })
  }
}

function utf16(chunk: Buffer): string | undefined {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
  return chunk[0] === 0xfe && chunk[1] === 0xff ? 'utf-16be' : undefined
}

/** Feeds a whole part to a handler. */
export async function scanXml(source: AsyncIterable<string>, handler: XmlHandler): Promise<void> {
  const scanner = createXmlScanner(handler)
  for await (const chunk of source) scanner.write(chunk)
  scanner.end()
}

interface Relation {
  id: string
  type: string
  target: string
}

async function relations(archive: Archive, path: string, folder: string): Promise<Relation[]> {
  const found: Relation[] = []
  if (!archive.has(path)) return found
  await scanXml(xmlOf(archive, path), {
    open(name, raw) {
      if (name !== 'Relationship' || attribute(raw, 'TargetMode') === 'External') return
      const target = attribute(raw, 'Target') ?? ''
      found.push({
        id: attribute(raw, 'Id') ?? '',
        type: attribute(raw, 'Type') ?? '',
        target: partOf(target, folder),
      })
    },
    close: () => {},
    text: () => {},
  })
  return found
}

/** The part a relation names, from the folder it is in. @throws SheetError damaged */
function partOf(target: string, folder: string): string {
  try {
    const { pathname } = new URL(target.replaceAll('\\', '/'), `zip:///${folder}`)
    return decodeURIComponent(pathname.slice(1))
  } catch {
    throw new SheetError('damaged')
  }
}

async function listSheets(archive: Archive, path: string) {
  const sheets: { id: string; name: string; hidden: boolean }[] = []
  let date1904 = false
  let root = ''
  await scanXml(xmlOf(archive, path), {
    open(name, raw) {
      root ||= name
      if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attribute(raw, 'date1904') ?? '')
      if (name !== 'sheet') return
      const hidden = (attribute(raw, 'state') ?? 'visible') !== 'visible'
      sheets.push({ id: attribute(raw, 'id') ?? '', name: attribute(raw, 'name') ?? '', hidden })
    },
    close: () => {},
    text: () => {},
  })
  return { sheets, date1904, root }
}

async function readSharedStrings(archive: Archive, path: string): Promise<string[]> {
  const strings: string[] = []
  let text = ''
  let inText = false
  let phonetic = 0
  let total = 0
  await scanXml(xmlOf(archive, path), {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 't') inText = phonetic === 0
      else if (name === 'rPh') phonetic++
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') phonetic--
      else if (name === 'si') {
        total += text.length
        if (total > sharedTextLimit) throw new SheetError('too_large', { limit: sharedTextLimit })
        strings.push(text)
      }
    },
    text(raw) {
      if (inText) text += unescapeXml(raw)
    },
  })
  return strings
}
