import type { UnitLine, StructureRule, VersionLine } from './rules/structure.ts'

/** Columns of the editor in the order in which a block from a spreadsheet is pasted. */
export const gridFields = [
  'code',
  'name',
  'credits',
  'hours_total',
  'hours_theory',
  'hours_practice',
  'hours_test',
  'unit_group',
  'kind',
  'term',
  'delivery',
  'is_condition',
  'is_internship',
] as const
export type GridField = (typeof gridFields)[number]

/** What the page tells its island. Words hold their parameters as `{name}`. */
export type GridSettings = {
  versionId: string
  version: VersionLine
  rules: StructureRule[]
  words: Record<string, string>
  checks: Record<string, string>
}

/** A row of the grid as it is typed, cells as text; ticks as 'on' or ''. */
export type GridRow = Record<GridField, string>

const number = (text: string) => {
  const plain = text.trim().replaceAll(/[.\s](?=\d{3}\b)/g, '')
  return /^\d{1,4}$/.test(plain) ? Number(plain) : 0
}

/** What the rules judge of a typed row; cells that are no number read as 0. */
export function lineOf(id: string, row: GridRow): UnitLine {
  const credits = row.credits.trim().replace(',', '.')
  return {
    id,
    code: row.code,
    name: row.name,
    kind: row.kind === 'module' ? 'module' : row.kind === 'subject' ? 'subject' : guessKind(row.code),
    unit_group: row.unit_group as UnitLine['unit_group'],
    credits: /^\d{1,3}(\.\d)?$/.test(credits) ? credits : null,
    hours_total: number(row.hours_total),
    hours_theory: number(row.hours_theory),
    hours_practice: number(row.hours_practice),
    hours_test: number(row.hours_test),
    is_condition: row.is_condition !== '',
    is_internship: row.is_internship !== '',
  }
}

const guessKind = (code: string) => (/^m[đd]/i.test(code.trim()) ? 'module' : 'subject')

/** Cells of a block as a spreadsheet puts it on the clipboard: tabs between, quotes round cells with line breaks. */
export function parseBlock(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!
    if (isQuoted) {
      if (sign === '"' && text[at + 1] === '"') cell += text[at++]
      else if (sign === '"') isQuoted = false
      else cell += sign === '\n' || sign === '\r' ? ' ' : sign
    } else if (sign === '"' && cell === '') isQuoted = true
    else if (sign === '\t') {
      rows.at(-1)!.push(cell.trim())
      cell = ''
    } else if (sign === '\n') {
      rows.at(-1)!.push(cell.trim())
      cell = ''
      rows.push([])
    } else if (sign !== '\r') cell += sign
  }
  rows.at(-1)!.push(cell.trim())
  return rows.filter((row, at) => at < rows.length - 1 || row.some((one) => one !== ''))
}
