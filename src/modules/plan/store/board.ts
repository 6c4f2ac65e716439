import { systemActor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db/database.ts'
import { measureFigure, type Measure } from '#platform/measures/index.ts'
import { notFound, precondition } from '#platform/errors.ts'
import { percentOf, type Count, type Indicator } from '../indicator.ts'
import {
  closedTargets,
  compareStanding,
  standing,
  targetOn,
  type PathPoint,
  type Standing,
  type StatedTarget,
} from '../progress.ts'
import { getPlan, listIndicators, type Plan } from './definitions.ts'
import { listEditions, type Edition } from './editions.ts'
import { listStandingEntries, type Entry } from './entries.ts'
import { measureWhole, type Figure } from './figures.ts'

/** A target whose day has passed, and what stood on that day. */
export type Closing = {
  target: StatedTarget
  count: Count | null
  /** The frozen figure, when there is one; else the count was computed from today's records. */
  edition: Edition | null
}

/** An indicator on a day: its count, where it comes from, and how it stands. */
export type BoardRow = {
  indicator: Indicator
  measure: Measure | undefined
  /** computed from records, entered by hand with proof, or nowhere to be had */
  source: 'computed' | 'entered' | 'none'
  count: Count | null
  /** Institutions with no data; null when not computed. */
  silent: number | null
  entry: Entry | null
  closings: Closing[]
  start: PathPoint
  standing: Standing
}

export type Board = { asOf: string; plan: Plan; rows: BoardRow[] }

/** Figures are of the whole province, whoever asks. */
export const figuresActor = systemActor('figures')

/** Every measure the composed application offers, by name. @throws when two modules offer one name: which would count? */
export function measuresOf(app: App): Map<string, Measure> {
  const byName = new Map<string, Measure>()
  for (const measure of app.modules.flatMap((module) => module.measures ?? [])) {
    if (byName.has(measure.name)) throw new Error(`measure ${measure.name} is offered twice`)
    byName.set(measure.name, measure)
  }
  return byName
}

/** The measure of an indicator; undefined when no module here offers it. */
export function measureOf(app: App, indicator: Pick<Indicator, 'measure'>): Measure | undefined {
  return indicator.measure === null ? undefined : measuresOf(app).get(indicator.measure)
}

/** Measures seen beside this one as its parts, in the order of the modules. */
export function partsOf(app: App, measure: Measure): Measure[] {
  return [...measuresOf(app).values()].filter((one) => one.under?.measure === measure.name)
}

/** The measure of an indicator, or the part of it that is asked for by name. @throws AppError precondition when it has none, not_found for a name that is no part of it */
export function askedMeasure(
  app: App,
  indicator: Pick<Indicator, 'measure'>,
  part: string | undefined,
): Measure {
  const measure = measureOf(app, indicator)
  if (!measure) throw precondition('plan.error.not_measured')
  if (part === undefined) return measure
  const found = partsOf(app, measure).find((one) => one.name === part)
  if (!found) throw notFound()
  return found
}

/** The board on a day, most worrying first. One read as the system: two statements for each measure at most, and four more. */
export async function loadBoard(app: App, asOf: string, code?: string): Promise<Board> {
  return app.database.read(figuresActor, (db) => readBoard(db, app, asOf, code))
}

export async function readBoard(db: Db, app: App, asOf: string, code?: string): Promise<Board> {
  const plan = await getPlan(db)
  const indicators = await listIndicators(db, asOf, code)
  const editions = await listEditions(db, code)
  const entries = await listStandingEntries(db, asOf)
  const rows: BoardRow[] = []
  for (const indicator of indicators) {
    const measure = measureOf(app, indicator)
    const own = editions.filter((edition) => edition.code === indicator.code)
    const entry = (measure ? undefined : entries.find((one) => one.code === indicator.code)) ?? null
    rows.push(await readRow(db, { plan, indicator, measure, editions: own, entry, asOf }))
  }
  rows.sort((a, b) =>
    compareStanding(
      { status: a.standing.status, code: a.indicator.code },
      { status: b.standing.status, code: b.indicator.code },
    ),
  )
  return { asOf, plan, rows }
}

type RowParts = {
  plan: Plan
  indicator: Indicator
  measure: Measure | undefined
  editions: Edition[]
  entry: Entry | null
  asOf: string
}

async function readRow(
  db: Db,
  { plan, indicator, measure, editions, entry, asOf }: RowParts,
): Promise<BoardRow> {
  const figure = measure ? await measureWhole(db, measure, asOf) : null
  const closings: Closing[] = []
  for (const target of closedTargets(indicator.targets, asOf)) {
    const edition = editions.find((one) => one.as_of === target.due_on) ?? null
    closings.push({
      target,
      edition,
      count: edition ?? (measure ? await measureFigure(db, measure, target.due_on) : null),
    })
  }
  const count = figure ?? entryCount(entry)
  const start = pathStart(plan, indicator, closings, asOf)
  return {
    indicator,
    measure,
    entry,
    count,
    closings,
    start,
    source: figure ? 'computed' : entry ? 'entered' : 'none',
    silent: figure ? (figure as Figure).silent : null,
    standing: standing(count, indicator.targets, start, asOf),
  }
}

/** A milestone entered by hand counts as one of one, or none of one. */
function entryCount(entry: Entry | null): Count | null {
  if (!entry) return null
  if (entry.is_reached !== null) return { numerator: entry.is_reached ? 1 : 0, denominator: 1 }
  return { numerator: entry.numerator ?? 0, denominator: entry.denominator ?? 0 }
}

/** The path to a target begins where the one before it ended; the first one begins as the plan says. */
function pathStart(plan: Plan, indicator: Indicator, closings: readonly Closing[], asOf: string): PathPoint {
  const aim = targetOn(indicator.targets, asOf)
  const before = closings.findLast((closing) => aim && closing.target.due_on < aim.due_on)
  if (!before) return { day: plan.path_from, value: plan.path_from_value }
  return { day: before.target.due_on, value: (before.count && percentOf(before.count)) ?? 0 }
}
