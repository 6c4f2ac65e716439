import { SigningError } from '../errors.ts'
import { bodyOf, firstPage, readPdf, type PdfFile } from './read.ts'

export type SignatureText = {
  /** Who signs, why, where; shown by readers. */
  name: string
  reason: string
  location: string
  at: Date
}

/** A PDF with room for a signature: the whole file, and where the hexadecimal digits of the signature go. */
export type Prepared = { bytes: Buffer; holeAt: number; holeLength: number }

/**
 * Adds an empty signature at the end of the file; not one byte that was there changes (ISO 32000-1, 7.5.6 and 12.8).
 * The field has no picture and no size, so that the document stays PDF/A (ISO 19005-2, 6.3.3).
 * @param room bytes kept free for the signature
 * @throws SigningError pdf
 */
export function prepare(pdf: Uint8Array, text: SignatureText, room: number): Prepared {
  const file = readPdf(pdf)
  const field = file.size
  const signature = file.size + 1
  const page = firstPage(file)
  const number = [...file.text.matchAll(/\/FT \/Sig\b/g)].length + 1
  const objects = new Map<number, string>([
    [signature, signatureBody(text, room)],
    [field, fieldBody(signature, page, number)],
    [page, withAnnotation(file, bodyOf(file, page), field)],
    [file.root, withField(bodyOf(file, file.root), field)],
  ])
  const bytes = append(pdf, file, objects)
  const hole = bytes.lastIndexOf('/Contents <') + '/Contents '.length
  const prepared = { bytes, holeAt: hole, holeLength: room * 2 + 2 }
  writeRange(prepared)
  return prepared
}

/** The parts of the file that are signed: all but the hole. */
export const signedParts = ({ bytes, holeAt, holeLength }: Prepared): Buffer =>
  Buffer.concat([bytes.subarray(0, holeAt), bytes.subarray(holeAt + holeLength)])

/** Puts the signature into its hole. @throws SigningError pdf when it is too large */
export function fill({ bytes, holeAt, holeLength }: Prepared, signature: Uint8Array): Buffer {
  const digits = Buffer.from(signature).toString('hex')
  if (digits.length > holeLength - 2) throw new SigningError('pdf', 'the signature is larger than its room')
  bytes.write(digits, holeAt + 1, 'latin1')
  return bytes
}

const rangeRoom = 48

function signatureBody({ name, reason, location, at }: SignatureText, room: number): string {
  return [
    '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached',
    `/ByteRange [${' '.repeat(rangeRoom)}]`,
    `/M (${pdfDate(at)}) /Name ${pdfText(name)} /Reason ${pdfText(reason)} /Location ${pdfText(location)}`,
    `/Contents <${'0'.repeat(room * 2)}>`,
    '>>',
  ].join('\n')
}

const fieldBody = (signature: number, page: number, number: number): string =>
  `<< /Type /Annot /Subtype /Widget /FT /Sig /T (ChuKy${number}) /V ${signature} 0 R /P ${page} 0 R /F 132 /Rect [0 0 0 0] >>`

/** The page with the field among its annotations; an array of its own is copied in. */
function withAnnotation(file: PdfFile, body: string, field: number): string {
  const inline = /\/Annots\s*\[/.exec(body)
  if (inline) return insertAt(body, inline.index + inline[0].length, ` ${field} 0 R `)
  const elsewhere = /\/Annots\s+(\d+)\s+\d+\s+R/.exec(body)
  if (!elsewhere) return beforeEnd(body, `/Annots [${field} 0 R]`)
  const array = bodyOf(file, Number(elsewhere[1]))
  return body.replace(elsewhere[0], `/Annots [${field} 0 R ${array.replace(/^\[|\]$/g, '')}]`)
}

/** The catalogue with the field in its form. */
function withField(body: string, field: number): string {
  const form = /\/AcroForm\s*<<\s*\/Fields\s*\[/.exec(body)
  if (form) return insertAt(body, form.index + form[0].length, `${field} 0 R `)
  if (body.includes('/AcroForm')) throw new SigningError('pdf', 'it has a form of another make')
  return beforeEnd(body, `/AcroForm << /Fields [${field} 0 R] /SigFlags 3 >>`)
}

const insertAt = (text: string, at: number, part: string): string => text.slice(0, at) + part + text.slice(at)

function beforeEnd(body: string, part: string): string {
  if (!body.endsWith('>>')) throw new SigningError('pdf', 'an object is no dictionary')
  return `${body.slice(0, -2)} ${part} >>`
}

/** Writes the objects, their table of references and a trailer behind the file. */
function append(pdf: Uint8Array, file: PdfFile, objects: ReadonlyMap<number, string>): Buffer {
  const start = file.text.endsWith('\n') ? '' : '\n'
  let at = pdf.byteLength + start.length
  const written: string[] = []
  const offsets: [number, number][] = []
  for (const [number, body] of [...objects].toSorted(([a], [b]) => a - b)) {
    const object = `${number} 0 obj\n${body}\nendobj\n`
    offsets.push([number, at])
    written.push(object)
    at += object.length
  }
  const size = Math.max(file.size, ...objects.keys().map((number) => number + 1))
  const table = offsets.map(
    ([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`,
  )
  const trailer = `trailer\n<< /Size ${size} /Root ${file.root} 0 R ${file.kept} /Prev ${file.startOfTable} >>\n`
  const tail = `${start}${written.join('')}xref\n${table.join('')}${trailer}startxref\n${at}\n%%EOF\n`
  return Buffer.concat([pdf, Buffer.from(tail, 'latin1')])
}

function writeRange({ bytes, holeAt, holeLength }: Prepared): void {
  const after = holeAt + holeLength
  const range = `0 ${holeAt} ${after} ${bytes.length - after}`
  const at = bytes.lastIndexOf('/ByteRange [') + '/ByteRange ['.length
  bytes.write(range.padEnd(rangeRoom), at, 'latin1')
}

/** A moment as PDF writes it, in Vietnam's time zone. */
function pdfDate(at: Date): string {
  const local = new Date(at.getTime() + 7 * 3600_000).toISOString()
  return `D:${local.slice(0, 19).replaceAll(/[-T:]/g, '')}+07'00'`
}

/** A text in UTF-16, as hexadecimal digits: nothing in it can be taken for a sign of the file's syntax. */
function pdfText(text: string): string {
  const bytes = Buffer.from(`\ufeff${text.normalize('NFC')}`, 'utf16le').swap16()
  return `<${bytes.toString('hex').toUpperCase()}>`
}
