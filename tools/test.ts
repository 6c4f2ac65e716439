import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIfStale } from './build.ts'

type Step = { name: string; command: string[] }
type Report = { numPassedTests: number; numFailedTests: number; numPendingTests: number }

const scratch = mkdtempSync(join(tmpdir(), 'ngheso-report-'))
const vitest = (name: string, ...more: string[]) => [
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${join(scratch, `${name}.json`)}`,
  ...more,
]

/** Quick checks first; the first that fails does not hide the others. */
const steps: Step[] = [
  { name: 'format', command: ['npm', 'run', '--silent', 'format:check'] },
  { name: 'lint', command: ['npm', 'run', '--silent', 'lint'] },
  { name: 'types', command: ['npm', 'run', '--silent', 'types'] },
  { name: 'architecture', command: ['npm', 'run', '--silent', 'architecture'] },
  { name: 'unit', command: vitest('unit') },
  { name: 'browser', command: vitest('browser', '--config', 'e2e/vitest.config.ts') },
]

await buildIfStale()
const failed: string[] = []
const counts = { passed: 0, failed: 0, skipped: 0 }
for (const { name, command } of steps) {
  process.stdout.write(`\n── ${name}\n`)
  const begun = Date.now()
  const { status } = spawnSync(command[0]!, command.slice(1), { stdio: 'inherit' })
  process.stdout.write(
    `── ${name}: ${status === 0 ? 'ok' : 'failed'} (${Math.round((Date.now() - begun) / 1000)} s)\n`,
  )
  if (status !== 0) failed.push(name)
  if (name === 'unit' || name === 'browser') count(name)
  else counts[status === 0 ? 'passed' : 'failed'] += 1
}
rmSync(scratch, { recursive: true, force: true })
process.stdout.write(failed.length > 0 ? `\nfailed: ${failed.join(', ')}\n` : '\nall checks passed\n')
process.stdout.write(`total: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`)
process.exitCode = failed.length > 0 || counts.passed === 0 ? 1 : 0

function count(name: string): void {
  try {
    const report = JSON.parse(readFileSync(join(scratch, `${name}.json`), 'utf8')) as Report
    counts.passed += report.numPassedTests
    counts.failed += report.numFailedTests
    counts.skipped += report.numPendingTests
  } catch {
    counts.failed += 1
  }
}
