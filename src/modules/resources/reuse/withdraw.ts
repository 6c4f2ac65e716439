import type { Actor } from '#platform/access.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict } from '#platform/errors.ts'
import { writeStep } from '../review/store/life.ts'
import { setWithdrawn } from './store/write.ts'

/**
 * Takes a resource down, or brings it back (without `down`), with the step in the life of its version.
 * @throws AppError conflict when somebody changed it first
 */
export async function withdraw(
  tx: Tx,
  resource: { id: string; version: number; published_id: string },
  { at, down }: { at: Date; down?: { kind: string; reason: string } },
  by: Actor,
): Promise<void> {
  if (!(await setWithdrawn(tx, resource, down ? { at, ...down } : null))) throw conflict()
  const step = down
    ? ({ from: 'published', to: 'withdrawn', note: down.reason } as const)
    : ({ from: 'withdrawn', to: 'published' } as const)
  await writeStep(tx, resource.published_id, { ...step, at }, by)
}
