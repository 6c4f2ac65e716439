import { parentPort, workerData } from 'node:worker_threads'
import { checkNested } from '../archive/nested.ts'
import { withArchive } from '../archive/open.ts'
import { PackageFault } from '../fault.ts'
import type { ReadPackage } from './ask.ts'
import { readPackage } from './read.ts'

async function read(path: string): Promise<ReadPackage> {
  try {
    return await withArchive(path, async (archive) => {
      const facts = await readPackage(archive)
      await checkNested(archive)
      return { facts }
    })
  } catch (error) {
    // Headings in headings, deeper than a thread can go.
    if (error instanceof RangeError) return { fault: { code: 'too_long', params: {} } }
    if (!(error instanceof PackageFault)) throw error
    return { fault: { code: error.code, params: error.params } }
  }
}

// One package a thread: whatever its manifest does to it, the next one starts afresh.
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
parentPort!.postMessage(await read(workerData as string))
