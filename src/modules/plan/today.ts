import { may, reach, type Actor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db/database.ts'
import type { Duty, TodayFigure } from '#platform/module.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Measure } from '#platform/measures/index.ts'
import { reachOf } from './answers.ts'
import type { Count } from './indicator.ts'
import { percentText, sentence, wordsOf } from './speech.ts'
import { figuresActor, loadBoard, type Board, type BoardRow } from './store/board.ts'
import { listEndingEntries, type Entry } from './store/entries.ts'
import { countMembers } from './store/members.ts'

type Context = { actor: Actor; t: Translate; today: string; app: App }

/** One board for one request: duties and figures of the same page read the same numbers. */
const boards = new WeakMap<Db, Promise<Board>>()

function boardOf(db: Db, { app, today }: Context): Promise<Board> {
  const made = boards.get(db) ?? loadBoard(app, today)
  boards.set(db, made)
  return made
}

/**
 * Acts the plan waits for: of the department, indicators behind their path and years to close; of its leaders, the
 * indicators behind; of a school, who does not count yet.
 */
export async function listDuties(db: Db, context: Context): Promise<Duty[]> {
  const { actor } = context
  if (actor.kind !== 'account' || !may(actor, 'plan.read')) return []
  if (may(actor, 'plan.freeze', { province: true })) {
    const board = await boardOf(db, context)
    return [
      ...behindDuties(board, context.t),
      ...closingDuties(board, context.t),
      ...endingDuties(board, await listEndingEntries(db, inAMonth(context.today)), context.t),
    ]
  }
  if (isLeader(actor)) return behindDuties(await boardOf(db, context), context.t)
  return schoolDuties(await boardOf(db, context), context)
}

function isLeader(actor: Actor): boolean {
  return actor.kind === 'account' && actor.grants.some((grant) => grant.role === 'department-leader')
}

/** Indicators behind their path. */
function behindDuties(board: Board, t: Translate): Duty[] {
  return board.rows
    .filter((row) => row.standing.status === 'behind')
    .map((row) => ({
      title: t('plan.duty.behind', { code: row.indicator.code, name: wordsOf(t, row.indicator).name }),
      about: sentence(t, row),
      due: dueOf(row, board.asOf),
      href: `/chi-tieu/${row.indicator.code}`,
      act: t('plan.duty.look'),
    }))
}

/** Years that are over and not frozen yet. */
function closingDuties(board: Board, t: Translate): Duty[] {
  const open = board.rows.filter(
    (row) =>
      row.measure &&
      row.closings.some((closing) => !closing.edition && closing.count && closing.count.denominator > 0),
  )
  const years = new Set(open.flatMap((row) => row.closings.map((closing) => closing.target)))
  return [...new Map([...years].map((target) => [target.year, target])).values()].map((target) => {
    const codes = open
      .filter((row) =>
        row.closings.some((closing) => closing.target.year === target.year && !closing.edition),
      )
      .map((row) => row.indicator.code)
    return {
      title: t('plan.duty.freeze', { year: target.year }),
      about: codes.toSorted().join(', '),
      due: null,
      href: `/chi-tieu/${codes.toSorted()[0]}/chot?ngay=${target.due_on}`,
      act: t('plan.duty.freeze_act'),
    }
  })
}

/** Values entered by hand that are no longer valid, or not for long. */
function endingDuties(board: Board, entries: readonly Entry[], t: Translate): Duty[] {
  const byHand = new Map(
    board.rows.filter((row) => !row.measure).map((row) => [row.indicator.code, row.indicator]),
  )
  return entries.flatMap((entry) => {
    const indicator = byHand.get(entry.code)
    if (!indicator) return []
    const title = t('plan.duty.ending', { code: entry.code })
    return [
      {
        title,
        about: wordsOf(t, indicator).name,
        due: entry.valid_until,
        href: `/chi-tieu/${entry.code}/nhap-so`,
        act: t('plan.enter.open'),
      },
    ]
  })
}

function inAMonth(today: string): string {
  return new Date(Date.parse(today) + 30 * 86_400_000).toISOString().slice(0, 10)
}

/** A target whose day is over sets no day any more. */
function dueOf(row: BoardRow, today: string): string | null {
  const due = row.standing.target?.due_on ?? null
  return due !== null && due >= today ? due : null
}

async function schoolDuties(board: Board, { actor, app, t, today }: Context): Promise<Duty[]> {
  const at = { asOf: board.asOf, today, units: 'then' as const }
  const rows = board.rows.filter(
    (row) => row.measure && row.standing.status !== 'achieved' && row.count && row.count.denominator > 0,
  )
  return app.database.read(figuresActor, async (db) => {
    const duties: Duty[] = []
    for (const row of rows) {
      const own = reachOf(actor, row.measure!)
      // A reach of one's own records needs institutions: what is open to all is nobody's duty.
      const schools = own === 'all' ? reach(actor, 'plan.read') : own
      if (schools === 'all' || schools.length === 0 || !mayAct(actor)) continue
      const { seen } = await countMembers(db, row.measure!, at, { counts: false }, schools)
      if (seen === 0) continue
      const { name, noun } = wordsOf(t, row.indicator)
      const only = schools.length === 1 ? `&co-so=${schools[0]}` : ''
      duties.push({
        title: t('plan.duty.uncounted', { count: seen, noun, code: row.indicator.code }),
        about: name,
        due: dueOf(row, today),
        href: `/chi-tieu/${row.indicator.code}/danh-sach?tinh=chua${only}`,
        act: t('plan.duty.look'),
      })
    }
    return duties
  })
}

/** Teachers and learners cannot mend a school's figure. */
function mayAct(actor: Actor): boolean {
  return (
    actor.kind === 'account' &&
    actor.grants.some((grant) => ['school-manager', 'academic-office'].includes(grant.role))
  )
}

/** Learners have other things before them than the plan of the province; they find it under its own heading. */
const onlyLearns = (actor: Actor): boolean =>
  actor.kind === 'account' && actor.grants.every((grant) => grant.role === 'learner')

/** Up to four figures of the plan, the most worrying first: of one's own schools for whoever runs one, else of all. */
export async function listTodayFigures(db: Db, context: Context): Promise<TodayFigure[]> {
  const { actor, app, t, today } = context
  if (actor.kind !== 'account' || !may(actor, 'plan.read') || onlyLearns(actor)) return []
  const board = await boardOf(db, context)
  const rows = board.rows.filter((row) => row.count && row.count.denominator > 0).slice(0, 4)
  const schools = mayAct(actor) ? reach(actor, 'plan.read') : 'all'
  if (schools === 'all') return rows.map((row) => figureOf(t, row, row.count!, 'province'))
  return app.database.read(figuresActor, async (read) => {
    const figures: TodayFigure[] = []
    for (const row of rows) {
      // Of a single school, "1 of 1 schools" would say nothing.
      const own = row.measure?.unit === 'person' ? await countOwn(read, row.measure, today, schools) : null
      const isOwn = own !== null && own.denominator > 0
      figures.push({
        ...(isOwn ? figureOf(t, row, own, 'own') : figureOf(t, row, row.count!, 'province')),
        ...(isOwn && schools.length === 1
          ? { href: `/chi-tieu/${row.indicator.code}/danh-sach?co-so=${schools[0]}` }
          : {}),
      })
    }
    return figures
  })
}

/** The figure of some schools alone. */
async function countOwn(db: Db, measure: Measure, today: string, schools: readonly string[]): Promise<Count> {
  const at = { asOf: today, today, units: 'then' as const }
  const { seen: numerator } = await countMembers(db, measure, at, { counts: true }, schools)
  const { seen: denominator } = await countMembers(db, measure, at, {}, schools)
  return { numerator, denominator }
}

function figureOf(t: Translate, row: BoardRow, count: Count, of: 'province' | 'own'): TodayFigure {
  const { code } = row.indicator
  return {
    label: t(`plan.figure.${of}`, { code, name: wordsOf(t, row.indicator).name }),
    value: percentText(t, count, row.standing.target?.value ?? null),
    href: `/chi-tieu/${code}`,
  }
}
