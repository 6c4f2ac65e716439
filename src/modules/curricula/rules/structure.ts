import type { CourseUnit } from '../course-unit.ts'
import type { EntryLevel, Level } from '../programme.ts'

/** A bound of a programme's structure, in force on the day asked. Numbers are decimal text. */
export type StructureRule = {
  kind:
    | 'unit_credits'
    | 'hours_per_credit'
    | 'theory_hours_per_credit'
    | 'practice_hours_per_credit'
    | 'internship_hours_per_credit'
    | 'programme_credits'
    | 'programme_hours'
    | 'theory_percent'
    | 'duration_months'
    | 'review_months'
  level: Level | null
  entry_level: EntryLevel | null
  minimum: string | null
  maximum: string | null
  severity: 'error' | 'warning'
  /** The circular, as it is named to the reader. */
  citation: string
}

/** Something the table breaks. `key` names the words (`curricula.check.<key>`), `params` fill them. */
export type Violation = {
  severity: 'error' | 'warning'
  key: string
  params: Record<string, string>
  citation: string | null
  /** The row and the cell meant, when it is one. */
  unit?: string
  field?: 'code' | 'name' | 'credits' | 'hours_total'
}

export type UnitLine = Pick<
  CourseUnit,
  | 'id'
  | 'code'
  | 'name'
  | 'kind'
  | 'unit_group'
  | 'credits'
  | 'hours_total'
  | 'hours_theory'
  | 'hours_practice'
  | 'hours_test'
  | 'is_condition'
  | 'is_internship'
>

export type VersionLine = {
  level: Level
  entry_level: EntryLevel
  duration_months: number | null
  elective_credits: string | null
}

/** The table of Thông tư 03/2017/TT-BLĐTBXH: total = theory + practice + test. */
const hoursTable = 'Thông tư 03/2017/TT-BLĐTBXH'

/** Decimal text as a whole number of tenths: credits have one decimal. */
export const tenths = (text: string | null): number => Math.round(Number(text ?? 0) * 10)

/** Tenths as text people read: 25 → "2,5". */
export const fromTenths = (value: number): string =>
  value % 10 === 0 ? String(value / 10) : `${Math.trunc(value / 10)},${value % 10}`

export type Totals = { credits: number; total: number; theory: number; practice: number; test: number }

/** Sums of the table; credits in tenths. */
export function totalsOf(units: readonly UnitLine[]): Totals {
  const sum = (read: (unit: UnitLine) => number) => units.reduce((all, unit) => all + read(unit), 0)
  return {
    credits: sum((unit) => tenths(unit.credits)),
    total: sum((unit) => unit.hours_total),
    theory: sum((unit) => unit.hours_theory),
    practice: sum((unit) => unit.hours_practice),
    test: sum((unit) => unit.hours_test),
  }
}

const isElective = (unit: Pick<UnitLine, 'unit_group'>): boolean => unit.unit_group === 'elective'

/** Credits of the electives in the table, in tenths. */
export const electivesOffered = (units: readonly UnitLine[]): number =>
  totalsOf(units.filter(isElective)).credits

/**
 * Credits a learner takes in all, in tenths: of the electives those to be chosen where the programme says how many, else
 * all of them. Hours are told of the table as it stands: which electives are chosen is not known.
 */
export function creditsToTake(units: readonly UnitLine[], electiveCredits: string | null): number {
  const offered = electivesOffered(units)
  const chosen = electiveCredits === null ? offered : Math.min(tenths(electiveCredits), offered)
  return totalsOf(units).credits - offered + chosen
}

/** Everything the table breaks by the rules in force, rows first, then the whole. Runs in the editor's island too. */
export function checkStructure(
  version: VersionLine,
  units: readonly UnitLine[],
  rules: readonly StructureRule[],
): Violation[] {
  const fitting = rules.filter(
    (rule) =>
      (rule.level === null || rule.level === version.level) &&
      (rule.entry_level === null || rule.entry_level === version.entry_level),
  )
  const codes = Map.groupBy(units, (unit) => unit.code.trim().toLowerCase())
  return [
    ...units.flatMap((unit) => [
      ...nameViolations(unit, codes),
      ...hourViolations(unit),
      ...creditViolations(unit, version.level, fitting),
    ]),
    ...electiveViolations(version, units),
    ...wholeViolations(version, units, fitting),
  ]
}

function nameViolations(unit: UnitLine, codes: ReadonlyMap<string, unknown[]>): Violation[] {
  const found: Violation[] = []
  const one = (key: string, field: 'code' | 'name', params: Record<string, string> = {}) =>
    found.push({ severity: 'error', key, params, citation: null, unit: unit.id, field })
  if (unit.code.trim() === '') one('unit_code', 'code')
  else if ((codes.get(unit.code.trim().toLowerCase())?.length ?? 0) > 1)
    one('unit_code_twice', 'code', { code: unit.code })
  if (unit.name.trim() === '') one('unit_name', 'name')
  return found
}

function hourViolations(unit: UnitLine): Violation[] {
  const sum = unit.hours_theory + unit.hours_practice + unit.hours_test
  const at = { unit: unit.id, field: 'hours_total' as const, citation: hoursTable }
  if (unit.hours_total !== sum)
    return [
      {
        severity: 'error',
        key: 'hours_sum',
        params: { total: String(unit.hours_total), sum: String(sum) },
        ...at,
      },
    ]
  if (sum === 0) return [{ severity: 'error', key: 'hours_none', params: {}, ...at }]
  return []
}

