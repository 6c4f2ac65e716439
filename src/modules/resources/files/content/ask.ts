import { Worker } from 'node:worker_threads'
import type { Found, Question } from './found.ts'

/** A file gets so long and so much memory; one that wants more is kept unread. */
const mostMs = 60_000
const mostMegabytes = 768

/** The thread's file: beside this one in the source, by its name in the build (see `vite.config.ts`). */
const entry = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './read-content.js', import.meta.url)

/** Reads a file's contents in a thread of its own, so that no page waits for it and no file takes the process down. */
export function readBeside(question: Question, limitMs = mostMs): Promise<Found> {
  return new Promise((resolve) => {
    const worker = new Worker(entry, {
      workerData: question,
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
      stdout: true,
      stderr: true,
    })
    const end = (found: Found) => {
      clearTimeout(timer)
      resolve(found)
      void worker.terminate()
    }
    const timer = setTimeout(() => end({ fault: { key: 'resources.files.fault.too_long' } }), limitMs)
    worker.once('message', end)
    worker.once('error', () => end({ fault: { key: 'resources.files.fault.unreadable' } }))
    worker.once('exit', () => end({ fault: { key: 'resources.files.fault.unreadable' } }))
  })
}
