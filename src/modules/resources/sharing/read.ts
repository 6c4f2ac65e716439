import { systemActor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import { today } from '#platform/clock.ts'
import { notFound } from '#platform/errors.ts'
import { addressOf, guardRate, refuseClosed } from '#platform/rate.ts'
import { readWhole, type Whole } from '../catalogue/assess.ts'
import { getVersion } from '../catalogue/store/version.ts'
import { findLink } from './store/link.ts'

/** Addresses that open nothing, tried from one place within an hour. What a link opens is not counted: a film is many requests. */
const trying = { most: 600, within: 3600 }
/** Reads for who holds a link. */
export const reader = systemActor('share link')

/** The one version a link opens. The link is the right; nothing but that version is read. @throws AppError not_found */
export async function readByLink(
  app: App,
  secret: string,
  request: Request,
): Promise<Whole & { to_date: string }> {
  if (!/^[\w-]{24}$/.test(secret)) throw notFound()
  const from = addressOf(request.headers)
  const key = `share link ${from ?? ''}`
  if (from) await refuseClosed(app, [{ key, limit: trying }])
  const day = today(app.clock)
  const found = await app.database.read(reader, async (db) => {
    const link = await findLink(db, app.keys.index(`share link ${secret}`), day)
    const version = link && (await getVersion(db, link.version_id))
    if (!version || version.withdrawn_at) return undefined
    return { ...(await readWhole(db, version)), to_date: link.to_date }
  })
  if (found) return found
  if (from) await guardRate(app, key, trying)
  throw notFound()
}
