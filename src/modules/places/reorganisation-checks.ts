import { fold, foldSpelling } from '#platform/text/index.ts'
import type { NewUnit, ReadRow, ReorganisationRow, RowField, RowProblem } from './reorganisation.ts'
import { dayBefore, isInForce, type Unit, type UnitKind, type UnitType } from './unit.ts'

type Report = (
  row: number,
  field: RowField | null,
  key: string,
  params?: RowProblem['params'],
  level?: RowProblem['level'],
) => void

const kinds: Partial<Record<UnitType, UnitKind>> = {
  phuong: 'commune',
  xa: 'commune',
  thi_tran: 'commune',
  dac_khu: 'commune',
  quan: 'district',
  huyen: 'district',
  thi_xa: 'district',
  tinh: 'province',
}

/** The level a type of unit stands on; a `thanh_pho` may be of the province's level or below it, as the old unit was. */
export function kindOfType(type: UnitType, old: UnitKind | undefined): UnitKind {
  return kinds[type] ?? (old === 'district' ? 'district' : 'province')
}

/** Statutory codes: 2 digits for provinces, 3 for districts, 5 for communes. */
const codeShape: Record<UnitKind, RegExp> = { province: /^\d{2}$/, district: /^\d{3}$/, commune: /^\d{5}$/ }

/** What the row must say, whatever the tree is. */
export function checkRequired(row: ReorganisationRow, on: string | null, report: Report): void {
  const isRead = (field: RowField) => row.problems.some((problem) => problem.field === field)
  if (!row.old_code && !isRead('old_code')) report(row.row, 'old_code', 'no_old')
  if (!row.effective_on && !isRead('effective_on')) report(row.row, 'effective_on', 'no_day')
  else if (row.effective_on && on && row.effective_on !== on)
    report(row.row, 'effective_on', 'other_day', { day: on })
  if (!row.basis) report(row.row, 'basis', 'no_basis')
  const given = [row.new_code, row.new_name, row.type].filter((value) => value !== null).length
  if (given > 0 && !row.new_code) report(row.row, 'new_code', 'no_new_code')
  if (given > 0 && !row.new_name) report(row.row, 'new_name', 'no_new_name')
  if (given > 0 && !row.type && !isRead('type')) report(row.row, 'type', 'no_type')
}

/** What the row says of the old unit, against the tree on the day before. */
export function checkOld({ row, old }: ReadRow, units: readonly Unit[], on: string, report: Report): void {
  if (!row.old_code) return
  if (!old) return reportMissing(row, units, on, report)
  const newer = units.find((unit) => unit.code === old.code && unit.from_date >= on)
  if (old.to_date)
    report(row.row, 'old_code', 'already_ended', { code: old.code, name: old.name, day: old.to_date })
  else if (newer)
    report(row.row, 'old_code', 'newer_exists', { code: newer.code, name: newer.name, day: newer.from_date })
  if (row.old_name && fold(row.old_name) !== fold(old.name) && bareName(row.old_name) !== bareName(old.name))
    report(row.row, 'old_name', 'name_differs', { name: old.name, code: old.code }, 'warning')
  if (row.new_code === null && row.new_name === null && old.kind === 'commune')
    report(row.row, 'new_code', 'no_heir', { name: old.name })
}

function reportMissing(row: ReorganisationRow, units: readonly Unit[], on: string, report: Report): void {
  const lastDay = dayBefore(on)
  const later = units.find((unit) => unit.code === row.old_code && unit.from_date >= on)
  if (later)
    return report(row.row, 'old_code', 'begins_later', {
      code: later.code,
      name: later.name,
      day: later.from_date,
    })
  const likely =
    row.old_name &&
    units.find((unit) => isInForce(unit, lastDay) && bareName(unit.name) === bareName(row.old_name!))
  if (likely)
    return report(row.row, 'old_code', 'unknown_old_but', {
      code: row.old_code!,
      likely: likely.code,
      name: likely.name,
      day: lastDay,
    })
  report(row.row, 'old_code', 'unknown_old', { code: row.old_code!, day: lastDay })
}

