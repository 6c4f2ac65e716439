import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { readRunFacts } from '../store/facts.ts'
import { admitAll, type Admission, type ExamException } from './candidates.ts'

/** Learners of a cohort let in by exception. */
export async function listExceptions(db: Db, cohortId: string): Promise<Map<string, ExamException>> {
  const found = await sql<ExamException>`select x.enrolment_id, x.reason, x.by_name, x.at
    from students.enrolment e join students.exam_exception x on x.enrolment_id = e.id
    where e.cohort_id = ${cohortId}::uuid`.execute(db)
  return new Map(found.rows.map((row) => [row.enrolment_id, row]))
}

/** Everybody running in a cohort with what stands against sitting the examination, by course of study. */
export async function readAdmissions(
  db: Db,
  cohortId: string,
  today: string,
): Promise<Map<string, Admission>> {
  return admitAll(await readRunFacts(db, cohortId), await listExceptions(db, cohortId), today)
}

type NewException = {
  enrolment_id: string
  institution_id: string
  reason: string
  by_account: string
  by_name: string
  at: Date
}

/** @returns false when the learner was let in already. */
export async function insertException(tx: Tx, row: NewException): Promise<boolean> {
  const made = await tx
    .insertInto('students.exam_exception')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('enrolment_id')
    .executeTakeFirst()
  return made !== undefined
}

/** @returns false when there was none. */
export async function deleteException(tx: Tx, enrolmentId: string): Promise<boolean> {
  const done = await tx
    .deleteFrom('students.exam_exception')
    .where('enrolment_id', '=', enrolmentId)
    .executeTakeFirst()
  return Number(done.numDeletedRows) > 0
}
