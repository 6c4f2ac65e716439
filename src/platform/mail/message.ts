import { z } from 'zod'
import { escapeHtml } from '../text/index.ts'

/** A letter to one person. `to` is a bare address; both bodies say the same. */
export type Message = { to: string; subject: string; text: string; html?: string }

/** `bad_message`: the letter may not be sent as it is. `undelivered`: the mail server did not take it. */
export class MailError extends Error {
  readonly code: 'bad_message' | 'undelivered'

  constructor(code: MailError['code'], message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause })
    this.name = 'MailError'
    this.code = code
  }
}

const line = z.string().regex(/^\P{Cc}+$/u, 'must be one line')
const Letter = z.object({
  to: z.email(),
  subject: line.max(250),
  text: z.string().min(1),
  html: z.string().min(1).optional(),
})

/** Refuses what could add recipients or headers: line breaks, several addresses. @throws MailError bad_message */
export function checkMessage(message: Message): void {
  const checked = Letter.safeParse(message)
  if (checked.success) return
  const faults = checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new MailError('bad_message', faults.join('; '))
}

/** What a letter says, in parts: paragraphs, at most one thing to do, and a closing line. */
export type Letter = {
  /** `vi` or `en`: how a screen reader pronounces it. */
  lang: string
  paragraphs: readonly string[]
  action?: { label: string; url: string }
  closing?: string
}

/** Writes the two bodies of a message from one source, so that they cannot disagree. */
export function writeLetter(letter: Letter): { text: string; html: string } {
  const { action, closing } = letter
  const text = [
    ...letter.paragraphs,
    action && `${action.label}:\n${action.url}`,
    closing && `--\n${closing}`,
  ]
  const html = [
    ...letter.paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`),
    action && `<p><a href="${escapeHtml(safeUrl(action.url))}">${escapeHtml(action.label)}</a></p>`,
    action && `<p>${escapeHtml(action.url)}</p>`,
    closing && `<p><small>${escapeHtml(closing)}</small></p>`,
  ]
  return {
    text: `${text.filter(Boolean).join('\n\n')}\n`,
    html: `<!doctype html><html lang="${escapeHtml(letter.lang)}"><meta charset="utf-8"><body style="font-family:sans-serif;line-height:1.5">${html.filter(Boolean).join('\n')}</body></html>\n`,
  }
}

function safeUrl(url: string): string {
  if (/^https?:\/\//.test(url)) return url
  throw new MailError('bad_message', 'action.url: must begin with http:// or https://')
}
