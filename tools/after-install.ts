import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { buildIfStale } from './build.ts'

// `npx ngheso` finds the command among the project's own tools.
mkdirSync('node_modules/.bin', { recursive: true })
const link = 'node_modules/.bin/ngheso'
if (!existsSync(link)) {
  rmSync(link, { force: true })
  symlinkSync('../../bin/ngheso.js', link)
}
await buildIfStale()
