import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import type { PdfSigner } from '#platform/signing/index.ts'
import { isUsable, standingOf, type SigningKey } from './key.ts'
import { openKey } from './open-key.ts'
import { listKeys } from './store/key.ts'

/**
 * What an institution signs its documents with on a day, opened.
 * @throws AppError precondition: there is no key, all have expired or ended, or it cannot be opened
 */
export async function pdfSignerOf(app: App, db: Db, institutionId: string, day: string): Promise<PdfSigner> {
  return openKey(app, chooseKey(app, await listKeys(db, [institutionId]), day))
}

/** The latest key in force on the day. @throws AppError precondition */
function chooseKey(app: App, keys: readonly SigningKey[], day: string): SigningKey {
  const usable = keys.find((key) => isUsable(standingOf(key, day)))
  if (usable) return usable
  const expired = keys.find((key) => standingOf(key, day) === 'expired')
  if (expired)
    throw precondition('diplomas.keys.error.expired', { day: app.catalog('vi').date(expired.to_date) })
  throw precondition(keys.length > 0 ? 'diplomas.keys.error.all_ended' : 'diplomas.keys.error.none')
}
