import { z } from 'zod'
import type { App } from '#platform/app.ts'
import { diplomaStates, type CheckResult } from '../diploma.ts'
import { resultOf, type PublicFacts } from './facts.ts'

/** What makes a file fail, as far as it is known; words: `diplomas.check.failed.<code>`. */
export const failures = ['signature', 'covers', 'credential', 'register', 'key', 'closed', 'other'] as const

/** What is said of a file by itself; the state of the diploma is asked of the register. */
export const FileVerdict = z.object({
  file: z.enum(['pdf', 'json', 'sd-jwt']),
  result: z.enum(['genuine', 'altered', 'unknown']),
  /** Which diploma the file says it is, where it can be told. */
  public_id: z.string().nullable(),
  /** Who signed, where the signature holds. */
  signer: z.string().nullable(),
  failed: z.enum(failures).nullable(),
  /** The link it was made for, and where its diploma stands; null: the link is closed. */
  share: z.object({ token: z.string(), state: z.enum(diplomaStates).nullable() }).optional(),
})
export type FileVerdict = z.output<typeof FileVerdict>

/** A file that is intact answers what the register says of its diploma today. */
export function resultOfFile(verdict: FileVerdict, facts: PublicFacts | undefined): CheckResult {
  if (verdict.result !== 'genuine') return verdict.result
  const state = verdict.share ? verdict.share.state : facts?.state
  return state ? resultOf(state) : 'unknown'
}

/** Why a file did not answer as valid: a check it did not pass, else a link that was closed, or no such line in the register. */
export function failedOf(
  verdict: FileVerdict,
  facts: PublicFacts | undefined,
): (typeof failures)[number] | null {
  if (verdict.failed || verdict.result !== 'genuine') return verdict.failed
  if (verdict.share) return verdict.share.state ? null : 'closed'
  return facts ? null : 'register'
}

/** What the page shows after a file was sent: a verdict, or why it was not read (message key). */
const Sent = z.union([z.object({ verdict: FileVerdict }), z.object({ error: z.string() })])
export type Sent = z.output<typeof Sent>

const minutesShown = 30

/** The verdict as part of an address: sealed, so that nobody can make up an address that calls a file genuine. */
export function sealSent(app: App, sent: Sent): string {
  return app.keys.seal(JSON.stringify({ ...sent, at: app.clock.now().getTime() }))
}

/** What a sealed verdict says; an error once it is older than half an hour or was not made here. */
export function openSent(app: App, sealed: string): Sent {
  try {
    const raw = JSON.parse(app.keys.open(sealed)) as { at: number }
    if (app.clock.now().getTime() - raw.at < minutesShown * 60_000) return Sent.parse(raw)
  } catch {
    // not ours: reads as too old
  }
  return { error: 'diplomas.check.error.file_old' }
}
