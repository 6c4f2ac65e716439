import { getEnrolment } from '#modules/students/index.ts'
import type { Db } from '#platform/db/database.ts'
import { AppError } from '#platform/errors.ts'

/** The learner's record a course of study belongs to; undefined where the reader does not reach it. */
export async function findCourseLearner(db: Db, enrolmentId: string): Promise<string | undefined> {
  try {
    return (await getEnrolment(db, enrolmentId)).learner_id
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}
