import type { Actor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { AppError, conflict } from '#platform/errors.ts'
import { checkFile, kinds } from '#platform/files/index.ts'
import { finishUpload, refuseUpload } from '../actions/end-upload.ts'
import { letGo } from '../store/let-go.ts'
import type { Upload } from '../store/upload.ts'
import { uploadPurpose } from './limits.ts'
import { uploadsOf } from './uploads-of.ts'

/**
 * An upload has all its bytes: checked for what they are, kept, added to the draft, and only then taken away from where they
 * came: it may be done again after a crash at any point. What cannot be taken is refused for good, and its uploader reads why.
 * @throws AppError
 */
export async function finish(app: App, actor: Actor, upload: Upload): Promise<void> {
  if (upload.state !== 'open') return
  const begun = finishing.get(upload.id) ?? keepAndAdd(app, actor, upload)
  finishing.set(upload.id, begun)
  await begun.finally(() => finishing.delete(upload.id))
}

/** A client that asks how far its upload is while it is being added waits for the same end. */
const finishing = new Map<string, Promise<void>>()

async function keepAndAdd(app: App, actor: Actor, upload: Upload): Promise<void> {
  const parts = uploadsOf(app)
  const place = parts.placeOf(upload.id)
  // More than one process may have written to it: it begins anew.
  if ((await parts.sizeOf(upload.id)) !== upload.size) {
    await parts.remove(upload.id)
    throw conflict()
  }
  try {
    const kind = await checkFile(place, upload.path, uploadPurpose)
    const hash = await parts.digestOf(upload.id, upload.size)
    const stored = await app.files.take({ path: place, hash, size: upload.size })
    await letGo(app, [hash])
    await act(app, finishUpload, { id: upload.id, ...stored, mime: kinds[kind].mime, kind }, actor)
    await parts.remove(upload.id)
  } catch (error) {
    if (!(error instanceof AppError) || !isForGood(error)) throw error
    const { key, params = {} } = error.reason
    await act(app, refuseUpload, { id: upload.id, fault: key, params }, actor)
    await parts.remove(upload.id)
    throw error
  }
}

/** Nothing that passes, as a full disk or a store that does not answer does. */
const isForGood = ({ refusal, reason }: AppError): boolean =>
  refusal === 'invalid' || (refusal === 'precondition' && reason.key.startsWith('resources.'))
