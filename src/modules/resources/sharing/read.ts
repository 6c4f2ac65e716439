import { systemActor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import { today } from '#platform/clock.ts'
import { notFound } from '#platform/errors.ts'
import { guardRate } from '#platform/rate.ts'
import { addressOf } from '#platform/rate.ts'
import { readWhole, type Whole } from '../catalogue/assess.ts'
import { getVersion } from '../catalogue/store/version.ts'
import { findLink } from './store/link.ts'

/** Addresses tried from one place within an hour. */
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
  await guardRate(app, `share link ${addressOf(request.headers) ?? ''}`, trying)
  const day = today(app.clock)
  return app.database.read(reader, async (db) => {
    const link = await findLink(db, app.keys.index(`share link ${secret}`), day)
    if (!link) throw notFound()
    const version = await getVersion(db, link.version_id)
    if (version.withdrawn_at) throw notFound()
    return { ...(await readWhole(db, version)), to_date: link.to_date }
  })
}
