import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sniffFile } from '#platform/files/index.ts'
import { readBeside } from '../content/ask.ts'
import type { Findings, Looker } from '../looker.ts'
import { toFindings } from './contents.ts'

const mostBytes = 100 * 1024 * 1024
const mostMs = 180_000

/** One conversion at a time: the program takes a processor and half a gigabyte. */
let last: Promise<unknown> = Promise.resolve()
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work, work)
  last = mine.catch(() => undefined)
  return mine
}

const officeKinds = ['docx', 'pptx', 'xlsx', 'odt', 'odp', 'ods', 'cfb']

/** Makes a PDF of an office document with LibreOffice, so that it is seen before it is taken. */
export const officePreviewLooker: Looker = {
  name: 'office-preview',
  accepts: (file) => officeKinds.includes(file.kind),
  async look(file, { app, withFile }): Promise<Findings> {
    if (Number(file.size) > mostBytes) return { previewFault: 'too_large' }
    const folder = await mkdtemp(join(tmpdir(), 'ngheso-preview-'))
    const source = join(folder, `tep.${endingOf(file)}`)
    const target = join(folder, 'tep.pdf')
    try {
      const fault = await withFile(async (path) => {
        await symlink(path, source)
        return inTurn(() => convert(app.config.uploads.converter, folder, source))
      })
      if (fault) return { previewFault: fault }
      if (!(await isPdf(target))) return { previewFault: 'failed' }
      const { fault: _, title: __, ...found } = await readBeside({ what: 'pdf', path: target })
      const { hash } = await app.files.put(createReadStream(target))
      return {
        ...(await toFindings(app, { ...found, text: file.kind === 'cfb' ? found.text : undefined })),
        preview: hash,
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

const endingOf = (file: { kind: string; path: string }): string =>
  file.kind === 'cfb' ? (/\.(doc|xls|ppt)$/i.exec(file.path)?.[1]?.toLowerCase() ?? 'doc') : file.kind

async function isPdf(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found !== undefined && (await sniffFile(path)) === 'pdf'
}

/** Macros are not run and nothing is fetched: the profile is an empty one of its own. */
function convert(
  program: string,
  folder: string,
  source: string,
): Promise<'no_converter' | 'failed' | undefined> {
  const profile = pathToFileURL(join(folder, 'profile')).href
  const words = ['--headless', '--norestore', '--nolockcheck', `-env:UserInstallation=${profile}`]
  return new Promise((resolve) => {
    execFile(
      program,
      [...words, '--convert-to', 'pdf', '--outdir', folder, source],
      {
        timeout: mostMs,
        killSignal: 'SIGKILL',
        env: { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8' },
      },
      (error) => {
        if (!error) return resolve(undefined)
        resolve(error.code === 'ENOENT' || error.code === 'EACCES' ? 'no_converter' : 'failed')
      },
    )
  })
}
