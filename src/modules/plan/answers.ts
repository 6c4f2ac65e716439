import { reach, type Actor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import { today } from '#platform/clock.ts'
import type { Lang, Translate } from '#platform/i18n/index.ts'
import type { Measure } from '#platform/measures/index.ts'
import { percentOf } from './indicator.ts'
import { figuresActor, loadBoard, measureOf, type BoardRow } from './store/board.ts'
import { getIndicator } from './store/definitions.ts'
import { listMembers, type Member, type Reach } from './store/members.ts'

/** An indicator's figure as the command line and the API give it. Values and targets in per cent. */
export type IndicatorFigure = {
  code: string
  name: string
  kind: 'percent' | 'milestone'
  as_of: string
  numerator: number | null
  denominator: number | null
  /** Per cent with two decimals; null when not measured or when the population is empty. */
  value: number | null
  /** Per cent of the target aimed at on the day; null when none is stated. */
  target: number | null
  target_year: number | null
  status: BoardRow['standing']['status']
  source: BoardRow['source']
  targets: { year: number; value: number | null; comparator: 'at_least' | 'done' }[]
  missing: string | null
  caveat: string | null
  institutions_without_data: number | null
  formula_version: string
}

/** A record behind a figure. */
export type IndicatorMember = {
  id: string
  label: string
  /** Code of the institution. */
  institution: string | null
  institution_id: string | null
  institution_name: string | null
  place: string | null
  counted: boolean
  why: string
  /** Message key of `why`. */
  reason: string
  href: string | null
  dims: Record<string, string> | null
}

/** A board row as plain data. */
export function toFigure(row: BoardRow, asOf: string, lang: Lang): IndicatorFigure {
  const { indicator, count, standing } = row
  const words = indicator.words[lang]
  return {
    code: indicator.code,
    name: words.name,
    kind: indicator.kind,
    as_of: asOf,
    numerator: count?.numerator ?? null,
    denominator: count?.denominator ?? null,
    value: count && percentOf(count),
    target: standing.target?.value ?? null,
    target_year: standing.target?.year ?? null,
    status: standing.status,
    source: row.source,
    targets: indicator.targets.map(({ year, value, comparator }) => ({ year, value, comparator })),
    missing: row.source === 'none' ? words.missing : null,
    caveat: row.source === 'computed' ? words.caveat : null,
    institutions_without_data: row.silent,
    formula_version: indicator.formula_version,
  }
}

/** A member as plain data, its reason in words. */
export function toMember(member: Member, t: Translate): IndicatorMember {
  return {
    id: member.member_id,
    label: member.label,
    institution: member.institution_code,
    institution_id: member.institution_id,
    institution_name: member.institution_name,
    place: member.place_name,
    counted: member.counts,
    why: t.dynamic(member.reason, member.reason_params ?? undefined),
    reason: member.reason,
    href: member.href,
    dims: member.dims,
  }
}

/** Where the actor may see the names behind a measure. The figures themselves are open to whoever reads the board. */
export function reachOf(actor: Actor, measure: Pick<Measure, 'permission'>): Reach {
  if (measure.permission === 'public') return 'all'
  if (measure.permission === 'signed-in') return actor.kind === 'public' ? [] : 'all'
  return reach(actor, measure.permission)
}

/** All indicators as they stood on a day (`yyyy-mm-dd`), by code. */
export async function indicatorFigures(
  app: App,
  asOf: string,
  lang: Lang = 'vi',
): Promise<IndicatorFigure[]> {
  const board = await loadBoard(app, asOf)
  return board.rows.map((row) => toFigure(row, asOf, lang)).toSorted((a, b) => (a.code < b.code ? -1 : 1))
}

/**
 * Every record behind an indicator on a day, with all names: for the command line, whose user owns the data.
 * Empty for an indicator that is not measured. @throws AppError not_found for an unknown code
 */
export async function indicatorMembers(
  app: App,
  code: string,
  asOf: string,
  lang: Lang = 'vi',
): Promise<IndicatorMember[]> {
  const t = app.catalog(lang)
  return app.database.read(figuresActor, async (db) => {
    const measure = measureOf(app, await getIndicator(db, code, asOf))
    if (!measure) return []
    const members = await listMembers(
      db,
      measure,
      { asOf, today: today(app.clock), units: 'then' },
      {},
      'all',
    )
    return members.map((member) => toMember(member, t))
  })
}
