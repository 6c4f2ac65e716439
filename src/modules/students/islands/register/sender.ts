import { dropJournal, listConfirmed, toForm, writeJournal, type Journal } from './journal.ts'

type Parts = {
  account: string
  /** The session of this page; undefined on the list. */
  session: string | undefined
  words: Record<string, string>
  status: HTMLElement
  onSaved: (version: number | undefined) => void
  onConflict: (journal: Journal) => void
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

async function sendAll(parts: Parts): Promise<void> {
  const { account, words, session } = parts
  for (const journal of listConfirmed(account)) {
    if (journal.refused && journal.session !== session) continue
    if (journal.session === session) say(parts, words.sending ?? '', 'waiting')
    const { outcome, message, version } = await send(journal)
    if (outcome === 'saved') {
      dropJournal(account, journal)
      if (journal.session !== session) continue
      say(parts, (words.saved_at ?? '').replace('%at', clock(new Date())), 'saved')
      parts.onSaved(version)
    } else if (outcome === 'conflict' && journal.session === session) {
      // The page that answers shows both versions and takes the journal's place; until then the journal stays.
      return parts.onConflict(journal)
    } else if (outcome === 'refused' || outcome === 'conflict') {
      const refused = outcome === 'conflict' ? (words.conflict_elsewhere ?? '') : message
      writeJournal(account, { ...journal, refused })
      if (journal.session === session) return say(parts, `${words.refused ?? ''} ${message}`, 'error')
    } else {
      return sayWaiting(parts, outcome)
    }
  }
  const left = listConfirmed(account)
  if (left.length > 0) sayWaiting(parts, 'away')
}

async function send(
  journal: Journal,
): Promise<{ outcome: Outcome; message: string; version?: number | undefined }> {
  try {
    const answer = await fetch(`/diem-danh/${journal.session}`, {
      method: 'POST',
      body: toForm(journal),
      headers: { accept: 'application/json' },
    })
    if (answer.status >= 500 || answer.status === 429) return { outcome: 'away', message: '' }
    const body = (await answer.json()) as {
      result?: { version: number } | null
      error?: string
      message?: string
    }
    if (answer.ok) return { outcome: 'saved', message: '', version: body.result?.version }
    const isTaken = body.error === 'students.teaching.error.taken_elsewhere'
    const outcome = answer.status === 401 ? 'ended' : isTaken ? 'conflict' : 'refused'
    return { outcome, message: body.message ?? '' }
  } catch {
    // No line, or a server that is being started again.
    return { outcome: 'away', message: '' }
  }
}

function sayWaiting(parts: Parts, outcome: 'away' | 'ended'): void {
  const { words, account, status } = parts
  const waiting = listConfirmed(account)
  say(parts, (words.pending ?? '').replace('%n', String(waiting.length)), 'waiting')
  if (outcome === 'ended') addLink(status, words.session_ended ?? '', words.sign_in ?? '', signInAddress())
  for (const journal of waiting)
    if (journal.refused && journal.session !== parts.session)
      addLink(status, journal.refused, words.conflict_open ?? '', `/diem-danh/${journal.session}`)
}

const signInAddress = (): string => `/dang-nhap?${new URLSearchParams({ tiep: location.pathname })}`

function addLink(status: HTMLElement, text: string, label: string, href: string): void {
  const link = document.createElement('a')
  link.href = href
  link.textContent = label
  status.append(` ${text} `, link)
}

function say({ status }: Parts, text: string, kind: 'waiting' | 'saved' | 'error'): void {
  status.hidden = text === ''
  status.textContent = text
  status.dataset.kind = kind
}

/** `08:05`. */
const clock = (at: Date): string =>
  `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
