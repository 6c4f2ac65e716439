import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Enrolment } from '../../enrolment.ts'
import { listEnrolmentsOf } from '../../store/enrolment.ts'
import type { Learner } from '../learner.ts'

const columns = sql`l.id, l.person_id, l.institution_id, l.code, l.schooling, l.address, l.unit_id, n.full_name, n.birth_date,
  n.birth_year, l.version`

/** @throws AppError not_found */
export async function getLearner(db: Db, id: string): Promise<Learner> {
  const found =
    await sql<Learner>`select ${columns} from students.learner l join people.person n on n.id = l.person_id
    where l.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** The learner with their courses of study at this institution, the one that goes on first. */
export type LearnerRecord = { learner: Learner; enrolments: Enrolment[]; current: Enrolment | undefined }

/** @throws AppError not_found */
export async function getRecord(db: Db, id: string, enrolmentId?: string): Promise<LearnerRecord> {
  const learner = await getLearner(db, id)
  const enrolments = (await listEnrolmentsOf(db, learner.person_id)).filter(
    (one) => one.learner_id === learner.id,
  )
  const going = enrolments.find((one) => one.to_date === null) ?? enrolments[0]
  return { learner, enrolments, current: enrolments.find((one) => one.id === enrolmentId) ?? going }
}

export async function isLearnerCodeTaken(
  db: Db,
  institutionId: string,
  code: string,
  exceptPerson: string | null,
): Promise<boolean> {
  const found =
    await sql`select 1 from students.learner l where l.institution_id = ${institutionId}::uuid and l.code = ${code}
    and l.person_id is distinct from ${exceptPerson}::uuid`.execute(db)
  return found.rows.length > 0
}

/** @returns how many rows: 0 when somebody else saved first. */
export async function updateLearner(
  tx: Tx,
  id: string,
  version: number,
  next: Pick<Learner, 'code' | 'schooling' | 'address' | 'unit_id'>,
): Promise<number> {
  const done = await tx
    .updateTable('students.learner')
    .set({ ...next, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/** The learner record of a person at an institution, when there is one. */
export async function findLearnerOf(
  db: Db,
  personId: string,
  institutionId: string,
): Promise<string | undefined> {
  const found = await sql<{ id: string }>`select id from students.learner
    where person_id = ${personId}::uuid and institution_id = ${institutionId}::uuid`.execute(db)
  return found.rows[0]?.id
}
