import type { Choice } from './choice.ts'
import type { Cell, Grid } from './grid.ts'
import type { Journal } from './journal.ts'
import { showLeftOver } from './left-over.ts'
import type { Status } from './status.ts'

type Parts = { grid: Grid; journal: Journal; status: Status; choice: Choice; words: Record<string, string> }
export type Sender = ReturnType<typeof createSender>

type CellAnswer = {
  cell: string
  text: string
  shown: string
  state: 'saved' | 'refused' | 'conflict'
  message?: string
}
type Answer = { cells: CellAnswer[]; rows: { enrolment: string; words: Record<string, string> }[] }
type Outcome =
  | { kind: 'done'; answer: Answer }
  | { kind: 'away' | 'ended' }
  | { kind: 'refused'; message: string }

/**
 * A cell goes when it is left, or this long after its last key. One sending is on its way at a time: what is typed meanwhile
 * goes with the next. A line that is down is tried again and again.
 */
const pause = 350
const again = 3000
const mostAtOnce = 400

export function createSender(parts: Parts) {
  const { grid, journal, status, choice, words } = parts
  let timer: ReturnType<typeof setTimeout> | undefined
  let isRunning = false
  const later = (milliseconds: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void run(), milliseconds)
  }
  const waiting = (): Cell[] => {
    const found: Cell[] = []
    grid.each((cell) => grid.stateOf(cell) === 'unsaved' && found.push(cell))
    return found.slice(0, mostAtOnce)
  }
  const run = async (): Promise<void> => {
    if (isRunning) return
    const cells = waiting()
    if (cells.length === 0) return
    isRunning = true
    const sent = Object.fromEntries(cells.map((cell) => [cell.key, cell.input.value]))
    for (const cell of cells) grid.set(cell, 'saving')
    status.say(words.saving ?? '', 'waiting')
    const outcome = await send(cells, journal.account)
    isRunning = false
    if (outcome.kind === 'done') take(parts, sent, outcome.answer)
    else giveBack(parts, cells, outcome)
    status.tally(grid, outcome.kind === 'away' || outcome.kind === 'ended' ? outcome.kind : 'idle')
    if (outcome.kind === 'away') later(again)
    else if (outcome.kind !== 'ended' && waiting().length > 0) later(0)
    showChoice(grid.active())
  }
  const changed = (cell: Cell) => {
    const isKept = journal.keep(cell.key, { typed: cell.input.value, seen: cell.seen })
    grid.set(cell, 'unsaved')
    if (isKept) status.tally(grid, 'idle')
    else status.say(words.not_kept ?? '', 'error')
    choice.hide()
    later(pause)
  }
  const left = (cell: Cell) => {
    if (grid.stateOf(cell) === 'unsaved') later(0)
  }
  /** Mine: what the other wrote is now what I saw. Theirs: mine is forgotten. */
  const decide = (cell: Cell, isMine: boolean) => {
    if (isMine) return changed(cell)
    journal.drop({ [cell.key]: cell.input.value })
    cell.input.value = grid.shown(cell.seen)
    grid.set(cell, 'saved')
    status.tally(grid, 'idle')
    choice.hide()
    grid.focus(cell)
  }
  const showChoice = (cell: Cell | undefined) => choice.show(grid, cell, decide)
  addEventListener('online', () => void run())
  document.addEventListener('visibilitychange', () => void run())
  return { changed, left, showChoice, now: () => later(0), restore: () => restore(parts, later) }
}

/** What an earlier page left in the journal: sent again, shown beside what somebody wrote since, or named where its cell is gone. */
function restore({ grid, journal, status, words }: Parts, later: (milliseconds: number) => void): void {
  let found = 0
  const left: Record<string, string> = {}
  for (const [key, { typed, seen }] of Object.entries(journal.read())) {
    const cell = grid.get(key)
    if (!cell) {
      left[key] = typed
      continue
    }
    if (grid.shown(cell.seen) === typed) {
      journal.drop({ [key]: typed })
      continue
    }
    found += 1
    cell.input.value = typed
    const isTaken = cell.seen !== seen
    grid.set(cell, isTaken ? 'conflict' : 'unsaved')
  }
  showLeftOver(grid.root, journal, left, words)
  if (found === 0) return
  status.say((words.restored ?? '').replace('%n', String(found)), 'waiting')
  later(0)
}

function take({ grid, journal }: Parts, sent: Record<string, string>, answer: Answer): void {
  const told = new Map(answer.cells.map((one) => [one.cell, one]))
  const stored: Record<string, string> = {}
  for (const [key, typed] of Object.entries(sent)) {
    const cell = grid.get(key)!
    const one = told.get(key)
    const isSame = cell.input.value === typed
    if (!one) {
      if (isSame) grid.set(cell, 'unsaved')
      continue
    }
    if (one.state === 'refused') {
      if (isSame) grid.set(cell, 'error', one.message ?? '')
      continue
    }
    cell.seen = one.text
    if (one.state === 'conflict') {
      if (isSame) grid.set(cell, 'conflict')
      continue
    }
    stored[key] = typed
    if (!isSame) {
      // What is typed now stands on what this sending wrote.
      if (one.state === 'saved') journal.keep(key, { typed: cell.input.value, seen: one.text })
      continue
    }
    // A figure not being typed in takes the form in which it is stored.
    if (document.activeElement !== cell.input) cell.input.value = one.shown
    grid.set(cell, 'saved')
  }
  journal.drop(stored)
  for (const row of answer.rows) grid.showRow(row.enrolment, row.words)
}

function giveBack(
  { grid }: Parts,
  cells: readonly Cell[],
  outcome: Exclude<Outcome, { kind: 'done' }>,
): void {
  for (const cell of cells) {
    if (grid.stateOf(cell) !== 'saving') continue
    if (outcome.kind === 'refused') grid.set(cell, 'error', outcome.message)
    else grid.set(cell, 'unsaved')
  }
}

/** The page's own form with the cells that wait, what was seen in them and whose they are; sending it twice writes it once. */
async function send(cells: readonly Cell[], account: string): Promise<Outcome> {
  const data = new URLSearchParams()
  data.set('_form', 'save')
  data.set('_account', account)
  data.set('partial', 'true')
  const seen: Record<string, Record<string, string>> = {}
  for (const cell of cells) {
    const [enrolment, column] = cell.key.split('/') as [string, string]
    data.set(`cells.${enrolment}.${column}`, cell.input.value)
    ;(seen[enrolment] ??= {})[column] = cell.seen
  }
  data.set('seen', JSON.stringify(seen))
  try {
    const answer = await fetch(location.pathname, {
      method: 'POST',
      body: data,
      headers: { accept: 'application/json' },
    })
    if (answer.status >= 500 || answer.status === 429) return { kind: 'away' }
    if (answer.status === 401) return { kind: 'ended' }
    const body = (await answer.json()) as {
      result?: Answer
      message?: string
      fields?: Record<string, string>
    }
    if (answer.ok && body.result) return { kind: 'done', answer: body.result }
    return {
      kind: 'refused',
      message: [body.message, ...Object.values(body.fields ?? {})].filter(Boolean).join(' '),
    }
  } catch {
    // No line, or a server that is being started again.
    return { kind: 'away' }
  }
}
