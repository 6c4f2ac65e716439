import { may, type Actor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import { findBatch, findImport, placeOf, type AnyImport, type BatchRow } from '#platform/imports/index.ts'

export type LoadedBatch = { row: BatchRow; spec: AnyImport }

/** The batch and its kind, for someone who may import there. Any other reads not found. @throws AppError not_found */
export async function loadBatch(parts: { db: Db; actor: Actor; app: App; id: string }): Promise<LoadedBatch> {
  const { db, actor, app, id } = parts
  const row = /^[0-9a-f-]{36}$/.test(id) ? await findBatch(db, id) : undefined
  const spec = row && findImport(app, row.kind)
  if (row && spec && may(actor, spec.permission, placeOf(spec, row))) return { row, spec }
  if (row) app.log.warn({ actor: actor.kind === 'account' ? actor.id : '', batch: id }, 'outside area')
  throw notFound()
}
