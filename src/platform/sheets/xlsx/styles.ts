import { formatValue } from 'hucre'
import { attribute, createXmlScanner } from './xml.ts'
import type { Cell, IsoDate } from '../types.ts'

/** How cells of one style show their number, and in which old font encoding they hold their text. */
export interface Style {
  /** `day`: a full date; `moment`: part of one (month, year, time). */
  kind: 'general' | 'text' | 'number' | 'day' | 'moment'
  format: string
  font?: 'tcvn3' | 'tcvn3-capitals' | 'vni'
}

export type Styles = Style[]

/** Excel's numbered formats that files name without spelling them; the rest of the built-in ones are CJK dates. */
const builtIn = new Map<number, string>(
  '1=0|2=0.00|3=#,##0|4=#,##0.00|9=0%|10=0.00%|11=0.00E+00|12=# ?/?|13=# ??/??|14=dd/mm/yyyy|15=d-mmm-yy|16=d-mmm|17=mm/yyyy|18=h:mm AM/PM|19=h:mm:ss AM/PM|20=h:mm|21=h:mm:ss|22=dd/mm/yyyy h:mm|37=#,##0|38=#,##0|39=#,##0.00|40=#,##0.00|45=mm:ss|46=[h]:mm:ss|47=mm:ss.0|48=##0.0E+0|49=@'
    .split('|')
    .map((line) => [Number.parseInt(line), line.replace(/^\d+=/, '')]),
)

/** Reads the number formats and fonts of a workbook. */
export async function parseStyles(source: AsyncIterable<string> | undefined): Promise<Styles> {
  const formats = new Map<number, string>()
  const fonts: (Style['font'] | undefined)[] = []
  const styles: Styles = []
  let within = ''
  const scanner = createXmlScanner({
    open(name, raw) {
      if (name === 'fonts' || name === 'cellXfs') within = name
      else if (name === 'numFmt')
        formats.set(Number(attribute(raw, 'numFmtId')), attribute(raw, 'formatCode') ?? '')
      else if (name === 'font' && within === 'fonts') fonts.push(undefined)
      else if (name === 'name' && within === 'fonts')
        fonts[fonts.length - 1] = oldFont(attribute(raw, 'val') ?? '')
      else if (name === 'xf' && within === 'cellXfs') {
        const id = Number(attribute(raw, 'numFmtId') ?? 0)
        const style = styleOf(
          formats.get(id) ?? builtIn.get(id) ?? (isCjkDate(id) ? 'dd/mm/yyyy' : 'General'),
        )
        const font = fonts[Number(attribute(raw, 'fontId') ?? 0)]
        styles.push(font ? { ...style, font } : style)
      }
    },
    close(name) {
      if (name === within) within = ''
    },
    text: () => {},
  })
  for await (const chunk of source ?? []) scanner.write(chunk)
  return styles
}

const isCjkDate = (id: number) => (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

function oldFont(name: string): Style['font'] | undefined {
  if (/^\.vn/i.test(name)) return /h$/i.test(name) ? 'tcvn3-capitals' : 'tcvn3'
  return /^vni-/i.test(name) ? 'vni' : undefined
}

function styleOf(format: string): Style {
  if (/^general$/i.test(format) || format === '') return { kind: 'general', format: 'General' }
  if (format === '@') return { kind: 'text', format }
  const first = (format.split(';')[0] ?? '')
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  if (/d/i.test(first) && /y/i.test(first)) return { kind: 'day', format }
  return { kind: /[dyhs]|m/i.test(first) ? 'moment' : 'number', format }
}

export const generalStyle: Style = { kind: 'general', format: 'General' }

/** The cell a number makes under a style: its text as shown, and its day when the style shows one. */
export function numberCell(value: number, style: Style, date1904: boolean): Cell {
  if (style.kind === 'day') {
    const date = serialToIso(value, date1904)
    if (date) return { text: `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`, number: value, date }
  }
  if (style.kind === 'number' || style.kind === 'moment') {
    return { text: formatValue(value, style.format, { is1904: date1904 }), number: value }
  }
  return { text: plainNumber(value), number: value }
}

/** A number as a person would type it: no exponent, no noise of binary fractions. */
export function plainNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString()
  const short = Number(value.toPrecision(15))
  const text = String(short)
  return text.includes('e') ? short.toFixed(20).replace(/0+$/, '') : text
}

const msPerDay = 86_400_000

/**
 * The day of an Excel serial, or nothing outside 1900–9999. In the 1900 system Excel believes in a 29 February 1900
 * (serial 60), so earlier serials are one day ahead.
 */
export function serialToIso(serial: number, date1904 = false): IsoDate | undefined {
  let day = Math.floor(serial)
  if (date1904) day += 1462
  if (!(day >= 1 && day <= 2_958_465) || day === 60) return undefined
  if (day < 60) day += 1
  return new Date(Date.UTC(1899, 11, 30) + day * msPerDay).toISOString().slice(0, 10)
}

/** The serial (1900 system) of a day. */
export function isoToSerial(date: IsoDate): number {
  const day = Math.round((Date.parse(`${date}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / msPerDay)
  return day < 61 ? day - 1 : day
}
