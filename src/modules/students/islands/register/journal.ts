/** One line of the register as typed; only ids, never names. */
export type Entry = { kind: string; minutes?: string; hours?: string; note?: string }

/** What one session holds that the server may not have yet. */
export type Journal = {
  session: string
  /** The state of the session the person saw. */
  version: number
  lines: Record<string, Entry>
  topic: string
  /** Confirmed: to be sent as soon as there is a line. Else: being tapped. */
  isConfirmed: boolean
  /** Makes a second sending harmless. */
  token: string
  at: string
  /** The server refused it with these words; it is not sent again by itself. */
  refused?: string | undefined
}

const prefix = 'diem-danh:'
const keyOf = (account: string, session: string): string => `${prefix}${account}:${session}`

/** Under account and session, so that two people at one device never see one another's. Answers whether it is kept. */
export function writeJournal(account: string, journal: Journal): boolean {
  try {
    localStorage.setItem(keyOf(account, journal.session), JSON.stringify(journal))
    return true
  } catch {
    // Full or forbidden: the page falls back to sending the form at once.
    return false
  }
}

export function readJournal(account: string, session: string): Journal | undefined {
  try {
    return parse(localStorage.getItem(keyOf(account, session)))
  } catch {
    return undefined
  }
}

/**
 * The server holds what was sent: it is forgotten. What was tapped since stays, and stands on the version the sending made.
 * @returns what stays
 */
export function settleJournal(account: string, sent: Journal, version: number): Journal | undefined {
  const kept = readJournal(account, sent.session)
  if (!kept) return undefined
  if (kept.token !== sent.token) {
    const later = { ...kept, version }
    writeJournal(account, later)
    return later
  }
  localStorage.removeItem(keyOf(account, sent.session))
  return undefined
}

/** Journals of the account that wait to be sent, the oldest first. */
export function listConfirmed(account: string): Journal[] {
  const found: Journal[] = []
  for (let at = 0; at < localStorage.length; at++) {
    const key = localStorage.key(at)
    if (!key?.startsWith(keyOf(account, ''))) continue
    const journal = parse(localStorage.getItem(key))
    if (journal?.isConfirmed) found.push(journal)
  }
  return found.toSorted((a, b) => (a.at < b.at ? -1 : 1))
}

function parse(text: string | null): Journal | undefined {
  try {
    const read = text === null ? undefined : (JSON.parse(text) as Journal)
    return read && typeof read.session === 'string' && typeof read.lines === 'object' ? read : undefined
  } catch {
    return undefined
  }
}

/** The page's own form with what the journal holds, and whose it is: signed in as somebody else, the server takes nothing. */
export function toForm(account: string, journal: Journal): FormData {
  const data = new FormData()
  data.set('_form', 'take')
  data.set('_account', account)
  data.set('_once', journal.token)
  data.set('version', String(journal.version))
  if (journal.topic) data.set('topic', journal.topic)
  for (const [id, entry] of Object.entries(journal.lines).filter(([, one]) => one.kind !== 'present'))
    for (const [part, value] of Object.entries(entry)) if (value) data.set(`lines.${id}.${part}`, value)
  return data
}
