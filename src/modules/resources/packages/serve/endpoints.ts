import { systemActor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import { answerFile, FileError, isUnchanged } from '#platform/files/index.ts'
import { defineEndpoint, type EndpointContext } from '#platform/pages/endpoint.ts'
import { ownFolder, packageBase } from '../address.ts'
import { findServed, type KeptFile, type Served } from '../store/package.ts'
import { readAccess } from '../token.ts'
import { isPage, mimeOf } from './mime.ts'
import { serveOwn } from './own.ts'
import { withScript } from './page.ts'
import { packageHeaders } from './policy.ts'

const reader = systemActor('packages')
/** Pages are held in memory while our script is put in. */
const largestPage = 32 * 1024 ** 2

/**
 * A file of a package. The address holds the right to it, the item that is being played, and the path inside the package, so
 * that links from one file to another lead where they should.
 */
export const packageEndpoint = defineEndpoint({
  method: 'GET',
  path: `${packageBase}/:token/:item/*`,
  permission: 'public',
  ownPolicy: true,
  handle: async (context) => {
    const headers = headersOf(context)
    try {
      return await serve(context, headers)
    } catch (error) {
      if (error instanceof FileError && error.code === 'missing') return refuse(404, headers)
      context.app.log.error({ err: error, path: `${packageBase}/…` }, 'a file of a package was not served')
      return refuse(500, headers)
    }
  },
})

/** Content that sends headers of its own asks first whether it may: its frame is a stranger to the address it came from. */
export const packageOptions = defineEndpoint({
  method: 'OPTIONS',
  path: `${packageBase}/:token/:item/*`,
  permission: 'public',
  ownPolicy: true,
  handle: async (context) =>
    new Response(null, {
      status: 204,
      headers: {
        ...headersOf(context),
        'Access-Control-Allow-Methods': 'GET, HEAD',
        'Access-Control-Allow-Headers': '*',
        'Access-Control-Max-Age': '3600',
      },
    }),
})

const headersOf = ({ app, url, params }: EndpointContext): Record<string, string> => {
  const token = /^[\w.-]{1,120}$/.test(params.token ?? '') ? params.token! : 'x'
  return packageHeaders([url.origin, app.publicUrl()], token)
}

const refuse = (status: number, headers: Record<string, string>, words = ''): Response =>
  new Response(words, { status, headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' } })

async function serve(context: EndpointContext, headers: Record<string, string>): Promise<Response> {
  const { app, params, url, lang } = context
  const access = readAccess(app.keys, params.token ?? '', app.clock.now())
  const t = app.catalog(lang)
  if (access === 'expired') return refuse(410, headers, t('resources.packages.expired'))
  const path = pathOf(url)
  if (!access || path === undefined) return refuse(404, headers, t('resources.packages.not_there'))
  const served = await app.database.read(reader, (db) => findServed(db, access.fileId, access.issued, path))
  if (!served) return refuse(404, headers, t('resources.packages.not_there'))
  const at = Number(params.item)
  const item = served.items[at]
  if (!item) return refuse(404, headers, t('resources.packages.not_there'))
  const base = `${packageBase}/${params.token}/${at}`
  if (path.startsWith(`${ownFolder}/`)) {
    const own = await serveOwn(path.slice(ownFolder.length + 1), { served, item, base, lang: t.lang })
    return own
      ? new Response(own.body as BodyInit, {
          headers: { ...headers, 'Content-Type': own.type, 'Cache-Control': 'private, max-age=600' },
        })
      : refuse(404, headers)
  }
  if (!served.file) return refuse(404, headers, t('resources.packages.not_there'))
  return serveFile(
    app,
    context.request,
    { served, file: served.file, script: `${base}/${ownFolder}/run.js` },
    headers,
  )
}

/** The path behind token and item as it is in the package; undefined when it is no text. */
function pathOf(url: URL): string | undefined {
  try {
    return decodeURIComponent(url.pathname.split('/').slice(5).join('/')).normalize('NFC')
  } catch {
    return undefined
  }
}

async function serveFile(
  app: App,
  request: Request,
  { served, file, script }: { served: Served; file: KeptFile; script: string },
  headers: Record<string, string>,
): Promise<Response> {
  const mime = mimeOf(file.path)
  const common = { ...headers, 'Cache-Control': 'private, max-age=600' }
  if (!file.hash) return new Response('', { headers: { ...common, 'Content-Type': mime } })
  const size = Number(file.size)
  // What lies in an H5P package is no page of its own: its player shows it.
  if (isPage(mime) && served.standard !== 'h5p' && size <= largestPage) {
    const etag = `W/"${file.hash}"`
    if (isUnchanged(request, etag))
      return new Response(null, { status: 304, headers: { ...common, ETag: etag } })
    const { stream } = await app.files.get(file.hash)
    const page = withScript(Buffer.concat(await Array.fromAsync(stream as AsyncIterable<Buffer>)), script)
    const type = page.charset ? `${mime}; charset=${page.charset}` : mime
    return new Response(page.bytes as BodyInit, { headers: { ...common, ETag: etag, 'Content-Type': type } })
  }
  return answerFile(app.files, { hash: file.hash, size }, request, { ...common, 'Content-Type': mime })
}
