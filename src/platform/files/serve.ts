import { Readable } from 'node:stream'
import { FileError } from './errors.ts'
import { kinds, type KindName } from './kinds.ts'
import { contentDisposition } from './names.ts'
import type { ByteRange, FileStore } from './store.ts'

/**
 * The headers under which a kept file may leave. Shown in the browser only when asked and when its type cannot
 * carry script; the browser is told not to guess another type.
 */
export function servingHeaders(
  file: { kind: KindName; name: string },
  wish: 'inline' | 'attachment' = 'attachment',
) {
  const { mime, inline } = kinds[file.kind]
  const how = inline ? wish : 'attachment'
  return {
    'Content-Type':
      how === 'attachment' && !inline
        ? 'application/octet-stream'
        : mime === 'text/plain'
          ? `${mime}; charset=utf-8`
          : mime,
    'Content-Disposition': contentDisposition(file.name, how),
    'X-Content-Type-Options': 'nosniff',
    'Accept-Ranges': 'bytes',
    // A PDF viewer does not start in a sandbox; every other type is shut in one.
    ...(file.kind !== 'pdf' && {
      'Content-Security-Policy': "sandbox; default-src 'none'; img-src 'self'; media-src 'self'",
    }),
  }
}

/**
 * The part asked for by a `Range` header of one part. Undefined when there is none to honour (answer in full).
 * @throws FileError bad_range when the part begins behind the end (answer 416)
 */
export function parseRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return undefined
  if (first === '') return { start: Math.max(0, size - Number(last)), end: size - 1 }
  const start = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < start) return undefined
  if (start >= size) throw new FileError('bad_range')
  return { start, end }
}

/** Whether the sender has the answer of that tag already (`If-None-Match`), compressed on its way or not. */
export function isUnchanged(request: Request, etag: string): boolean {
  const plain = (tag: string) => tag.trim().replace(/^W\//, '')
  const known = request.headers.get('if-none-match')?.split(',').map(plain) ?? []
  return known.includes('*') || known.includes(plain(etag))
}

/**
 * Answers a request with a kept file: whole (200), a part (206), nothing when the sender has it (304), or that there is no
 * such part (416).
 * @param file its size where it is known
 * @param headers what else the answer says: type, policy, how long it may be kept
 */
export async function answerFile(
  store: FileStore,
  file: { hash: string; size?: number | undefined },
  request: Request,
  headers: Record<string, string>,
): Promise<Response> {
  const etag = `"${file.hash}"`
  const common = { ...headers, 'Accept-Ranges': 'bytes', ETag: etag }
  if (isUnchanged(request, etag)) return new Response(null, { status: 304, headers: common })
  const wish = request.headers.get('if-range') ?? etag
  const asked = wish === etag ? (request.headers.get('range') ?? undefined) : undefined
  const whole = file.size ?? (asked ? await store.size(file.hash) : 0)
  let range: ByteRange | undefined
  try {
    range = parseRange(asked, whole)
  } catch (error) {
    if (!(error instanceof FileError) || error.code !== 'bad_range') throw error
    return new Response(null, { status: 416, headers: { ...common, 'Content-Range': `bytes */${whole}` } })
  }
  const { stream, start, end, size } = await store.get(file.hash, range)
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    status: range ? 206 : 200,
    headers: {
      ...common,
      'Content-Length': String(end - start + 1),
      ...(range && { 'Content-Range': `bytes ${start}-${end}/${size}` }),
    },
  })
}
