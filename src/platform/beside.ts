import { Worker } from 'node:worker_threads'

/** How long a thread may work, and how much memory it may take. */
export type BesideLimits = { ms: number; megabytes: number }

/**
 * Has a question answered in a thread of its own, so that no page waits for it and nothing it meets takes the process down.
 * The thread posts one message, its answer.
 * @returns the answer, or which limit it met
 * @throws what the thread threw
 */
export function runBeside<Answer>(
  entry: URL,
  question: unknown,
  { ms, megabytes }: BesideLimits,
): Promise<{ answer: Answer } | { limit: 'time' | 'memory' }> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, {
      workerData: question,
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
      stdout: true,
      stderr: true,
    })
    const end = (settle: () => void) => {
      clearTimeout(timer)
      settle()
      void worker.terminate()
    }
    const timer = setTimeout(() => end(() => resolve({ limit: 'time' })), ms)
    worker.once('message', (answer: Answer) => end(() => resolve({ answer })))
    worker.once('error', (error: Error & { code?: string }) =>
      end(() => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve({ limit: 'memory' }) : reject(error))),
    )
    worker.once('exit', () => end(() => reject(new Error('a thread ended without an answer'))))
  })
}
