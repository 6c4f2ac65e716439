import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { asFileError, FileError } from '#platform/files/index.ts'
import { isAway } from '#platform/http/respond.ts'
import { findFile } from '../catalogue/store/file.ts'
import { noteFindings, noteScan } from './actions/note-file.ts'
import type { Findings, LookContext, LookedFile } from './looker.ts'
import { lookers } from './lookers.ts'
import { scanBytes, type Scan } from './scan/clamd.ts'
import { findState, type FileState } from './store/state.ts'

const looking = systemActor('look at files')

/**
 * Scans an added file and lets the lookers at it; what they find is written where nothing is said yet. Done again, it
 * ends the same: the same bytes are scanned and read once.
 */
export async function lookAt(app: App, fileId: string, signal = new AbortController().signal): Promise<void> {
  const { file, state } = await app.database.read(looking, async (db) => {
    const found = await findFile(db, fileId)
    return { file: found, state: found && (await findState(db, found.hash)) }
  })
  if (!file) return
  const scan = isToScan(app, state) ? await scanFile(app, file) : state!.scan
  if (scan === 'infected' || scan === 'too_large') return
  const findings = state?.looked_at ? undefined : await ask(app, file, signal)
  await act(app, noteFindings, { file: file.id, findings }, looking)
}

/** Also what came while there was no scanner, or was more than it took. */
const isToScan = (app: App, state: FileState | undefined): boolean =>
  !state ||
  state.scan === 'waiting' ||
  (app.config.uploads.clamdUrl !== undefined && ['none', 'too_large'].includes(state.scan))

async function scanFile(app: App, file: LookedFile): Promise<'none' | Scan['scan']> {
  const address = app.config.uploads.clamdUrl
  const said = address ? await scanKept(app, address, file.hash) : { scan: 'none' as const }
  if (said.scan === 'too_large')
    app.log.warn(
      { part: 'files', hash: file.hash, size: Number(file.size) },
      'larger than the malware scanner takes: raise StreamMaxLength, MaxFileSize and MaxScanSize of clamd',
    )
  await act(app, noteScan, { hash: file.hash, ...said }, looking)
  return said.scan
}

async function scanKept(app: App, address: string, hash: string): Promise<Scan> {
  const { stream } = await app.files.get(hash)
  try {
    return await scanBytes(address, stream)
  } finally {
    stream.destroy()
  }
}

/**
 * What all who accept the file find, the first to say a thing counts; but pages are counted where they are seen, in the preview.
 * One that fails takes nothing from the others.
 * @throws what passes by itself (a store that is away, a full disk): the file is looked at again, whole
 */
async function ask(app: App, file: LookedFile, signal: AbortSignal): Promise<Findings> {
  let all: Findings = {}
  for (const looker of lookers.filter((one) => one.accepts(file))) {
    try {
      const withFile: LookContext['withFile'] = (work) => app.files.withFile(file.hash, work)
      const found = await looker.look(file, { app, signal, withFile })
      const before = Object.entries(all).filter(([, value]) => value !== undefined)
      all = { ...found, ...Object.fromEntries(before), ...(found.preview && { pages: found.pages }) }
    } catch (error) {
      if (signal.aborted || passes(error)) throw error
      app.log.warn(
        { part: 'files', looker: looker.name, hash: file.hash, err: error },
        'a file could not be read',
      )
      all.fault ??= { key: 'resources.files.fault.unreadable' }
    }
  }
  return all
}

function passes(error: unknown): boolean {
  const known = asFileError(error)
  return isAway(error) || (known instanceof FileError && ['disk_full', 'unavailable'].includes(known.code))
}
