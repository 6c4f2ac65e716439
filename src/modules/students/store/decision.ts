import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Change } from '#platform/audit/record.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { conflict } from '#platform/errors.ts'

export const decisionKinds = [
  'admission',
  'class',
  'reserve',
  'suspend',
  'return',
  'transfer',
  'withdraw',
  'dismiss',
  'discipline',
  'award',
  'recognition',
  'graduation',
  'correction',
  'council',
] as const
export type DecisionKind = (typeof decisionKinds)[number]

/** A decision of the institution's head as the record keeps it. Days are `yyyy-mm-dd`. */
export type Decision = {
  id: string
  institution_id: string
  kind: DecisionKind
  number: string
  signed_on: string
  effective_on: string
  signer: string | null
  note: string | null
}

export type DecisionWords = { number: string; signed_on: string; effective_on?: string; signer?: string }

/**
 * The decision of that number and day, kept once however many learners it names.
 * @returns its id, and the change for the audit when it was not known yet.
 * @throws AppError conflict when number and day belong to a decision of another kind.
 */
export async function keepDecision(
  tx: Tx,
  institutionId: string,
  kind: DecisionKind,
  words: DecisionWords,
  isDemo = false,
): Promise<{ id: string; changes: Change[] }> {
  const row = {
    id: randomUUID(),
    institution_id: institutionId,
    kind,
    number: words.number,
    signed_on: words.signed_on,
    effective_on: words.effective_on ?? words.signed_on,
    signer: words.signer ?? null,
    is_demo: isDemo,
  }
  const made = await tx
    .insertInto('students.decision')
    .values(row)
    .onConflict((oc) => oc.columns(['institution_id', 'number', 'signed_on']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) {
    const { id, is_demo: _, ...after } = row
    return {
      id,
      changes: [{ subject: 'students.decision', id, institution: institutionId, before: null, after }],
    }
  }
  const known = await tx
    .selectFrom('students.decision')
    .select(['id', 'kind'])
    .where('institution_id', '=', institutionId)
    .where('number', '=', words.number)
    .where('signed_on', '=', words.signed_on)
    .executeTakeFirstOrThrow()
  if (known.kind !== kind)
    throw conflict('students.error.decision_of_another_kind', {
      decision_no: 'students.error.decision_of_another_kind',
    })
  return { id: known.id, changes: [] }
}

export async function findDecision(db: Db, id: string): Promise<Decision | undefined> {
  const found =
    await sql<Decision>`select id, institution_id, kind, number, signed_on, effective_on, signer, note
    from students.decision where id = ${id}::uuid`.execute(db)
  return found.rows[0]
}
