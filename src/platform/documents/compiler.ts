import { spawn, type ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import { compileInProcess, type Answer, type Job, type Setup } from './compile.ts'
import { DocumentError } from './errors.ts'
import { fontFolders } from './fonts.ts'

// A process of its own, because native code can neither be stopped in a thread nor made to give memory back there,
// and because its crash must not be ours. It goes after a while without work.
const idleMs = 60_000

let compiler: ChildProcess | undefined
let idle: NodeJS.Timeout | undefined
let last: Promise<unknown> = Promise.resolve()

/**
 * Compiles one document after another, so that long ones do not hold up requests.
 * @throws DocumentError
 */
export function compile(job: Job, limitMs: number): Promise<Uint8Array> {
  const mine = last.then(() => run(job, limitMs))
  last = mine.catch(() => undefined)
  return mine
}

/** Ends the compiler now. The next document starts a new one. */
export function stopDocuments(): void {
  clearTimeout(idle)
  compiler?.kill('SIGKILL')
  compiler = undefined
}

async function run(job: Job, limitMs: number): Promise<Uint8Array> {
  clearTimeout(idle)
  const child = (compiler ??= start())
  hold(child, true)
  try {
    const answer = await ask(child, job, limitMs)
    if ('pdf' in answer) return answer.pdf
    throw new DocumentError('template', answer.message, answer.file, answer.line)
  } finally {
    hold(child, false)
    idle = setTimeout(stopDocuments, idleMs).unref()
  }
}

function start(): ChildProcess {
  const setup: Setup = {
    compiler: createRequire(import.meta.url).resolve('@myriaddreamin/typst-ts-node-compiler'),
    fonts: fontFolders(),
  }
  // None of our settings and secrets go along, only what finding fonts may need.
  const { PATH, HOME, SystemRoot, LOCALAPPDATA } = process.env
  const child = spawn(process.execPath, ['-e', `(${compileInProcess.toString()})()`, JSON.stringify(setup)], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    env: { PATH, HOME, SystemRoot, LOCALAPPDATA },
  })
  const forget = () => {
    if (compiler === child) compiler = undefined
  }
  return child.once('exit', forget).on('error', forget)
}

/** A compiler at work keeps our process alive; an idle one does not. */
function hold(child: ChildProcess, working: boolean): void {
  if (working) {
    child.ref()
    child.channel?.ref()
  } else {
    child.unref()
    child.channel?.unref()
  }
}

function ask(child: ChildProcess, job: Job, limitMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(timer)
      child.off('message', answered).off('error', crashed).off('exit', ended)
      settle()
    }
    const fail = (code: DocumentError['code'], message: string) =>
      finish(() => {
        stopDocuments()
        reject(new DocumentError(code, message))
      })
    const answered = (message: unknown) => finish(() => resolve(message as Answer))
    const crashed = (error: Error) => fail('crashed', error.message)
    const ended = (status: number | null, signal: string | null) =>
      fail('crashed', `the compiler ended with ${signal ?? `status ${status}`}`)
    const timer = setTimeout(() => fail('timeout', `no document after ${limitMs} ms`), limitMs)
    child.once('message', answered).once('error', crashed).once('exit', ended)
    child.send(job, (error) => error && crashed(error))
  })
}
