import { readFile, writeFile } from 'node:fs/promises'
import { vi } from 'vitest'
import type { TestApp } from '#app/testing.ts'
import { openArchive, writeZip } from '#platform/sheets/index.ts'
import { resourcesCommand } from '../command.ts'

/** Runs the command `ngheso resources …` on an installation. */
export async function run(site: TestApp, words: string[], options: Record<string, string | true> = {}) {
  const said = { out: '', err: '' }
  const out = vi
    .spyOn(process.stdout, 'write')
    .mockImplementation((piece) => ((said.out += String(piece)), true))
  const err = vi
    .spyOn(process.stderr, 'write')
    .mockImplementation((piece) => ((said.err += String(piece)), true))
  try {
    const host = {
      env: {},
      input: process.stdin,
      withApp: <T>(work: (app: TestApp['app']) => Promise<T>) => work(site.app),
    }
    return { status: await resourcesCommand.run({ words, options }, host), ...said }
  } finally {
    out.mockRestore()
    err.mockRestore()
  }
}

export const zip = async (parts: readonly [string, Uint8Array | string][]) =>
  Buffer.concat(
    await Array.fromAsync(writeZip(parts.map(([path, content]) => ({ path, content: [content] })))),
  )

/** What the tests change of a description. */
export type Described = {
  address: string | null
  institution: string | null
  licence: string | null
  authors: { institution: string | null }[]
  components: { framework: string; code: string }[]
  origins: { title: string; address: string | null; licence: string | null }[]
  files: { path: string; mime: string; kind: string; language: string | null }[]
}
export type Parts = Map<string, Uint8Array | string>

/** The exported ZIP of a resource with something in it changed. */
export async function repacked(
  site: TestApp,
  { code, path }: { code: string; path: string },
  change: (parts: Parts) => unknown,
): Promise<string> {
  await run(site, ['export', code, path])
  const limits = { fileBytes: 1e9, inflatedBytes: 1e9, ratio: 1e9, entries: 100, rows: 0, columns: 0 }
  const archive = openArchive(await readFile(path), limits)
  const parts: Parts = new Map()
  for (const name of archive.names) parts.set(name, Buffer.concat(await Array.fromAsync(archive.read(name))))
  change(parts)
  await writeFile(path, await zip([...parts]))
  return path
}

export function describedAs(parts: Parts, change: (manifest: Described) => unknown): void {
  const manifest = JSON.parse(String(parts.get('hoc-lieu.json')))
  change(manifest)
  parts.set('hoc-lieu.json', JSON.stringify(manifest))
}