/** Levels whose volume is told in credits: every grade weighs by them. */
const hasCredits = (level: Level): boolean => level === 'cao_dang' || level === 'trung_cap'

function creditViolations(unit: UnitLine, level: Level, rules: readonly StructureRule[]): Violation[] {
  const credits = tenths(unit.credits)
  const at = { unit: unit.id, field: 'credits' as const }
  if (credits === 0 && hasCredits(level))
    return [{ severity: 'error', key: 'unit_no_credits', params: {}, citation: hoursTable, ...at }]
  if (credits === 0 || unit.hours_total === 0) return []
  const found: Violation[] = []
  for (const rule of rules) {
    if (
      rule.kind === 'hours_per_credit' &&
      isOutside(
        unit.hours_total * 100,
        credits * tenths(rule.minimum),
        rule.maximum === null ? null : credits * tenths(rule.maximum),
      )
    )
      found.push({
        ...boundWords(rule, 'hours_per_credit', {
          hours: String(unit.hours_total),
          credits: fromTenths(credits),
        }),
        ...at,
      })
    if (
      rule.kind === 'unit_credits' &&
      unit.kind === 'module' &&
      !unit.is_internship &&
      isOutside(credits, tenths(rule.minimum), bound(rule.maximum))
    )
      found.push({ ...boundWords(rule, 'unit_credits', { credits: fromTenths(credits) }), ...at })
  }
  const mix = found.length === 0 && mixOf(unit, rules)
  if (mix && Math.abs(mix.tenths - credits) > 5)
    found.push({
      severity: mix.rule.severity,
      key: 'credit_mix',
      params: { credits: fromTenths(credits), by_hours: fromTenths(mix.tenths) },
      citation: mix.rule.citation,
      ...at,
    })
  return found
}

const bound = (text: string | null) => (text === null ? null : tenths(text))

function isOutside(value: number, minimum: number, maximum: number | null): boolean {
  return value < minimum || (maximum !== null && value > maximum)
}

/** Credits by the hours of each kind, in tenths: theory 15, practice and tests 30, internship 45 hours a credit. */
function mixOf(
  unit: UnitLine,
  rules: readonly StructureRule[],
): { tenths: number; rule: StructureRule } | undefined {
  const find = (kind: StructureRule['kind']) => rules.find((rule) => rule.kind === kind)
  const theory = find('theory_hours_per_credit')
  const practice = find(unit.is_internship ? 'internship_hours_per_credit' : 'practice_hours_per_credit')
  if (!theory?.minimum || !practice?.minimum) return undefined
  const value =
    unit.hours_theory / Number(theory.minimum) +
    (unit.hours_practice + unit.hours_test) / Number(practice.minimum)
  return { tenths: Math.round(value * 10), rule: practice }
}

function boundWords(
  rule: StructureRule,
  key: string,
  params: Record<string, string>,
): Omit<Violation, 'unit'> {
  const words = rule.maximum === null ? 'least' : rule.minimum === null ? 'most' : 'between'
  return {
    severity: rule.severity,
    key: `${key}.${words}`,
    params: { ...params, ...boundsOf(rule) },
    citation: rule.citation,
  }
}

function boundsOf(rule: StructureRule): Record<string, string> {
  return {
    ...(rule.minimum === null ? {} : { minimum: fromTenths(tenths(rule.minimum)) }),
    ...(rule.maximum === null ? {} : { maximum: fromTenths(tenths(rule.maximum)) }),
  }
}

/** A value that breaks a bound, rounded away from it: never shown as the bound itself. */
function shownBeyond(value: number, rule: StructureRule): string {
  return fromTenths(value < tenths(rule.minimum) ? Math.floor(value) : Math.ceil(value))
}

/** A choice is named and can be made. */
function electiveViolations(version: VersionLine, units: readonly UnitLine[]): Violation[] {
  const offered = electivesOffered(units)
  const about = { params: { offered: fromTenths(offered) }, citation: null }
  if (version.elective_credits === null)
    return offered > 0 ? [{ severity: 'warning', key: 'electives_unsaid', ...about }] : []
  const chosen = tenths(version.elective_credits)
  if (chosen <= offered) return []
  const params = { ...about.params, chosen: fromTenths(chosen) }
  return [{ severity: 'error', key: 'electives_short', ...about, params }]
}

function wholeViolations(
  version: VersionLine,
  units: readonly UnitLine[],
  rules: readonly StructureRule[],
): Violation[] {
  if (units.length === 0) return [{ severity: 'error', key: 'no_units', params: {}, citation: hoursTable }]
  const totals = totalsOf(units)
  const taught = totals.theory + totals.practice
  const values: Partial<Record<StructureRule['kind'], number>> = {
    programme_credits: creditsToTake(units, version.elective_credits),
    programme_hours: totals.total * 10,
    ...(taught > 0 ? { theory_percent: (totals.theory * 1000) / taught } : {}),
    ...(version.duration_months === null ? {} : { duration_months: version.duration_months * 10 }),
  }
  return rules.flatMap((rule) => {
    const value = values[rule.kind]
    if (value === undefined || !isOutside(value, tenths(rule.minimum), bound(rule.maximum))) return []
    return [boundWords(rule, rule.kind, { value: shownBeyond(value, rule) })]
  })
}
