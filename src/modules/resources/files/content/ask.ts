import { runBeside } from '#platform/beside.ts'
import type { Found, Question } from './found.ts'

/** A file gets so long and so much memory; one that wants more is kept unread. */
const mostMs = 60_000
const megabytes = 768

/** The thread's file: beside this one in the source, by its name in the build (see `vite.config.ts`). */
const entry = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './read-content.js', import.meta.url)

/** Reads a file's contents in a thread of its own. */
export async function readBeside(question: Question, ms = mostMs): Promise<Found> {
  try {
    const read = await runBeside<Found>(entry, question, { ms, megabytes })
    if ('answer' in read) return read.answer
    return { fault: { key: `resources.files.fault.${read.limit === 'time' ? 'too_long' : 'unreadable'}` } }
  } catch {
    return { fault: { key: 'resources.files.fault.unreadable' } }
  }
}
