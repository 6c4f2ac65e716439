import { failures } from './report.ts'

/** Too long to be part of the run without names: SCALE=0.01 tries it in a minute, without SCALE it fills some 40 GB. */
const onlyByName = new Set(['scale'])

/** Runs that can be asked for by name; without a name, all of them but the long ones. */
const runs: Record<string, () => Promise<void>> = {
  start: async () => (await import('./start.ts')).run(),
  pages: async () => (await import('./pages.ts')).run(),
  imports: async () => (await import('./imports.ts')).run(),
  marks: async () => (await import('./marks.ts')).run(),
  measures: async () => (await import('./measures.ts')).run(),
  graduation: async () => (await import('./graduation.ts')).run(),
  transcripts: async () => (await import('./transcripts.ts')).run(),
  credentials: async () => (await import('./credentials.ts')).run(),
  check: async () => (await import('./check.ts')).run(),
  signatures: async () => (await import('./signatures.ts')).run(),
  diplomas: async () => (await import('./diplomas.ts')).run(),
  oai: async () => (await import('./oai.ts')).run(),
  resources: async () => (await import('./resources.ts')).run(),
  files: async () => (await import('./files.ts')).run(),
  scale: async () => (await import('./scale.ts')).run(),
}

const asked = process.argv.slice(2)
for (const name of asked.length > 0 ? asked : Object.keys(runs).filter((one) => !onlyByName.has(one))) {
  const run = runs[name]
  if (!run) {
    process.stderr.write(
      `bench: không có phép đo '${name}'; có: ${Object.keys(runs).join(', ')} (scale rất lâu, chỉ chạy khi gọi tên; thử bằng SCALE=0.01)\n`,
    )
    process.exit(2)
  }
  process.stdout.write(`\n${name}\n`)
  await run()
}
process.stdout.write(`\n${failures()} over their limit\n`)
process.exit(failures() > 0 ? 1 : 0)
