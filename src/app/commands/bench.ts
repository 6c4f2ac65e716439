import { spawn } from 'node:child_process'
import { projectRoot } from '#platform/root.ts'
import type { Command } from '../arguments.ts'

export const bench: Command = {
  usage: 'bench [NAME …]',
  about: 'đo tốc độ, so với mốc đo trong cùng lần chạy; NAME là start, pages, imports hoặc measures',
  words: 4,
  options: [],
  run: ({ words }) =>
    new Promise((resume) => {
      const child = spawn(process.execPath, ['tools/run.ts', 'bench/main.ts', ...words], {
        stdio: 'inherit',
        cwd: projectRoot,
      })
      child.on('exit', (status) => resume(status ?? 1))
    }),
}
