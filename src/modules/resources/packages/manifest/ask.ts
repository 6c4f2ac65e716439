import { runBeside, type BesideLimits } from '#platform/beside.ts'
import type { PackageFacts } from '../facts.ts'
import { PackageFault, type PackageFaultCode } from '../fault.ts'

/** What the thread answers; an error that is no fault of the package ends it. */
export type ReadPackage =
  | { facts: PackageFacts }
  | { fault: { code: PackageFaultCode; params: Record<string, string | number> } }

const limits: BesideLimits = { ms: 120_000, megabytes: 768 }

/** The thread's file: beside this one in the source, by its name in the build (see `vite.config.ts`). */
const entry = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './read-package.js', import.meta.url)

/**
 * Reads what a package on the disk is, and looks into the archives in it, in a thread of its own: a manifest of ten
 * megabytes, or one made to be slow to read, stops no page.
 * @throws PackageFault
 */
export async function readPackageBeside(path: string, within = limits): Promise<PackageFacts> {
  const read = await runBeside<ReadPackage>(entry, path, within)
  if ('limit' in read) throw new PackageFault('too_long')
  const { answer } = read
  if ('fault' in answer) throw new PackageFault(answer.fault.code, answer.fault.params)
  return answer.facts
}
