import { hourFields } from './fields.ts'
import type { TableLine } from './rows.ts'

export type SumField = 'credits' | (typeof hourFields)[number]

/** Credits have one decimal: summed in tenths. */
export const tenthsOf = (value: number | undefined): number => Math.round((value ?? 0) * 10)

export const sumOf = (lines: readonly TableLine[], field: SumField): number =>
  lines.reduce((all, one) => all + tenthsOf(one.values[field]), 0)

/** Subjects a total stands for (all above it in its table), or a heading (those until the next heading). */
export function coveredBy(line: TableLine, lines: readonly TableLine[]): TableLine[] {
  const table = lines.filter((one) => one.sheet === line.sheet)
  const at = table.indexOf(line)
  if (line.values.row === 'total') return table.slice(0, at).filter((one) => one.values.row === 'unit')
  const rest = table.slice(at + 1)
  const next = rest.findIndex((one) => one.values.row !== 'unit')
  return next < 0 ? rest : rest.slice(0, next)
}

/** The elective credits to be chosen that a heading tells: fewer than its subjects have. In tenths; undefined where it tells none. */
export function chosenIn(line: TableLine, lines: readonly TableLine[]): number | undefined {
  if (line.values.row !== 'group' || line.values.group !== 'elective') return undefined
  const written = tenthsOf(line.values.credits)
  return written > 0 && written < sumOf(coveredBy(line, lines), 'credits') ? written : undefined
}

/**
 * Whether a total is that of the subjects a learner takes: credits of the electives only as many as are chosen; their hours
 * lie between none of the electives and all, since which are chosen is not known.
 */
export function isTotalOfChosen(
  total: number,
  own: readonly TableLine[],
  field: SumField,
  chosen: number | undefined,
): boolean {
  if (chosen === undefined) return false
  const offered = sumOf(
    own.filter((one) => one.group === 'elective'),
    field,
  )
  const rest = sumOf(own, field) - offered
  const value = tenthsOf(total)
  return field === 'credits'
    ? value === rest + Math.min(chosen, offered)
    : value >= rest && value <= rest + offered
}
