import type { RowProblem } from '#platform/imports/define.ts'
import type { SheetRecord } from '#platform/sheets/index.ts'
import { rowKind } from '../table-row.ts'
import { hourFields } from './fields.ts'

/**
 * Says what a row is (`values.row`: group, total or unit). Headings and totals need no cell of a subject; a subject's
 * hours are whole and add up, credits have one decimal.
 */
export function checkTableRow(record: SheetRecord): RowProblem[] {
  const { values, raw } = record
  for (const key of ['code', 'name'] as const)
    if (typeof values[key] === 'string') values[key] = values[key].replaceAll(/\s+/g, ' ').trim()
  const kind = rowKind(text(values['code'] ?? raw['code']), text(values['name'] ?? raw['name']))
  values['row'] = kind.kind
  if (kind.kind === 'group' && kind.group) values['group'] = kind.group
  if (kind.kind !== 'unit') {
    record.problems = record.problems.filter((problem) => problem.code !== 'required')
    return []
  }
  return [...numberProblems(record), ...sumProblem(record)].map((problem) => ({
    sheet: record.sheet,
    row: record.row,
    column: -1,
    ...problem,
  }))
}

type Found = Pick<RowProblem, 'field' | 'level' | 'code' | 'params'>

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function numberProblems({ values }: SheetRecord): Found[] {
  const isWrong = (value: unknown, most: number) =>
    typeof value === 'number' && (!Number.isInteger(value) || value < 0 || value > most)
  const hours = hourFields.filter((key) => isWrong(values[key], 9999))
  const credits = values['credits']
  const isOdd =
    typeof credits === 'number' &&
    (credits < 0 || credits > 999 || Math.abs(Math.round(credits * 10) - credits * 10) > 1e-6)
  return [
    ...hours.map((field): Found => ({ field, level: 'error', code: 'curricula.error.hours', params: {} })),
    ...(isOdd
      ? [{ field: 'credits', level: 'error', code: 'curricula.error.credits', params: {} } satisfies Found]
      : []),
    ...(isWrong(values['term'], 20)
      ? [{ field: 'term', level: 'error', code: 'curricula.error.count', params: {} } satisfies Found]
      : []),
  ]
}

/** The draft may hold it, the version may not be submitted so: a warning in the cell. */
function sumProblem({ values }: SheetRecord): Found[] {
  if (hourFields.slice(1).every((key) => values[key] === undefined)) return []
  const [total = 0, ...parts] = hourFields.map((key) => Number(values[key] ?? 0))
  const sum = parts.reduce((all, one) => all + one, 0)
  if (total === sum || values['hours_total'] === undefined) return []
  return [
    { field: 'hours_total', level: 'warning', code: 'curricula.import.hours_sum', params: { total, sum } },
  ]
}
