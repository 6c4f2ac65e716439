import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Diploma } from '../../diploma.ts'
import { diplomaColumns } from '../../store/diploma.ts'

const isThere = sql`d.state not in ('draft', 'numbered', 'signed', 'void')`

/** A person's diplomas that were issued, the latest first; ended ones too. */
export async function listOwnDiplomas(db: Db, personId: string): Promise<Diploma[]> {
  const found = await sql<Diploma>`select ${diplomaColumns} from diplomas.diploma d
    where d.person_id = ${personId}::uuid and ${isThere} order by d.issue_date desc nulls last, d.id limit 200`.execute(
    db,
  )
  return found.rows
}

/** @throws AppError not_found: none, not issued, or somebody else's */
export async function getOwnDiploma(db: Db, personId: string | undefined, id: string): Promise<Diploma> {
  const found = await sql<Diploma>`select ${diplomaColumns} from diplomas.diploma d
    where d.id = ${id}::uuid and d.person_id = ${personId ?? null}::uuid and ${isThere}`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}
