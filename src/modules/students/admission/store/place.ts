import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

/** Where an accepted applicant may be put. */
export type AdmissionPlace = {
  cohort_id: string
  cohort_name: string
  institution_id: string
  programme_id: string
  from_date: string
  planned_to_date: string
  class_group_id: string | null
  class_code: string | null
}

/** A cohort of a school, and a class of it when one is named; undefined when they do not belong together. */
export async function findCohortForAdmission(
  db: Db,
  cohortId: string,
  classGroupId: string | null,
): Promise<AdmissionPlace | undefined> {
  const found =
    await sql<AdmissionPlace>`select c.id as cohort_id, c.name as cohort_name, c.institution_id, v.programme_id, c.from_date, c.planned_to_date,
      g.id as class_group_id, g.code as class_code
    from students.cohort c join curricula.programme_version v on v.id = c.programme_version_id
    left join students.class_group g on g.cohort_id = c.id and g.id = ${classGroupId}::uuid
    where c.id = ${cohortId}::uuid and (${classGroupId}::uuid is null or g.id is not null)`.execute(db)
  return found.rows[0]
}

/** Cohorts on the programme of an intake that end later, with their classes: choices for an acceptance. */
export async function listAdmissionPlaces(
  db: Db,
  programmeId: string,
  on: string,
): Promise<AdmissionPlace[]> {
  const found =
    await sql<AdmissionPlace>`select c.id as cohort_id, c.name as cohort_name, c.institution_id, v.programme_id, c.from_date, c.planned_to_date,
      g.id as class_group_id, g.code as class_code
    from students.cohort c join curricula.programme_version v on v.id = c.programme_version_id
    left join students.class_group g on g.cohort_id = c.id
    where v.programme_id = ${programmeId}::uuid and c.planned_to_date >= ${on}::date
    order by c.from_date desc, c.name, g.code`.execute(db)
  return found.rows
}
