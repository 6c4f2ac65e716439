import { parse } from 'csv-parse'
import { Readable } from 'node:stream'
import { fromTcvn3, readsVietnamese } from '../cells/old-font.ts'
import {
  SheetError,
  type Cell,
  type Row,
  type SheetLimits,
  type SheetWarning,
  type Workbook,
} from '../types.ts'

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258' | 'tcvn3'

/** Opens delimited text. @throws SheetError `empty`, `too_many_rows`, `damaged` (a quote that never closes) */
export async function openCsv(bytes: Buffer, name: string, limits: SheetLimits): Promise<Workbook> {
  const { encoding, sure } = detectEncoding(bytes)
  const delimiter = detectDelimiter(decodeSample(bytes, encoding))
  const rows = () => streamCsv(bytes, encoding, delimiter, limits)
  const rowCount = await countRows(bytes, rows, limits)
  if (rowCount === 0) throw new SheetError('empty')
  const warnings: SheetWarning[] = sure ? [] : [{ code: 'guessed_encoding', detail: encoding }]
  const title = name.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '') || 'CSV'
  const sheet = { name: title, index: 0, hidden: false, rowCount, merges: [], rows }
  return { kind: 'csv', name, sheets: [sheet], warnings, encoding, delimiter }
}

/** Lines, which are never fewer than records; only what may pass the limit is read through to be counted. */
async function countRows(
  bytes: Buffer,
  rows: () => AsyncGenerator<Row, void, undefined>,
  limits: SheetLimits,
): Promise<number> {
  let lines = 1
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) if (at < bytes.length - 2) lines++
  let filled = 0
  for await (const _ of rows()) {
    filled++
    if (lines <= limits.rows) return lines
  }
  return filled
}

async function* streamCsv(
  bytes: Buffer,
  encoding: Encoding,
  delimiter: string,
  limits: SheetLimits,
): AsyncGenerator<Row, void, undefined> {
  const parser = Readable.from(decoded(bytes, encoding)).pipe(
    parse({ delimiter, bom: true, relax_column_count: true, relax_quotes: true, max_record_size: 1_000_000 }),
  )
  let number = 0
  let filled = 0
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      number++
      const cells = record.map((text): Cell | undefined => (text.trim() === '' ? undefined : { text }))
      if (!cells.some(Boolean)) continue
      filled++
      if (filled > limits.rows) throw new SheetError('too_many_rows', { limit: limits.rows })
      if (cells.length > limits.columns)
        throw new SheetError('too_many_columns', { limit: limits.columns, row: number })
      yield { number, cells }
    }
  } catch (error) {
    if (error instanceof SheetError) throw error
    throw new SheetError('damaged', { row: number + 1 })
  } finally {
    parser.destroy()
  }
}

function* decoded(bytes: Buffer, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding === 'tcvn3' ? 'latin1' : encoding)
  for (let at = 0; at < bytes.length; at += 65_536) {
    const text = decoder.decode(bytes.subarray(at, at + 65_536), { stream: true })
    yield encoding === 'tcvn3' ? fromTcvn3(text) : encoding === 'windows-1258' ? text.normalize('NFC') : text
  }
  const last = decoder.decode()
  if (last) yield last
}

const decodeAll = (bytes: Buffer, encoding: Encoding) => [...decoded(bytes, encoding)].join('')

/** The beginning of a file as text. */
export const decodeSample = (bytes: Buffer, encoding: Encoding) =>
  decodeAll(bytes.subarray(0, 65_536), encoding)

/** Tells the encoding by its mark or by trying; `sure` is false where it was a guess. */
export function detectEncoding(bytes: Buffer): { encoding: Encoding; sure: boolean } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', sure: true }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', sure: true }
  const head = bytes.subarray(0, 4096)
  const zeros = (odd: number) => head.filter((byte, at) => byte === 0 && at % 2 === odd).length
  if (zeros(1) > head.length / 6 && zeros(0) === 0) return { encoding: 'utf-16le', sure: false }
  if (zeros(0) > head.length / 6 && zeros(1) === 0) return { encoding: 'utf-16be', sure: false }
  if (isUtf8(bytes)) return { encoding: 'utf-8', sure: true }
  const words = (encoding: Encoding) => {
    const marked = (decodeSample(bytes, encoding).match(/[^\s,;"'\d./:()@_-]+/g) ?? []).filter((word) =>
      /\P{ASCII}/u.test(word),
    )
    return marked.filter((word) => readsVietnamese(word)).length / Math.max(1, marked.length)
  }
  return { encoding: words('tcvn3') > words('windows-1258') ? 'tcvn3' : 'windows-1258', sure: false }
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

const delimiters = [',', ';', '\t', '|']

/** The delimiter that cuts most lines into the same number of parts; quoted text does not count. */
export function detectDelimiter(sample: string): string {
  const declared = /^\ufeff?sep=(.)\r?\n/i.exec(sample)?.[1]
  if (declared) return declared
  const lines = sample
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .slice(0, 50)
    .filter((line) => line.trim() !== '')
  const scores = delimiters.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1)
    const usual = counts.filter((count) => count > 0).toSorted((a, b) => a - b)
    const count = usual[Math.floor(usual.length / 2)] ?? 0
    const share = counts.filter((candidate) => candidate === count).length / Math.max(1, lines.length)
    // A decimal comma stands in every data line but not in the header.
    return share ** 2 * Math.min(count, 20) * (counts[0] === count ? 2 : 1)
  })
  return delimiters[scores.indexOf(Math.max(...scores))] ?? ','
}
