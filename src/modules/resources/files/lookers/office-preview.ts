import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sniffFile } from '#platform/files/index.ts'
import { readBeside } from '../content/ask.ts'
import type { Findings, Looker } from '../looker.ts'
import { letGo } from '../store/let-go.ts'
import { officeKinds } from '../waiting.ts'
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

/** Makes a PDF of an office document with LibreOffice, so that it is seen before it is taken. */
export const officePreviewLooker: Looker = {
  name: 'office-preview',
  accepts: (file) => officeKinds.includes(file.kind),
  async look(file, { app, signal, withFile }): Promise<Findings> {
    if (Number(file.size) > mostBytes) return { previewFault: 'too_large' }
    const folder = await mkdtemp(join(tmpdir(), 'ngheso-preview-'))
    const source = join(folder, `tep.${endingOf(file)}`)
    const target = join(folder, 'tep.pdf')
    try {
      const fault = await withFile(async (path) => {
        await symlink(path, source)
        return inTurn(() => convert(app.config.uploads.converter, folder, source, signal))
      })
      if (fault) return { previewFault: fault }
      if (!(await isPdf(target))) return { previewFault: 'failed' }
      const { fault: _, title: __, ...found } = await readBeside({ what: 'pdf', path: target })
      const { hash } = await app.files.put(createReadStream(target))
      await letGo(app, [hash])
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

/** Macros are not run; nothing is fetched, from the network or from the server's disk, that the document only links to. */
const settings = ['BlockUntrustedRefererLinks', 'DisableActiveContent', 'DisableMacrosExecution']
  .map(
    (name) =>
      `<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="${name}" oor:op="fuse"><value>true</value></prop></item>`,
  )
  .join('')
const registry = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${settings}</oor:items>
`

/** With a profile of its own. @throws when the process is to end */
async function convert(
  program: string,
  folder: string,
  source: string,
  signal: AbortSignal,
): Promise<'no_converter' | 'failed' | undefined> {
  const profile = join(folder, 'profile')
  await mkdir(join(profile, 'user'), { recursive: true })
  await writeFile(join(profile, 'user', 'registrymodifications.xcu'), registry)
  signal.throwIfAborted()
  const words = [
    '--headless',
    '--norestore',
    '--nolockcheck',
    `-env:UserInstallation=${pathToFileURL(profile).href}`,
  ]
  // A group of its own: the program starts others, which would live on without it.
  const child = spawn(program, [...words, '--convert-to', 'pdf', '--outdir', folder, source], {
    detached: true,
    stdio: 'ignore',
    env: { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8' },
  })
  const end = () => {
    try {
      if (process.platform === 'win32') child.kill('SIGKILL')
      else if (child.pid) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // it has ended
    }
  }
  const timer = setTimeout(end, mostMs)
  signal.addEventListener('abort', end)
  try {
    const [status] = await once(child, 'close')
    signal.throwIfAborted()
    return status === 0 ? undefined : 'failed'
  } catch (error) {
    signal.throwIfAborted()
    return ['ENOENT', 'EACCES'].includes(String((error as NodeJS.ErrnoException).code))
      ? 'no_converter'
      : 'failed'
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
    end()
  }
}
