import { addLink, say, signInAddress } from '../shared/status.ts'
import { listConfirmed, readJournal, settleJournal, toForm, writeJournal, type Journal } from './journal.ts'

type Parts = {
  account: string
  /** The session of this page; undefined on the list. */
  session: string | undefined
  words: Record<string, string>
  status: HTMLElement
  /** @param later what was tapped while it was on its way */
  onSaved: (version: number, later: Journal | undefined) => void
  onConflict: (journal: Journal) => void
  /** Marks the fields that were refused. Answers the words that have no field on the page. */
  onRefused: (fields: Record<string, string>) => string[]
}

type Outcome = 'saved' | 'away' | 'ended' | 'conflict' | 'refused'

const again = 10_000

/** Sends what waits, one after the other, now and whenever there may be a line again; says where it stands. */
export function createSender(parts: Parts) {
  let isRunning = false
  const run = async (): Promise<void> => {
    if (isRunning) return
    isRunning = true
    try {
      await sendAll(parts)
    } finally {
      isRunning = false
    }
  }
  addEventListener('online', () => void run())
  document.addEventListener('visibilitychange', () => void run())
  setInterval(() => {
    if (listConfirmed(parts.account).some((journal) => !journal.refused)) void run()
  }, again)
  return { run }
}

/** What was refused waits until it is changed; what is confirmed meanwhile goes with the same run. */
async function sendAll(parts: Parts): Promise<void> {
  const tried = new Set<string>()
  const next = () =>
    listConfirmed(parts.account).find((journal) => !journal.refused && !tried.has(journal.token))
  for (let journal = next(); journal; journal = next()) {
    tried.add(journal.token)
    const outcome = await sendOne(parts, journal)
    if (outcome === 'conflict') return
    if (outcome === 'away' || outcome === 'ended') return sayWaiting(parts, outcome)
  }
  const others = listConfirmed(parts.account).filter((journal) => journal.session !== parts.session)
  if (others.length > 0) sayOthers(parts, others)
}

/** Sends one. `conflict` only when the page that shows both versions takes over. */
async function sendOne(parts: Parts, journal: Journal): Promise<Outcome> {
  const { account, words } = parts
  const isOwn = journal.session === parts.session
  if (isOwn) say(parts.status, words.sending ?? '', 'waiting')
  const { outcome, message, fields, version } = await send(account, journal)
  if (outcome === 'saved') {
    // Without a version the answer was that of an earlier sending, which made the next one.
    const made = version ?? journal.version + 1
    const later = settleJournal(account, journal, made)
    if (!isOwn) return 'saved'
    if (later) say(parts.status, words.unsaved ?? '', 'waiting')
    else say(parts.status, (words.saved_at ?? '').replace('%at', clock(new Date())), 'saved')
    parts.onSaved(made, later)
    return 'saved'
  }
  if (outcome !== 'conflict' && outcome !== 'refused') return outcome
  const kept = readJournal(account, journal.session) ?? journal
  if (outcome === 'conflict' && isOwn) {
    // The page that answers shows both versions and takes the journal's place; until then the journal stays.
    parts.onConflict(kept)
    return 'conflict'
  }
  const refused =
    outcome === 'conflict'
      ? (words.conflict_elsewhere ?? '')
      : [...new Set([message, ...Object.values(fields)])].join(' ')
  if (kept.token === journal.token) writeJournal(account, { ...journal, refused })
  if (isOwn)
    say(parts.status, [words.refused, message, ...parts.onRefused(fields)].filter(Boolean).join(' '), 'error')
  return 'refused'
}

type Sent = {
  outcome: Outcome
  message: string
  fields: Record<string, string>
  version?: number | undefined
}

async function send(account: string, journal: Journal): Promise<Sent> {
  const none = { message: '', fields: {} }
  try {
    const answer = await fetch(`/diem-danh/${journal.session}`, {
      method: 'POST',
      body: toForm(account, journal),
      headers: { accept: 'application/json' },
    })
    if (answer.status >= 500 || answer.status === 429) return { ...none, outcome: 'away' }
    const body = (await answer.json()) as {
      result?: { version: number } | null
      error?: string
      message?: string
      fields?: Record<string, string>
    }
    if (answer.ok) return { ...none, outcome: 'saved', version: body.result?.version }
    const isTaken = body.error === 'students.teaching.error.taken_elsewhere'
    const outcome = answer.status === 401 ? 'ended' : isTaken ? 'conflict' : 'refused'
    return { outcome, message: body.message ?? '', fields: body.fields ?? {} }
  } catch {
    // No line, or a server that is being started again.
    return { ...none, outcome: 'away' }
  }
}

function sayWaiting(parts: Parts, outcome: 'away' | 'ended'): void {
  const { words, account, status } = parts
  const waiting = listConfirmed(account)
  say(parts.status, pending(parts, waiting), 'waiting')
  if (outcome === 'ended') addLink(status, words.session_ended ?? '', words.sign_in ?? '', signInAddress())
  addRefused(parts, waiting)
}

/** What waits of other sessions, behind what the line says of this one. */
function sayOthers(parts: Parts, waiting: readonly Journal[]): void {
  if (parts.session === undefined) say(parts.status, pending(parts, waiting), 'waiting')
  addRefused(parts, waiting)
}

const pending = ({ words }: Parts, waiting: readonly Journal[]): string =>
  (words.pending ?? '').replace('%n', String(waiting.length))

function addRefused({ status, session, words }: Parts, waiting: readonly Journal[]): void {
  for (const journal of waiting)
    if (journal.refused && journal.session !== session)
      addLink(status, journal.refused, words.conflict_open ?? '', `/diem-danh/${journal.session}`)
}

/** `08:05`. */
const clock = (at: Date): string =>
  `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
