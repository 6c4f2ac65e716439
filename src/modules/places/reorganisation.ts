import { foldSpelling } from '#platform/text/index.ts'
import { checkOld, checkRequired, checkTree, kindOfType } from './reorganisation-checks.ts'
import {
  dayBefore,
  isInForce,
  successionKind,
  type SuccessionKind,
  type Unit,
  type UnitKind,
  type UnitType,
} from './unit.ts'

/** Something to mark in a row; `key` is a message key. */
export type RowProblem = {
  field: RowField | null
  level: 'error' | 'warning'
  key: string
  params: Record<string, string | number>
}

/** One line of the list: this old unit becomes (part of) that new one. Empty new columns: the old unit is abolished. */
export type ReorganisationRow = {
  /** Row number as the spreadsheet shows it. */
  row: number
  old_code: string | null
  old_name: string | null
  new_code: string | null
  new_name: string | null
  type: UnitType | null
  effective_on: string | null
  is_part: boolean
  basis: string | null
  /** Code of the unit above the new one; found from the old units when left out. */
  parent_code: string | null
  /** What could not be understood when reading. */
  problems: RowProblem[]
}
export type RowField = Exclude<keyof ReorganisationRow, 'row' | 'problems'>

export type NewUnit = {
  code: string
  name: string
  kind: UnitKind
  type: UnitType
  parent_code: string | null
  source: string
}
export type Link = {
  row: number
  old: Unit
  new_code: string
  kind: SuccessionKind
  is_part: boolean
  source: string
}

/** What an import would change, and everything wrong with it. `row` 0: the list as a whole. */
export type Plan = {
  effective_on: string | null
  ending: Unit[]
  beginning: NewUnit[]
  links: Link[]
  problems: (RowProblem & { row: number })[]
}

/** The rows with what is known of each: the old unit it names. */
export type ReadRow = { row: ReorganisationRow; old: Unit | undefined }

type Report = (
  row: number,
  field: RowField | null,
  key: string,
  params?: RowProblem['params'],
  level?: RowProblem['level'],
) => void

/**
 * Works out what a list would change in the tree and what is wrong with it. Pure: the preview and the act ask the same.
 * @param units every unit there is, of all times
 */
export function planReorganisation(rows: readonly ReorganisationRow[], units: readonly Unit[]): Plan {
  const problems: Plan['problems'] = rows.flatMap((row) =>
    row.problems.map((problem) => ({ ...problem, row: row.row })),
  )
  const report: Report = (row, field, key, params = {}, level = 'error') =>
    problems.push({ row, field, level, key: `places.reorganise.problem.${key}`, params })
  if (rows.length === 0) report(0, null, 'empty')
  const on = commonDay(rows)
  const read = rows.map((row) => ({ row, old: on ? findOld(row, units, on) : undefined }))
  for (const each of read) {
    checkRequired(each.row, on, report)
    if (on) checkOld(each, units, on, report)
  }
  const ending = [...new Map(read.flatMap(({ old }) => (old ? [[old.id, old] as const] : []))).values()]
  checkHeirs(read, report)
  const beginning = on ? newUnits(read, units, ending, on, report) : []
  const links = linksOf(read, beginning)
  if (on) checkTree({ on, read, units, ending, beginning }, report)
  return { effective_on: on, ending, beginning, links, problems: problems.toSorted((a, b) => a.row - b.row) }
}

export function hasErrors(plan: Plan): boolean {
  return plan.problems.some((problem) => problem.level === 'error')
}

