import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIfStale } from './build.ts'

type Step = { name: string; command: string[]; isTests?: true }
type Report = { success: boolean; numPassedTests: number; numFailedTests: number; numPendingTests: number }

const scratch = mkdtempSync(join(tmpdir(), 'ngheso-report-'))
const vitest = (name: string, ...more: string[]) => [
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${join(scratch, `${name}.json`)}`,
  ...more,
]

const script = (name: string, command: string): Step => ({
  name,
  command: ['npm', 'run', '--silent', command],
})

/** Quick checks first; the first that fails does not hide the others. Steps of one row run at the same time. */
const rows: Step[][] = [
  [script('format', 'format:check')],
  [script('lint', 'lint'), script('types', 'types'), script('architecture', 'architecture')],
  [{ name: 'unit', command: vitest('unit'), isTests: true }],
  [{ name: 'browser', command: vitest('browser', '--config', 'e2e/vitest.config.ts'), isTests: true }],
]

await buildIfStale()
const failed: string[] = []
const counts = { passed: 0, failed: 0, skipped: 0 }
for (const row of rows) await Promise.all(row.map((step) => run(step, row.length > 1)))
rmSync(scratch, { recursive: true, force: true })
process.stdout.write(failed.length > 0 ? `\nfailed: ${failed.join(', ')}\n` : '\nall checks passed\n')
process.stdout.write(`total: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`)
process.exitCode = failed.length > 0 || counts.failed > 0 || counts.passed === 0 ? 1 : 0

/** Runs a step; beside others its output is kept until it has ended. */
async function run({ name, command, isTests }: Step, isKept: boolean): Promise<void> {
  const begun = Date.now()
  if (!isKept) process.stdout.write(`\n── ${name}\n`)
  const child = spawn(command[0]!, command.slice(1), {
    stdio: isKept ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
  })
  const output: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => output.push(part))
  const status = await new Promise<number | null>((resume) => {
    child.on('close', resume)
    child.on('error', () => resume(null))
  })
  if (isKept) process.stdout.write(`\n── ${name}\n${Buffer.concat(output).toString()}`)
  // Tests are judged by their report as well: an exit status alone can be lost on the way.
  const isOk = (isTests ? count(name) : true) && status === 0
  const seconds = Math.round((Date.now() - begun) / 1000)
  process.stdout.write(`── ${name}: ${isOk ? 'ok' : 'failed'} (${seconds} s)\n`)
  if (!isOk) failed.push(name)
  if (!isTests) counts[isOk ? 'passed' : 'failed'] += 1
}

/** Adds up a report. @returns whether every test passed. */
function count(name: string): boolean {
  try {
    const report = JSON.parse(readFileSync(join(scratch, `${name}.json`), 'utf8')) as Report
    counts.passed += report.numPassedTests
    counts.failed += report.numFailedTests
    counts.skipped += report.numPendingTests
    return report.success && report.numFailedTests === 0
  } catch {
    counts.failed += 1
    return false
  }
}
