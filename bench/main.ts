import { failures } from './report.ts'

/** Runs that can be asked for by name; without a name, all of them. */
const runs: Record<string, () => Promise<void>> = {
  start: async () => (await import('./start.ts')).run(),
  pages: async () => (await import('./pages.ts')).run(),
  imports: async () => (await import('./imports.ts')).run(),
  measures: async () => (await import('./measures.ts')).run(),
}

const asked = process.argv.slice(2)
for (const name of asked.length > 0 ? asked : Object.keys(runs)) {
  const run = runs[name]
  if (!run) throw new Error(`no run '${name}'; there are: ${Object.keys(runs).join(', ')}`)
  process.stdout.write(`\n${name}\n`)
  await run()
}
process.stdout.write(`\n${failures()} over their limit\n`)
process.exit(failures() > 0 ? 1 : 0)