/** The day most rows name. */
function commonDay(rows: readonly ReorganisationRow[]): string | null {
  const counts = new Map<string, number>()
  for (const { effective_on: on } of rows) if (on) counts.set(on, (counts.get(on) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

function findOld(row: ReorganisationRow, units: readonly Unit[], on: string): Unit | undefined {
  const lastDay = dayBefore(on)
  return units.find((unit) => unit.code === row.old_code && isInForce(unit, lastDay))
}

/** Each old unit goes somewhere, whole, once; or in parts, to several. */
function checkHeirs(read: readonly ReadRow[], report: Report): void {
  for (const group of Map.groupBy(
    read.filter(({ row }) => row.old_code),
    ({ row }) => row.old_code,
  ).values()) {
    const seen = new Map<string | null, number>()
    for (const { row } of group) {
      const first = seen.get(row.new_code)
      if (first !== undefined) report(row.row, 'old_code', 'duplicate', { row: first })
      else seen.set(row.new_code, row.row)
    }
    const [first] = group
    if (seen.size === 1 && first?.row.is_part) report(first.row.row, 'is_part', 'rest_without_heir')
    if (seen.size === 1) continue
    for (const { row } of group) {
      if (row.new_code === null) report(row.row, 'new_code', 'abolished_and_continued')
      else if (!row.is_part) report(row.row, 'is_part', 'part_expected')
    }
  }
}

function newUnits(
  read: readonly ReadRow[],
  units: readonly Unit[],
  ending: readonly Unit[],
  on: string,
  report: Report,
): NewUnit[] {
  const groups = Map.groupBy(
    read.filter(({ row }) => row.new_code),
    ({ row }) => row.new_code!,
  )
  const born = new Set(groups.keys())
  return [...groups].flatMap(([code, group]) => {
    const first = group[0]!.row
    for (const { row } of group.slice(1)) {
      for (const field of ['new_name', 'type', 'basis', 'parent_code'] as const) {
        if (row[field] !== first[field])
          report(row.row, field, 'differs', { row: first.row, code, value: first[field] ?? '–' })
      }
    }
    const kind = kindOfNew(first, group, report)
    if (!first.new_name || !first.type || !kind) return []
    const parent = first.parent_code ?? inheritedParent(group, units, ending, born, on, report)
    return [
      { code, name: first.new_name, kind, type: first.type, parent_code: parent, source: first.basis ?? '' },
    ]
  })
}

function kindOfNew(
  first: ReorganisationRow,
  group: readonly ReadRow[],
  report: Report,
): UnitKind | undefined {
  const fromOld = new Set(group.flatMap(({ old }) => (old ? [old.kind] : [])))
  if (fromOld.size > 1) report(first.row, 'old_code', 'mixed_kinds')
  const [old] = fromOld
  const fromType = first.type ? kindOfType(first.type, old) : undefined
  if (fromType && old && fromType !== old) report(first.row, 'type', 'kind_changes')
  return fromType
}

/** The unit above the new one when the list does not name it: that of the old units, or what stands above it when it ends too. */
function inheritedParent(
  group: readonly ReadRow[],
  units: readonly Unit[],
  ending: readonly Unit[],
  born: ReadonlySet<string>,
  on: string,
  report: Report,
): string | null {
  const lastDay = dayBefore(on)
  const isEnding = new Set(ending.map((unit) => unit.code))
  const above = (code: string | null): string | null => {
    if (code === null || born.has(code) || !isEnding.has(code)) return code
    return above(units.find((unit) => unit.code === code && isInForce(unit, lastDay))?.parent_code ?? null)
  }
  const found = [...new Set(group.flatMap(({ old }) => (old ? [above(old.parent_code)] : [])))]
  if (found.length > 1)
    report(group[0]!.row.row, 'parent_code', 'several_parents', { codes: found.join(', ') })
  return found[0] ?? null
}

function linksOf(read: readonly ReadRow[], beginning: readonly NewUnit[]): Link[] {
  const byCode = new Map(beginning.map((unit) => [unit.code, unit]))
  const sources = new Map<string, Set<string>>()
  for (const { row, old } of read) {
    if (old && row.new_code) sources.set(row.new_code, (sources.get(row.new_code) ?? new Set()).add(old.id))
  }
  const done = new Set<string>()
  return read.flatMap(({ row, old }) => {
    const made = row.new_code ? byCode.get(row.new_code) : undefined
    if (!old || !made || done.has(`${old.id} ${made.code}`)) return []
    done.add(`${old.id} ${made.code}`)
    const isSameName = foldSpelling(old.name) === foldSpelling(made.name)
    const kind = successionKind({ isPart: row.is_part, sources: sources.get(made.code)!.size, isSameName })
    return [{ row: row.row, old, new_code: made.code, kind, is_part: row.is_part, source: row.basis ?? '' }]
  })
}
