import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Is the program on this machine? Tests that ask an independent program skip without it. */
export const hasProgram = (name: string): boolean =>
  spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined

/** Runs a program over files in a folder of its own; what it said, both ways. */
export function runOver(
  files: Record<string, string | Uint8Array>,
  program: string,
  words: (path: (name: string) => string) => string[],
): { status: number | null; said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'signing-'))
  const path = (name: string) => join(folder, name)
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(path(name), content)
    const done = spawnSync(program, words(path), { encoding: 'utf8' })
    return { status: done.status, said: `${done.stdout}\n${done.stderr}` }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
