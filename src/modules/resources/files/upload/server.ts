import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { DataStore, ERRORS, Server, Upload as TusUpload } from '@tus/server'
import type { Actor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { AppError, type Refusal } from '#platform/errors.ts'
import { FileError } from '#platform/files/index.ts'
import { toFailure } from '#platform/http/respond.ts'
import { beginUpload } from '../actions/begin-upload.ts'
import { dropUpload } from '../actions/end-upload.ts'
import type { Upload } from '../store/upload.ts'
import { finish } from './finish.ts'
import { largestUpload, uploadBase } from './limits.ts'
import { uploadsOf } from './uploads-of.ts'

/** Who asks, and about which upload: tus itself knows only ids. */
type Asked = { app: App; actor: Actor; upload: Upload | undefined; lang: 'vi' | 'en' }
const asking = new AsyncLocalStorage<Asked>()
const asked = (): Asked => asking.getStore()!

const servers = new WeakMap<App, Server>()

/** Answers one request of the tus protocol 1.0 (creation and termination), for the actor and the upload given. */
export function answerTus(request: Request, who: Asked): Promise<Response> {
  const server = servers.get(who.app) ?? createServer()
  servers.set(who.app, server)
  return asking.run(who, () => server.handleWeb(request))
}

function createServer(): Server {
  return new Server({
    path: uploadBase,
    relativeLocation: true,
    maxSize: largestUpload,
    datastore: new UploadStore(),
    // No other site speaks to it.
    allowedOrigins: () => false,
    namingFunction: () => randomUUID(),
    async onUploadCreate(_request, { id, size = 0, metadata = {} }) {
      const { app, actor } = asked()
      const modified = Number(metadata.modified ?? Number.NaN)
      const { path } = await act(
        app,
        beginUpload,
        {
          id,
          version: metadata.version,
          name: metadata.filename,
          size,
          modified: Number.isSafeInteger(modified) ? modified : null,
        },
        actor,
      )
      return { metadata: { ...metadata, filename: path } }
    },
    async onUploadFinish() {
      const { app, actor, upload } = asked()
      if (upload) await finish(app, actor, upload)
      return {}
    },
    onResponseError: (_request, error) =>
      error instanceof AppError ? wordsFor(error) : 'status_code' in error ? undefined : defect(error),
  })
}

/** 409 and above 500 are tried again by clients; what stays refused has another status. */
const statusOf: Record<Refusal, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition: 422,
  too_many: 429,
}

function wordsFor(error: AppError): { status_code: number; body: string } {
  const { app, lang } = asked()
  const passes = error instanceof FileError && ['disk_full', 'unavailable'].includes(error.code)
  return {
    status_code: passes ? 507 : statusOf[error.refusal],
    body: app.catalog(lang).dynamic(error.reason.key, error.reason.params),
  }
}

/** What is no refusal: logged for the operator, told without its inner words. */
function defect(error: unknown): { status_code: number; body: string } {
  const { app, lang, upload } = asked()
  const { status, key, params, id } = toFailure(error)
  app.log[status === 500 ? 'error' : 'warn']({ id, upload: upload?.id, err: error }, 'an upload failed')
  return { status_code: status, body: app.catalog(lang).dynamic(key, params) }
}

/** The bytes of uploads as the tus server wants them; the rows are written by the actions. */
class UploadStore extends DataStore {
  override extensions = ['creation', 'termination']

  override async create(file: TusUpload): Promise<TusUpload> {
    return file
  }

  override async getUpload(id: string): Promise<TusUpload> {
    const { app, upload } = asked()
    if (!upload) throw ERRORS.FILE_NOT_FOUND
    if (upload.state === 'refused') throw ERRORS.FILE_NO_LONGER_EXISTS
    const offset = upload.state === 'done' ? upload.size : await uploadsOf(app).sizeOf(id)
    return new TusUpload({ id, size: upload.size, offset, metadata: { filename: upload.path } })
  }

  override write(stream: Readable, id: string, offset: number): Promise<number> {
    return uploadsOf(asked().app).write(id, stream, offset)
  }

  override async remove(id: string): Promise<void> {
    const { app, actor } = asked()
    await act(app, dropUpload, { id }, actor)
  }
}
