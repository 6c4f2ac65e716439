import { spawn } from 'node:child_process'
import { projectRoot } from '#platform/root.ts'
import type { Command } from '../arguments.ts'

export const bench: Command = {
  usage: 'bench [NAME …]',
  about: 'measure speed as ratios against a limit measured in the same run',
  run: ({ words }) =>
    new Promise((resume) => {
      const child = spawn(process.execPath, ['tools/run.ts', 'bench/main.ts', ...words], {
        stdio: 'inherit',
        cwd: projectRoot,
      })
      child.on('exit', (status) => resume(status ?? 1))
    }),
}
