import { may, reach, type Actor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db/database.ts'
import type { Duty, TodayFigure } from '#platform/module.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { reachOf } from './answers.ts'
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

/** Acts the plan waits for: of the department, indicators behind their path and years to close; of a school, who does not count yet. */
export async function listDuties(db: Db, context: Context): Promise<Duty[]> {
  const { actor } = context
  if (actor.kind !== 'account' || !may(actor, 'plan.read')) return []
  if (may(actor, 'plan.freeze', { province: true })) {
    const board = await boardOf(db, context)
    return [
      ...departmentDuties(board, context.t),
      ...endingDuties(board, await listEndingEntries(db, inAMonth(context.today)), context.t),
    ]
  }
  return schoolDuties(await boardOf(db, context), context)
}

function departmentDuties(board: Board, t: Translate): Duty[] {
  const behind = board.rows.filter((row) => row.standing.status === 'behind')
  const open = board.rows.filter(
    (row) =>
      row.measure &&
      row.closings.some((closing) => !closing.edition && closing.count && closing.count.denominator > 0),
  )
  const years = new Set(open.flatMap((row) => row.closings.map((closing) => closing.target)))
  return [
    ...behind.map((row) => ({
      title: t('plan.duty.behind', { code: row.indicator.code, name: wordsOf(t, row.indicator).name }),
      about: sentence(t, row),
      due: dueOf(row, board.asOf),
      href: `/chi-tieu/${row.indicator.code}`,
      act: t('plan.duty.look'),
    })),
    ...[...new Map([...years].map((target) => [target.year, target])).values()].map((target) => {
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
    }),
  ]
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

/** Up to four figures of the plan, the most worrying first. */
export async function listTodayFigures(db: Db, context: Context): Promise<TodayFigure[]> {
  const { actor, t } = context
  if (actor.kind !== 'account' || !may(actor, 'plan.read')) return []
  const board = await boardOf(db, context)
  return board.rows
    .filter((row) => row.count && row.count.denominator > 0)
    .slice(0, 4)
    .map((row) => ({
      label: `${row.indicator.code} · ${wordsOf(t, row.indicator).name}`,
      value: percentText(t, row.count!, row.standing.target?.value ?? null),
      href: `/chi-tieu/${row.indicator.code}`,
    }))
}
