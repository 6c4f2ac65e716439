import './register.css'
import { newToken } from '#platform/forms/send.ts'
import { readJournal, writeJournal, type Journal } from './register/journal.ts'
import { createSender } from './register/sender.ts'
import { createLines } from './register/lines.ts'
import { say } from './shared/status.ts'

/**
 * The register on a phone. What is tapped is in the journal before the finger has left the glass; a confirmed register stays there
 * until the server has said that it holds it. There is no service worker: the page must be opened once while there is a line
 * ("Hôm nay" lists the sessions), then it may be closed, killed or cut off; no name of a learner is kept on the device.
 */
const place = document.querySelector<HTMLElement>('[data-register]')
const list = document.querySelector<HTMLElement>('[data-pending]')
const root = place ?? list
if (root) start(root)

function start(here: HTMLElement): void {
  const words = JSON.parse(here.dataset.words ?? '{}') as Record<string, string>
  const account = here.dataset.account ?? ''
  const status = here.querySelector<HTMLElement>('[data-status]')!
  const stored = status.textContent ?? ''
  const sender = createSender({
    account,
    session: place?.dataset.register,
    words,
    status,
    onSaved: (version, later) => register?.saved(version, later),
    onConflict: (journal) => register?.showBoth(journal),
    onRefused: (fields) => register?.refused(fields) ?? Object.values(fields),
  })
  const register = place ? openRegister(place, { words, account, status, stored, sender }) : undefined
  void sender.run()
}

type Parts = {
  words: Record<string, string>
  account: string
  status: HTMLElement
  stored: string
  sender: ReturnType<typeof createSender>
}

function openRegister(here: HTMLElement, { words, account, status, stored, sender }: Parts) {
  const session = here.dataset.register!
  const form = here.querySelector('form')!
  const version = form.querySelector<HTMLInputElement>('input[name=version]')!
  const lines = createLines(here, words)
  const isLocked = here.dataset.locked !== undefined
  // The page the server shows after a conflict holds what was typed beside what is stored: it speaks, not the journal.
  const kept = here.dataset.state === 'conflict' ? undefined : readJournal(account, session)
  if (kept) {
    lines.restore(kept.lines, kept.topic)
    version.value = String(kept.version)
    // Opened again it is tried once more: what was in the way may be gone, or both versions are shown.
    if (kept.refused) writeJournal(account, { ...kept, refused: undefined })
    say(status, words[kept.isConfirmed ? 'sending' : 'restored'] ?? '', 'waiting')
  }
  const journal = (isConfirmed: boolean, token: string): Journal => ({
    session,
    version: Number(version.value),
    lines: lines.read(),
    topic: lines.topic(),
    isConfirmed,
    token,
    at: new Date().toISOString(),
  })
  const keep = (isConfirmed: boolean) => {
    const isKept = writeJournal(account, journal(isConfirmed, newToken()))
    if (!isConfirmed) say(status, words[isKept ? 'unsaved' : 'not_kept'] ?? '', isKept ? 'waiting' : 'error')
    return isKept
  }
  if (here.dataset.state === 'conflict') writeJournal(account, journal(false, newToken()))
  lines.onChange(() => {
    lines.mark({})
    keep(false)
  })
  form.addEventListener('submit', (event) => {
    if (isLocked || !keep(true)) return
    event.preventDefault()
    void sender.run()
  })
  if (!kept && stored) say(status, stored, here.dataset.state === 'stored' ? undefined : 'waiting')
  return {
    saved(next: number, later: Journal | undefined) {
      version.value = String(next)
      if (!later) lines.mark({})
    },
    refused: (fields: Record<string, string>) => lines.mark(fields),
    /** Somebody else saved this session first: the server shows both, as it does without script. */
    showBoth(waiting: Journal) {
      version.value = String(waiting.version)
      lines.restore(waiting.lines, waiting.topic)
      form.submit()
    },
  }
}
