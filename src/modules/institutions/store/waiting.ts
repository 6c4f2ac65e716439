import type { Tx } from '#platform/db/database.ts'
import { conflict } from '#platform/errors.ts'

/** What waits for the department, and the state that says so. */
const waitingStates = {
  'institutions.proposal': 'pending',
  'institutions.infrastructure': 'declared',
} as const

/**
 * Sends a request to the department: in the place of the one of this institution that waits, else as a new one.
 * @param waitingId the one that waits; undefined when none does
 * @param row what the table asks for, without the institution
 * @returns the id of the request
 * @throws AppError conflict when the one that waited was decided, or another was sent, at the same moment
 */
export async function sendWaiting(
  tx: Tx,
  table: keyof typeof waitingStates,
  { institutionId, waitingId }: { institutionId: string; waitingId: string | undefined },
  row: Record<string, unknown>,
): Promise<string> {
  // the row fits the table it is written for; the two have only their id and state in common
  const named = table as 'institutions.proposal'
  const sent = waitingId
    ? await tx
        .updateTable(named)
        .set(row)
        .where('id', '=', waitingId)
        .where('state', '=', waitingStates[table])
        .returning('id')
        .executeTakeFirst()
    : await tx
        .insertInto(named)
        .values({ ...row, institution_id: institutionId } as never)
        .onConflict((oc) => oc.doNothing())
        .returning('id')
        .executeTakeFirst()
  if (!sent) throw conflict()
  return sent.id
}
