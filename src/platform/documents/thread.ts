import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { compileInThread, type Answer, type Job, type Setup } from './compile.ts'
import { DocumentError } from './errors.ts'
import { fontFolders } from './fonts.ts'

// The thread goes after a while without work, so that an idle process does not carry the compiler.
const idleMs = 60_000

let thread: Worker | undefined
let idle: NodeJS.Timeout | undefined
let last: Promise<unknown> = Promise.resolve()

/**
 * Compiles one document after another in a thread of its own, so that long ones do not hold up requests.
 * @throws DocumentError
 */
export function compile(job: Job, limitMs: number): Promise<Uint8Array<ArrayBuffer>> {
  const mine = last.then(() => run(job, limitMs))
  last = mine.catch(() => undefined)
  return mine
}

/** Ends the thread now. The next document starts a new one. */
export async function stopDocuments(): Promise<void> {
  clearTimeout(idle)
  const ending = thread
  thread = undefined
  await ending?.terminate()
}

async function run(job: Job, limitMs: number): Promise<Uint8Array<ArrayBuffer>> {
  clearTimeout(idle)
  const worker = (thread ??= start())
  worker.ref()
  try {
    const answer = await ask(worker, job, limitMs)
    if ('pdf' in answer) return answer.pdf
    throw new DocumentError('template', answer.message, answer.file, answer.line)
  } finally {
    worker.unref()
    idle = setTimeout(() => void stopDocuments(), idleMs).unref()
  }
}

function start(): Worker {
  const setup: Setup = {
    compiler: createRequire(import.meta.url).resolve('@myriaddreamin/typst-ts-node-compiler'),
    fonts: fontFolders(),
  }
  return new Worker(`(${compileInThread.toString()})()`, { eval: true, workerData: setup })
}

async function ask(worker: Worker, job: Job, limitMs: number): Promise<Answer> {
  const done = new AbortController()
  try {
    return await new Promise<Answer>((resolve, reject) => {
      const timer = setTimeout(() => fail('timeout', `no document after ${limitMs} ms`), limitMs)
      done.signal.addEventListener('abort', () => clearTimeout(timer))
      const fail = (code: DocumentError['code'], message: string) => {
        void stopDocuments()
        reject(new DocumentError(code, message))
      }
      const failed = (error: unknown) =>
        fail('crashed', error instanceof Error ? error.message : String(error))
      const ended = (status: number) => fail('crashed', `the compiler ended with status ${status}`)
      worker.once('message', resolve).once('error', failed).once('exit', ended)
      done.signal.addEventListener('abort', () => {
        worker.off('message', resolve).off('error', failed).off('exit', ended)
      })
      worker.postMessage(job)
    })
  } finally {
    done.abort()
  }
}