/** A name without the word for its kind, spelling variants meeting. */
export function bareName(name: string): string {
  return foldSpelling(name).replace(kindWords, '')
}
const kindWords = new RegExp(
  `^(${['phường', 'xã', 'thị trấn', 'quận', 'huyện', 'thị xã', 'thành phố', 'tỉnh', 'đặc khu'].map(foldSpelling).join('|')}) `,
)

type Tree = {
  on: string
  read: readonly ReadRow[]
  units: readonly Unit[]
  ending: readonly Unit[]
  beginning: readonly NewUnit[]
}

/** What the change would leave behind: codes used twice, units without one above them. */
export function checkTree(tree: Tree, report: Report): void {
  for (const unit of tree.beginning) {
    const row = tree.read.find((each) => each.row.new_code === unit.code)!.row.row
    checkCode(tree, unit, row, report)
    checkParent(tree, unit, row, report)
  }
  checkChildren(tree, report)
}

function checkCode({ on, units, ending }: Tree, unit: NewUnit, row: number, report: Report): void {
  if (!codeShape[unit.kind].test(unit.code)) report(row, 'new_code', `code_${unit.kind}`, { code: unit.code })
  const holder = units.find((other) => other.code === unit.code && isInForce(other, on))
  if (holder && !ending.some((ended) => ended.id === holder.id))
    report(row, 'new_code', 'code_taken', { code: unit.code, name: holder.name, day: on })
  const later = units.find((other) => other.code === unit.code && other.from_date > on)
  if (later)
    report(row, 'new_code', 'newer_exists', { code: later.code, name: later.name, day: later.from_date })
}

const above: Record<UnitKind, readonly UnitKind[]> = {
  commune: ['district', 'province'],
  district: ['province'],
  province: [],
}

function checkParent(
  { on, read, units, ending, beginning }: Tree,
  unit: NewUnit,
  row: number,
  report: Report,
): void {
  if (unit.parent_code === null) {
    // Without an old unit that was found there is nothing to take the parent from: that is the fault to name.
    const isFound = read.some((each) => each.row.new_code === unit.code && each.old)
    if (isFound && unit.kind !== 'province') report(row, 'parent_code', 'no_parent', { name: unit.name })
    return
  }
  const stays = units.find(
    (other) =>
      other.code === unit.parent_code &&
      isInForce(other, on) &&
      !ending.some((ended) => ended.id === other.id),
  )
  const parent = stays ?? beginning.find((other) => other.code === unit.parent_code)
  if (!parent) report(row, 'parent_code', 'unknown_parent', { code: unit.parent_code, day: on })
  else if (!above[unit.kind].includes(parent.kind))
    report(row, 'parent_code', 'parent_below', { name: parent.name })
}

/** A unit that ends leaves no unit under it behind; a unit that stays keeps some, or the list forgot to end it. */
function checkChildren({ on, read, units, ending, beginning }: Tree, report: Report): void {
  const lastDay = dayBefore(on)
  const isEnding = new Set(ending.map((unit) => unit.id))
  const isBorn = new Set(beginning.map((unit) => unit.code))
  const before = units.filter((unit) => isInForce(unit, lastDay))
  for (const unit of ending) {
    const left = before.filter(
      (child) => child.parent_code === unit.code && !isEnding.has(child.id) && isInForce(child, on),
    )
    if (left.length === 0 || isBorn.has(unit.code)) continue
    const row = read.find(({ old }) => old?.id === unit.id)!.row.row
    report(row, 'old_code', 'orphans', { name: unit.name, count: left.length, example: left[0]!.name })
  }
  for (const unit of before.filter((each) => !isEnding.has(each.id) && isInForce(each, on))) {
    const children = before.filter((child) => child.parent_code === unit.code)
    const stays =
      children.some((child) => !isEnding.has(child.id)) ||
      beginning.some((child) => child.parent_code === unit.code)
    if (children.length > 0 && !stays)
      report(0, null, 'emptied', { code: unit.code, name: unit.name, day: on }, 'warning')
  }
}
