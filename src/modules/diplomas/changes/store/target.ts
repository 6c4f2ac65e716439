import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { conflict, notFound, precondition } from '#platform/errors.ts'
import type { Diploma, DiplomaState, Medium } from '../../diploma.ts'
import { diplomaColumns } from '../../store/diploma.ts'

/** A diploma with who answers for its register today: the issuer, or the school it was merged into. */
export type Target = Diploma & { keeper_id: string; medium: Medium }

/** @throws AppError not_found */
export async function getTarget(db: Db, id: string): Promise<Target> {
  const found =
    await sql<Target>`select ${diplomaColumns}, coalesce(b.keeper_id, d.institution_id) as keeper_id,
      coalesce(r.medium, 'digital') as medium
    from diplomas.diploma d left join diplomas.book b on b.id = d.book_id left join diplomas.issue_run r on r.id = d.run_id
    where d.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/**
 * Holds a diploma until the act is committed: of two acts at once the second sees what the first made of it.
 * @throws AppError precondition when its state does not allow the act; conflict when somebody else was first
 */
export async function holdDiploma(
  tx: Tx,
  seen: Pick<Target, 'id'> & { version: number },
  states: readonly DiplomaState[],
): Promise<void> {
  const found = await sql<{
    state: DiplomaState
    version: number
    is_compared: boolean
  }>`select state, version, is_compared from diplomas.diploma
    where id = ${seen.id}::uuid for update`.execute(tx)
  const now = found.rows[0]
  if (!now) throw notFound()
  if (!states.includes(now.state)) throw precondition(`diplomas.changes.error.state.${now.state}`)
  if (now.version !== seen.version) throw conflict()
  if (!now.is_compared) throw precondition('diplomas.old.error.compare_first')
}

/** The diploma an older one was closed for, where this one took its place. */
export async function findPredecessor(db: Db, id: string): Promise<Diploma | undefined> {
  const found =
    await sql<Diploma>`select ${diplomaColumns} from diplomas.diploma d where d.successor_id = ${id}::uuid`.execute(
      db,
    )
  return found.rows[0]
}
