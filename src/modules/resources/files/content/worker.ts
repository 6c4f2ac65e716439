import { parentPort, workerData } from 'node:worker_threads'
import type { Question } from './found.ts'
import { readContent } from './read.ts'

// One question a thread: whatever the file does to it, the next one starts afresh.
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
parentPort!.postMessage(await readContent(workerData as Question))
