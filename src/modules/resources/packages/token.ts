import { timingSafeEqual } from 'node:crypto'
import type { Keys } from '#platform/keys.ts'

/** How long a package may be played from one opening of its page. */
const seconds = 4 * 3600

/**
 * The right to read one package for a while, as it stands in the address: its frame sends no cookies. It is given to who
 * may have the file, and says which file and since when.
 */
export function signAccess(keys: Pick<Keys, 'index'>, fileId: string, now: Date): string {
  const since = Math.floor(now.getTime() / 1000).toString(36)
  const id = fileId.replaceAll('-', '')
  return `${since}.${id}.${sign(keys, since, id)}`
}

/** What a token gives; `expired` when its time is over, undefined when we did not make it. */
export function readAccess(
  keys: Pick<Keys, 'index'>,
  token: string,
  now: Date,
): { fileId: string; issued: Date } | 'expired' | undefined {
  const [, since = '', id = '', given = ''] =
    /^([0-9a-z]{1,10})\.([0-9a-f]{32})\.([\w-]{32})$/.exec(token) ?? []
  if (given === '' || !timingSafeEqual(Buffer.from(given), Buffer.from(sign(keys, since, id))))
    return undefined
  const issued = new Date(Number.parseInt(since, 36) * 1000)
  if (now.getTime() - issued.getTime() > seconds * 1000) return 'expired'
  return { fileId: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), issued }
}

const sign = (keys: Pick<Keys, 'index'>, since: string, id: string): string =>
  keys.index(`package access ${since} ${id}`).slice(0, 32)
