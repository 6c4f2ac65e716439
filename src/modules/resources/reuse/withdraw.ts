import type { Actor } from '#platform/access.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict } from '#platform/errors.ts'
import { writeStep } from '../review/store/life.ts'
import { setWithdrawn } from './store/write.ts'

/**
 * Takes a resource down, or brings it back (`null`), with the step in the life of its version.
 * @throws AppError conflict when somebody changed it first
 */
export async function withdraw(
  tx: Tx,
  resource: { id: string; version: number; published_id: string },
  next: { at: Date; kind: string; reason: string } | null,
  by: Actor,
): Promise<void> {
  if (!(await setWithdrawn(tx, resource, next))) throw conflict()
  const [from, to] = next ? ['published', 'withdrawn'] : ['withdrawn', 'published']
  await writeStep(tx, resource.published_id, from!, to!, by, next?.reason)
}
