import { runnerImport } from 'vite'

/** Runs a TypeScript file of the project with everything the build knows (`node tools/run.ts bench/main.ts …`). */
const [file, ...rest] = process.argv.slice(2)
if (!file) throw new Error('which file?')
process.argv = [process.argv[0]!, file, ...rest]
await runnerImport(file, { configFile: 'vite.config.ts' })
