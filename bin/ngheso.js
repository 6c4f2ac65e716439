#!/usr/bin/env node
// Starts the built application under the Node that the project pins, building it first when a source changed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const pinned = join(root, 'node_modules/node/bin/node')
const major = Number(process.versions.node.split('.')[0])

if (major < 26 && existsSync(pinned)) {
  const { status } = spawnSync(pinned, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  process.exit(status ?? 1)
}

const from = process.cwd()
process.chdir(root)
const { buildIfStale } = await import(pathToFileURL(join(root, 'tools/build.ts')).href)
await buildIfStale()
process.chdir(from)
await import(pathToFileURL(join(root, 'dist/server/main.js')).href)
