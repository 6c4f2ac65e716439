import { kinds, type KindName } from './kinds.ts'
import { contentDisposition } from './names.ts'
import { FileError } from './errors.ts'
import type { ByteRange } from './store.ts'

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
