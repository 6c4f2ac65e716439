import { readFile, stat } from 'node:fs/promises'
import { decodeSample, detectEncoding, openCsv } from './csv/read.ts'
import { documentPart, openDocx } from './docx/read.ts'
import { openArchive } from './xlsx/zip.ts'
import { readPackage, xmlOf } from './xlsx/package.ts'
import { streamRows, surveySheet } from './xlsx/rows.ts'
import {
  defaultLimits,
  SheetError,
  type Sheet,
  type SheetLimits,
  type SheetWarning,
  type Workbook,
} from './types.ts'

export interface OpenOptions {
  /** File name as uploaded; helps to tell CSV and to name its sheet. */
  name?: string
  limits?: Partial<SheetLimits>
}

/**
 * Opens an XLSX, XLSM, CSV or DOCX file (a Word table is a sheet) and checks all of it once (inflating under the limits), so that later passes over
 * `sheet.rows()` meet no surprise. Formulas give their remembered result; macros are never run or kept.
 *
 * @param source the bytes, or the path of a file
 * @throws SheetError with the reason when the file cannot be used at all
 */
export async function openWorkbook(
  source: Uint8Array | string,
  options: OpenOptions = {},
): Promise<Workbook> {
  const limits = { ...defaultLimits, ...options.limits }
  const size = typeof source === 'string' ? (await stat(source)).size : source.byteLength
  if (size > limits.fileBytes) throw new SheetError('too_large', { limit: limits.fileBytes, size })
  if (size === 0) throw new SheetError('empty')
  const loaded = typeof source === 'string' ? await readFile(source) : source
  const bytes = Buffer.from(loaded.buffer, loaded.byteOffset, loaded.byteLength)
  const name = options.name ?? (typeof source === 'string' ? source : '')
  if (bytes.length > 3 && bytes.readUInt32BE(0) === 0x504b0304) return openXlsx(bytes, name, limits)
  refuseOther(bytes)
  return openCsv(bytes, name, limits)
}

async function openXlsx(bytes: Buffer, name: string, limits: SheetLimits): Promise<Workbook> {
  const archive = openArchive(bytes, limits)
  if (archive.has('content.xml') && archive.has('mimetype'))
    throw new SheetError('old_format', { format: 'ods' })
  if (archive.has(documentPart)) return openDocx(archive, name, limits)
  const book = await readPackage(archive)
  const warnings: SheetWarning[] = book.macros ? [{ code: 'macros' }] : []
  if (book.styles.some((style) => style.font)) warnings.push({ code: 'old_font' })
  const sheets: Sheet[] = []
  for (const [index, part] of book.sheets.entries()) {
    const survey = await surveySheet(xmlOf(archive, part.path), part.name, limits)
    warnings.push(...sheetWarnings(part.name, part.hidden, survey))
    sheets.push({
      name: part.name,
      index,
      hidden: part.hidden,
      rowCount: survey.rows,
      merges: survey.merges,
      rows: () => streamRows(xmlOf(archive, part.path), book, limits),
    })
  }
  if (!sheets.some((sheet) => sheet.rowCount > 0)) throw new SheetError('empty')
  return { kind: 'xlsx', name, sheets, warnings }
}

function sheetWarnings(
  sheet: string,
  hidden: boolean,
  survey: { rows: number; formulas: number; hiddenRows: number },
): SheetWarning[] {
  const found: SheetWarning[] = []
  if (survey.formulas > 0) found.push({ code: 'formulas', sheet, count: survey.formulas })
  if (survey.hiddenRows > 0) found.push({ code: 'hidden_rows', sheet, count: survey.hiddenRows })
  if (hidden && survey.rows > 0) found.push({ code: 'hidden_sheet', sheet })
  return found
}

/** Refuses what is neither a zip package nor delimited text, naming it as well as it can. */
function refuseOther(bytes: Buffer): void {
  if (bytes.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))) {
    const holds = (entry: string) => bytes.includes(Buffer.from(entry, 'utf16le'))
    if (holds('EncryptedPackage') || holds('EncryptionInfo')) throw new SheetError('encrypted')
    if (holds('Workbook') || holds('Book')) throw new SheetError('old_format', { format: 'xls' })
    throw new SheetError('not_a_workbook', { looks: 'ole' })
  }
  const start = bytes
    .toString('latin1', 0, 1024)
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*/, '')
    .replaceAll('\0', '')
  if (/^(<!doctype|<html|<\?xml|<table|<head|<meta|<!--|mime-version:)/i.test(start)) {
    throw new SheetError('not_a_workbook', { looks: 'html' })
  }
  if (start.startsWith('%PDF')) throw new SheetError('not_a_workbook', { looks: 'pdf' })
  if (isBinary(bytes)) throw new SheetError('not_a_workbook', { looks: 'binary' })
}

/** Text has hardly any control characters, in whatever encoding it is. */
function isBinary(bytes: Buffer): boolean {
  const { encoding } = detectEncoding(bytes)
  const text = decodeSample(bytes, encoding)
  // oxlint-disable-next-line no-control-regex -- control characters are what tells binary content from text
  const control = text.match(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g) ?? []
  return control.length > text.length / 1000
}
